package dev.chancery.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Fresh, migrated databases for tests: SQLite in a temp folder, or a new database on one PostgreSQL 14 that the JVM
/// starts when it is first asked for.
public final class TestDatabases {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    public static Database of(Dialect dialect) {
        return Database.open(settings(dialect));
    }

    /// Settings for a fresh database; open them twice on PostgreSQL to have two nodes.
    public static DatabaseSettings settings(Dialect dialect) {
        return switch (dialect) {
            case SQLITE -> DatabaseSettings.sqlite(sqliteFolder());
            case POSTGRES -> DatabaseSettings.postgres(postgresUrl(), folder());
        };
    }

    public static Database sqlite(Path folder) {
        return Database.open(DatabaseSettings.sqlite(folder));
    }

    public static Database postgres() {
        return of(Dialect.POSTGRES);
    }

    /// A folder with a fresh SQLite database with the whole schema.
    public static Path sqliteFolder() {
        var folder = folder();
        try {
            Files.copy(Sqlite.TEMPLATE, folder.resolve("chancery.db"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A JDBC URL of a fresh database with the whole schema.
    public static String postgresUrl() {
        return Postgres.create(Postgres.TEMPLATE);
    }

    /// A JDBC URL of an empty database.
    public static String emptyPostgresUrl() {
        return Postgres.create("template1");
    }

    /// A JDBC URL of a database that holds what this one, which nobody uses at the moment, holds now.
    public static String copy(String postgresUrl) {
        return Postgres.create(postgresUrl.replaceAll("^.*/|\\?.*$", ""));
    }

    /// What an administrator of PostgreSQL may do behind the servers' backs.
    public static void execute(String postgresUrl, String... statements) {
        try (var connection = DriverManager.getConnection(postgresUrl);
                var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Cuts all connections to this PostgreSQL database.
    static void cut(String url) {
        ask(
                url,
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND datname = current_database()");
    }

    /// Whether a statement like this is running in this PostgreSQL database.
    static boolean runs(String url, String statement) {
        return ask(
                        url,
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND datname = current_database() AND query LIKE '"
                                + statement + "'")
                > 0;
    }

    private static long ask(String url, String question) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void awaitServing(Database db) {
        while (true) {
            try {
                DatabaseTest.count(db);
                return;
            } catch (StorageUnavailable e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
    }

    /// A JDBC URL of a database that keeps text in no known encoding.
    static String asciiPostgresUrl() {
        return Postgres.create("template0 LC_COLLATE 'C' LC_CTYPE 'C'", "SQL_ASCII", "t" + NUMBER.incrementAndGet());
    }

    /// A folder that is gone when the JVM ends.
    public static Path folder() {
        try {
            return Files.createTempDirectory(Folders.ROOT, "data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Folders {
        static final Path ROOT = made();

        private static Path made() {
            try {
                var root = Files.createTempDirectory("chancery-test");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
                return root;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path root) {
            try (var files = Files.walk(root)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Sqlite {
        static final Path TEMPLATE = migrated();

        private static Path migrated() {
            var folder = folder();
            Database.open(DatabaseSettings.sqlite(folder)).close();
            return folder.resolve("chancery.db");
        }
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = started();
        static final String TEMPLATE = "chancery_template";

        static {
            var url = create("template1", TEMPLATE);
            Database.open(DatabaseSettings.postgres(url, folder())).close();
            cut(url); // a connection that the pool was still opening would keep the template from being copied
        }

        private static EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("deadlock_timeout", "100ms")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String create(String template) {
            return create(template, "t" + NUMBER.incrementAndGet());
        }

        private static String create(String template, String name) {
            return create(template, "UTF8", name);
        }

        static String create(String template, String encoding, String name) {
            try (var connection = SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE %s ENCODING '%s' TEMPLATE %s".formatted(name, encoding, template));
                return SERVER.getJdbcUrl("postgres", name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
