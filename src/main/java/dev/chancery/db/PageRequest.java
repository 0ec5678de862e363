package dev.chancery.db;

import org.jspecify.annotations.Nullable;

/// Which part of a list: the page of a number, to a depth of 10,000 rows, or what follows an `after` token, without
/// limit.
///
/// @param reverse the list from its other end
public record PageRequest(int page, int size, @Nullable String after, boolean reverse) {

    public static final int LARGEST = 100;
    public static final int DEEPEST = 10_000;

    /// A member of the request, and what it may be, in words for the caller.
    public static final class OutOfBounds extends IllegalArgumentException {
        public final String member;
        public final String bounds;

        private OutOfBounds(String member, String bounds) {
            super(member + ": " + bounds);
            this.member = member;
            this.bounds = bounds;
        }
    }

    public PageRequest {
        if (size < 1 || size > LARGEST)
            throw new OutOfBounds("size", "A whole number from 1 to %d.".formatted(LARGEST));
        if (page < 0) throw new OutOfBounds("page", "A whole number from 0.");
        if ((page + 1L) * size > DEEPEST)
            throw new OutOfBounds("page", "Pages reach %d rows deep: go on with after.".formatted(DEEPEST));
        if (after != null && page != 0) throw new OutOfBounds("page", "Either page or after.");
    }

    public static PageRequest first(int size) {
        return new PageRequest(0, size, null, false);
    }

    public static PageRequest page(int page, int size) {
        return new PageRequest(page, size, null, false);
    }

    public static PageRequest after(String token, int size) {
        return new PageRequest(0, size, token, false);
    }

    public PageRequest reversed() {
        return new PageRequest(page, size, after, true);
    }

    int offset() {
        return page * size;
    }
}
