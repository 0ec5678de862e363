package dev.chancery.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Copies of the SQLite database: written beside a running server, put back while none runs.
public final class Backup {

    private Backup() {}

    /// From another process than the server's, which may go on running.
    public static void write(DatabaseSettings settings, Path target) {
        if (settings.dialect() == Dialect.POSTGRES)
            throw new StartRefusal("Back up PostgreSQL with its own tools: pg_dump --format=custom --file=%s <database>"
                    .formatted(target));
        if (!Files.isRegularFile(settings.file()))
            throw new StartRefusal("There is no database %s to back up.".formatted(settings.file()));
        write(new SqliteFile(settings.file(), settings.patience()), target);
    }

    static void write(SqliteFile file, Path target) {
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (Files.exists(target))
                throw new StartRefusal("%s exists already: a backup overwrites nothing.".formatted(target));
            clear(part);
            DataFolder.createPrivate(part);
            copy(file, part);
            moveDurably(part, target);
        } catch (SQLException | IOException e) {
            throw new StartRefusal(
                    "The backup %s could not be written (%s): check that its folder may be written and has free space."
                            .formatted(target, e.getClass().getSimpleName()));
        }
    }

    private static void copy(SqliteFile file, Path part) throws SQLException {
        try (var connection = file.connect();
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, part.toString());
            statement.execute();
        }
    }

    /// Puts a backup in the database's place and begins a new epoch. What was there is kept beside it when `force`
    /// allows that.
    public static void restore(DatabaseSettings settings, Path source, boolean force) {
        if (settings.dialect() == Dialect.POSTGRES)
            throw new StartRefusal("Restore PostgreSQL with its own tools: pg_restore; then run chancery new-epoch.");
        try (var _ = DataFolder.hold(settings.folder())) {
            var database = new SqliteFile(settings.file(), settings.patience());
            var exists = Files.exists(database.path()) && Files.size(database.path()) > 0;
            if (exists && !force)
                throw new StartRefusal(
                        "%s holds data already: run restore with --force to put it aside as chancery.db.replaced."
                                .formatted(settings.folder()));
            var part = database.path().resolveSibling("chancery.db.part");
            prepare(source, part, exists ? epoch(database) : 0);
            putAside(database.path());
            moveDurably(part, database.path());
        } catch (SQLException | IOException e) {
            throw notABackup(source, e);
        }
    }

    private static void prepare(Path source, Path part, long epochBefore) throws IOException, SQLException {
        if (!Files.isRegularFile(source)) throw new StartRefusal("There is no file %s.".formatted(source));
        clear(part);
        DataFolder.createPrivate(part);
        Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
        DataFolder.createPrivate(part);
        var copy = new SqliteFile(part, Duration.ofSeconds(1));
        try {
            copy.refuseForeign();
            try (var connection = copy.connect()) {
                copy.refuseDamaged(connection);
                refuseUnknown(connection, source);
                Jdbi.create(connection).useTransaction(tx -> beginEpoch(tx, epochBefore));
                SqliteFile.pragma(connection, "journal_mode = DELETE");
            }
        } catch (StartRefusal | SQLException e) {
            clear(part);
            throw e;
        }
    }

    private static void refuseUnknown(Connection connection, Path source) throws SQLException {
        var applied = Migrations.applied(connection);
        if (applied.isEmpty()) throw new StartRefusal("%s is not a backup of Chancery.".formatted(source));
        Migrations.of(Dialect.SQLITE).refuseNewer(connection, applied);
    }

    private static void beginEpoch(Handle tx, long before) {
        Epoch.awaitFullSecond(Epoch.clock(tx, Dialect.SQLITE));
        Epoch.begin(tx, Dialect.SQLITE, before);
    }

    private static long epoch(SqliteFile database) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT value FROM instance WHERE name = 'epoch'")) {
            return row.next() ? Long.parseLong(row.getString(1)) : 0;
        } catch (SQLException e) {
            return 0; // what is to be replaced may be damaged
        }
    }

    /// SQLite would replay the log of a lost database over the one that takes its place: whatever is left goes aside.
    private static void putAside(Path database) throws IOException {
        var aside = database.resolveSibling(database.getFileName() + ".replaced");
        if (remains(database).isEmpty()) {
            clear(database);
            return;
        }
        clear(aside);
        for (var file : remains(database)) {
            var suffix = file.toString().substring(database.toString().length());
            Files.move(file, aside.resolveSibling(aside.getFileName() + suffix), StandardCopyOption.ATOMIC_MOVE);
        }
        clear(database);
    }

    /// Those of a database's files that hold something, the file itself last.
    private static List<Path> remains(Path database) throws IOException {
        var remains = new ArrayList<Path>();
        for (var file : files(database)) if (Files.exists(file) && Files.size(file) > 0) remains.add(file);
        return remains;
    }

    private static void clear(Path database) throws IOException {
        for (var file : files(database)) Files.deleteIfExists(file);
    }

    private static List<Path> files(Path database) {
        return Stream.of("-shm", "-wal", "-journal", "")
                .map(suffix -> database.resolveSibling(database.getFileName() + suffix))
                .toList();
    }

    private static void moveDurably(Path from, Path to) throws IOException {
        try (var channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        var folder = to.toAbsolutePath().getParent();
        if (folder == null) return;
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static StartRefusal notABackup(Path source, Exception e) {
        return e instanceof StartRefusal refusal
                ? refusal
                : new StartRefusal("%s could not be restored (%s): the database is as it was."
                        .formatted(source, e.getClass().getSimpleName()));
    }
}
