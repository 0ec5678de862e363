package dev.chancery.db;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list. Totals are absent when there are more than 10,000 rows to look at; `next` is absent on the last
/// page, and there may be one behind a short page.
public record Page<T>(
        List<T> content,
        int page,
        int size,
        @Nullable Long totalElements,
        @Nullable Integer totalPages,
        @Nullable String next) {

    public <U> Page<U> map(Function<T, U> shown) {
        return with(content.stream().map(shown).toList());
    }

    /// The same part of the list, shown otherwise.
    public <U> Page<U> with(List<U> shown) {
        return new Page<>(shown, page, size, totalElements, totalPages, next);
    }
}
