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
            Files.deleteIfExists(part);
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
            throw new StartRefusal("Restore PostgreSQL with its own tools: pg_restore; then start with a new epoch.");
        try (var _ = DataFolder.hold(settings.folder())) {
            var database = new SqliteFile(settings.file(), settings.patience());
            var exists = Files.exists(database.path()) && Files.size(database.path()) > 0;
            if (exists && !force)
                throw new StartRefusal(
                        "%s holds data already: run restore with --force to put it aside as chancery.db.replaced."
                                .formatted(settings.folder()));
            var part = database.path().resolveSibling("chancery.db.part");
            prepare(source, part, exists ? epoch(database) : 0);
            if (exists) putAside(database.path());
            moveDurably(part, database.path());
        } catch (SQLException | IOException e) {
            throw notABackup(source, e);
        }
    }

    private static void prepare(Path source, Path part, long epochBefore) throws IOException, SQLException {
        if (!Files.isRegularFile(source)) throw new StartRefusal("There is no file %s.".formatted(source));
        Files.deleteIfExists(part);
        DataFolder.createPrivate(part);
        Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
        DataFolder.createPrivate(part);
        var copy = new SqliteFile(part, Duration.ofSeconds(1));
        try {
            copy.refuseForeign();
            try (var connection = copy.connect()) {
                copy.refuseDamaged(connection);
                refuseUnknown(connection, source);
                beginEpoch(connection, epochBefore);
                SqliteFile.pragma(connection, "journal_mode = DELETE");
            }
        } catch (StartRefusal | SQLException e) {
            for (var suffix : new String[] {"-shm", "-wal", ""})
                Files.deleteIfExists(part.resolveSibling(part.getFileName() + suffix));
            throw e;
        }
    }

    private static void refuseUnknown(Connection connection, Path source) throws SQLException {
        var applied = Migrations.applied(connection);
        if (applied.isEmpty()) throw new StartRefusal("%s is not a backup of Chancery.".formatted(source));
        Migrations.of(Dialect.SQLITE).refuseNewer(connection, applied);
    }

    /// Later than the backup's and than that of the data it replaces.
    private static void beginEpoch(Connection connection, long before) throws SQLException {
        try (var statement = connection.prepareStatement(
                "UPDATE instance SET value = CAST(max(CAST(value AS INTEGER) + 1, ? + 1, unixepoch()) AS TEXT) WHERE name = 'epoch'")) {
            statement.setLong(1, before);
            statement.executeUpdate();
        }
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

    private static void putAside(Path database) throws IOException {
        for (var suffix : new String[] {"-shm", "-wal", ""}) {
            var file = database.resolveSibling(database.getFileName() + suffix);
            var aside = database.resolveSibling(database.getFileName() + ".replaced" + suffix);
            Files.deleteIfExists(aside);
            if (Files.exists(file)) Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        }
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
