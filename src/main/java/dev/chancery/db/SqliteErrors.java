package dev.chancery.db;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What SQLite's result codes mean for the caller, and whether this process may still write.
final class SqliteErrors {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteErrors.class);

    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    Optional<String> fault() {
        return Optional.ofNullable(fault.get());
    }

    void refuseWhenBroken() {
        var why = fault.get();
        if (why != null) throw new StorageFault("this process writes no more: " + why, null);
    }

    void broken(String why, @Nullable Throwable cause) {
        if (fault.compareAndSet(null, why)) LOG.error("storage fault, this process writes no more: {}", why, cause);
    }

    RuntimeException translate(Exception thrown) {
        var sqlite = sqlite(thrown);
        if (sqlite == null)
            return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
        var code = sqlite.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY) return new ReferenceGone();
        return switch (primary(code)) {
            case SQLITE_FULL -> new StorageUnavailable("the disk is full", thrown);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new StorageUnavailable("another program holds the database file", thrown);
            case SQLITE_NOMEM, SQLITE_CANTOPEN ->
                new StorageUnavailable("the database file can't be used now: " + code, thrown);
            case SQLITE_IOERR -> ioError(code, thrown);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> fault("the database file is damaged: " + code, thrown);
            default -> thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
        };
    }

    private RuntimeException ioError(SQLiteErrorCode code, Exception thrown) {
        // the shared-memory index holds nothing that must last: it can't grow when the disk is full
        if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) return new StorageUnavailable("the disk is full", thrown);
        return fault("I/O error: " + code, thrown);
    }

    private StorageFault fault(String why, Exception thrown) {
        broken(why, thrown);
        return new StorageFault(why, thrown);
    }

    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }

    private static @Nullable SQLiteException sqlite(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause())
            if (cause instanceof SQLiteException sqlite) return sqlite;
        return null;
    }
}
