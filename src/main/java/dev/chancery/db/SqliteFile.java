package dev.chancery.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/// One SQLite file and how it is opened: WAL, an `fsync` at each commit, foreign keys on.
record SqliteFile(Path path, Duration patience) {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    Connection connect() throws SQLException {
        return JDBC.createConnection(url(), settings().toProperties());
    }

    String url() {
        return "jdbc:sqlite:" + path;
    }

    Connection connectForReading() throws SQLException {
        var connection = connect();
        pragma(connection, "query_only = ON");
        return connection;
    }

    private SQLiteConfig settings() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) patience.toMillis());
        return config;
    }

    static void pragma(Connection connection, String pragma) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma);
        }
    }

    /// A file with other contents is never overwritten.
    void refuseForeign() throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) return;
        try (var in = Files.newInputStream(path)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC))
                throw new StartRefusal(
                        "%s is not a SQLite database: move it away, or put a backup in its place with `chancery restore`."
                                .formatted(path));
        }
    }

    void refuseDamaged(Connection connection) {
        try {
            if (!sound(connection)) throw damaged();
        } catch (SQLException e) {
            throw damaged();
        }
    }

    /// Reads the whole file: about 2.5 ms for each MB.
    static boolean sound(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA quick_check(1)")) {
            return row.next() && row.getString(1).equals("ok");
        }
    }

    StartRefusal damaged() {
        return new StartRefusal(damage());
    }

    String damage() {
        return "The database %s is damaged: put a backup in its place with `chancery restore`.".formatted(path);
    }
}
