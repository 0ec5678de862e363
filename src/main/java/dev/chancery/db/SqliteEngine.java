package dev.chancery.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The embedded database: one file, one writer, a few readers.
final class SqliteEngine implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);
    private static final long CHECKED_AT_ONCE = 16L << 20;

    private final DataFolder folder;
    private final SqliteFile file;
    private final SqliteErrors errors;
    private final Connection writing;
    private final GroupCommit writer;
    private final SqliteReaders readers;
    private final Jdbi jdbi;

    private SqliteEngine(DatabaseSettings settings, DataFolder folder, SqliteFile file, Connection writing)
            throws SQLException {
        this.folder = folder;
        this.file = file;
        this.writing = writing;
        this.errors = new SqliteErrors();
        this.readers = new SqliteReaders(file, settings.readers(), settings.patience());
        this.jdbi = Jdbi.create(readers).installPlugin(new ColumnTypes());
        this.writer = new GroupCommit(writing, errors, settings.patience()).start();
    }

    static SqliteEngine open(DatabaseSettings settings) {
        var file = new SqliteFile(settings.file(), settings.patience());
        var folder = DataFolder.hold(settings.folder());
        try {
            folder.refuseLoss(file.path());
            file.refuseForeign();
            DataFolder.createPrivate(file.path());
            var checkedLater = folder.stoppedCleanly() && Files.size(file.path()) > CHECKED_AT_ONCE;
            var writing = prepared(file, !checkedLater);
            folder.inUse();
            var engine = new SqliteEngine(settings, folder, file, writing);
            if (checkedLater)
                Thread.ofPlatform().daemon().name("chancery-check").start(engine::check);
            return engine;
        } catch (SQLException | IOException e) {
            folder.close();
            throw refusal(file, e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Connection prepared(SqliteFile file, boolean checked) throws SQLException {
        var connection = file.connect();
        try {
            if (checked) file.refuseDamaged(connection);
            Migrations.of(Dialect.SQLITE).run(connection, file.url(), new Properties());
            SqliteFile.pragma(connection, "wal_autocheckpoint = 0");
            SqliteFile.pragma(connection, "journal_size_limit = 67108864");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// Large files that were closed cleanly are read through while the server runs already, so that it starts at once.
    private void check() {
        try (var connection = file.connectForReading()) {
            if (!SqliteFile.sound(connection)) errors.broken(file.damage(), null);
        } catch (SQLException e) {
            LOG.warn("check of the database: {}", errors.translate(e).getMessage());
        }
    }

    private static StartRefusal refusal(SqliteFile file, Exception e) {
        if (e instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB)) return file.damaged();
        return new StartRefusal(
                "The database %s cannot be opened (%s): check that its folder may be written and has free space."
                        .formatted(
                                file.path(),
                                e instanceof SQLiteException sqlite
                                        ? sqlite.getResultCode()
                                        : e.getClass().getSimpleName()));
    }

    @Override
    public <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }

    @Override
    public <T> T snapshot(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(handle -> handle.inTransaction(query::apply));
        } catch (RuntimeException e) {
            throw errors.translate(e);
        }
    }

    @Override
    public <T> Unit.Outcome<T> write(Function<Handle, Unit.Outcome<T>> unit) {
        return writer.run(unit);
    }

    @Override
    public <T> T writeAlone(Function<Handle, T> statement) {
        return writer.run(statement);
    }

    @Override
    public Optional<String> fault() {
        return errors.fault();
    }

    @Override
    public void backup(Path target) {
        Backup.write(file, target);
    }

    /// After a fault the files are left as they are: closing SQLite would write to them once more.
    @Override
    public void close() {
        try (folder) {
            writer.close();
            if (errors.fault().isPresent()) return;
            closeFiles();
            if (errors.fault().isEmpty()) folder.stopped();
        }
    }

    private void closeFiles() {
        try {
            readers.close();
            writing.close();
        } catch (SQLException e) {
            throw errors.translate(e);
        }
    }
}
