package dev.chancery.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL's SQLSTATEs (its manual, appendix A) mean for the caller.
final class PostgresErrors {

    private PostgresErrors() {}

    /// Another transaction won: the same unit may succeed when run again, or see for itself what is in its way (a name
    /// that was taken, a row that is gone, between its question and its answer).
    static boolean lostRace(Throwable thrown) {
        return switch (state(thrown)) {
            case "40001", "40P01", "23505", "23503" -> true;
            default -> false;
        };
    }

    /// The connection is gone or was never there.
    static boolean disconnected(Throwable thrown) {
        var state = state(thrown);
        return state.startsWith("08") || state.startsWith("57P0");
    }

    static RuntimeException translate(RuntimeException thrown, boolean committing) {
        if (disconnected(thrown))
            return new StorageUnavailable("the connection to PostgreSQL is lost", thrown, committing);
        return switch (state(thrown)) {
            case "40001", "40P01" -> new StorageUnavailable("other transactions won again and again", thrown);
            case "23503" -> new ReferenceGone();
            case "57014", "55P03" -> new StorageUnavailable("PostgreSQL took too long", thrown);
            case "53100", "53200", "53300", "53400" ->
                new StorageUnavailable("PostgreSQL is short of something", thrown);
            case "25006" -> new StorageUnavailable("this PostgreSQL is a standby: it can't be written to", thrown);
            default -> thrown;
        };
    }

    static String state(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && sql.getSQLState() != null) return sql.getSQLState();
        return "";
    }
}
