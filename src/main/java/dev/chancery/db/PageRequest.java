package dev.chancery.db;

import org.jspecify.annotations.Nullable;

/// Which part of a list: the page of a number, to a depth of 10,000 rows, or what follows an `after` token, without
/// limit.
public record PageRequest(int page, int size, @Nullable String after) {

    public static final int LARGEST = 100;
    public static final int DEEPEST = 10_000;

    /// `IllegalArgumentException` names what is out of bounds, in words for the caller.
    public PageRequest {
        if (size < 1 || size > LARGEST) throw new IllegalArgumentException("size must be from 1 to " + LARGEST);
        if (page < 0) throw new IllegalArgumentException("page must not be negative");
        if ((page + 1L) * size > DEEPEST)
            throw new IllegalArgumentException(
                    "page reaches %d rows deep at most: go on with after".formatted(DEEPEST));
        if (after != null && page != 0) throw new IllegalArgumentException("page and after exclude each other");
    }

    public static PageRequest first(int size) {
        return new PageRequest(0, size, null);
    }

    public static PageRequest page(int page, int size) {
        return new PageRequest(page, size, null);
    }

    public static PageRequest after(String token, int size) {
        return new PageRequest(0, size, token);
    }

    int offset() {
        return page * size;
    }
}
