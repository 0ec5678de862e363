package dev.chancery.document;

import dev.chancery.admin.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How a member of a document is read and written: what it must be, what it is when absent, and times.
public final class Member {

    private Member() {}

    /// RFC 3339 §5.6: years have four digits, so no later one is a time.
    public static @Nullable Instant instant(String member, @Nullable String text) {
        try {
            var instant = text == null ? null : Instant.parse(text);
            if (instant == null || instant.atOffset(ZoneOffset.UTC).getYear() <= 9999) return instant;
            throw Refused.invalid(member, "A time before the year 10000.");
        } catch (DateTimeException malformed) {
            throw Refused.invalid(member, "A time such as 2030-01-31T12:00:00Z.");
        }
    }

    /// In whole seconds, with `Z`.
    public static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// What the server decides cannot be asked for.
    public static void requireAbsent(String member, @Nullable Object value) {
        if (value != null) throw Refused.invalid(member, "The server decides this.");
    }

    public static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    public static <T> T required(String member, @Nullable T value) {
        if (value == null) throw Refused.invalid(member, "This member is required.");
        return value;
    }
}
