package dev.chancery.db;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From one moment on, until before another; an absent one leaves that end open.
public record Span(@Nullable Instant from, @Nullable Instant until) {
    public static final Span ALL = new Span(null, null);

    public boolean isAll() {
        return from == null && until == null;
    }

    /// That the moment in a column lies in it; empty where all do.
    public String of(String column) {
        var begins = from == null ? Stream.<String>of() : Stream.of(column + " >= :from");
        var ends = until == null ? Stream.<String>of() : Stream.of(column + " < :until");
        return Stream.concat(begins, ends).collect(Collectors.joining(" AND "));
    }

    public Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        if (from != null) values.put("from", from);
        if (until != null) values.put("until", until);
        return values;
    }
}
