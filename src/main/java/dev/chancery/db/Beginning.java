package dev.chancery.db;

import java.util.Map;

/// That a column begins with a text, said so that an index answers it.
public record Beginning(String text) {

    /// Sorts behind every text, so that a prefix and the prefix with this enclose all that begins with it.
    static final String LAST = "\udbff\udfff";

    public String of(String column) {
        return "%1$s >= :beginning AND %1$s < :beginning_end".formatted(column);
    }

    public Map<String, Object> values() {
        return Map.of("beginning", text, "beginning_end", text + LAST);
    }
}
