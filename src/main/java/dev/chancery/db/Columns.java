package dev.chancery.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Columns that may be empty, as stores read them by hand.
public final class Columns {

    private Columns() {}

    /// Those of a table that is joined to others, each by its name behind this one and a `_`.
    public static String of(String table, String columns) {
        return Stream.of(columns.split(",\\s*"))
                .map(column -> "%s.%s AS %s_%s".formatted(table, column, table, column))
                .collect(Collectors.joining(", "));
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
