package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What stands in the way of a start is one line that says what to do")
class StartRefusalTest {

    @TempDir
    private Path temp;

    @Test
    @DisplayName("R-27 a second server on the same SQLite folder")
    void second_server() throws Exception {
        try (var child = ChildProcess.start(Held.class, temp.toString())) {
            child.awaitLine("open");

            assertThat(refusal(temp))
                    .contains("Another Chancery server", "process " + child.pid(), "CHANCERY_DATA_DIR");
        }
        TestDatabases.sqlite(temp).close();
    }

    /// Opens the folder in its own process and holds it.
    static final class Held {
        static void main(String[] args) throws Exception {
            try (var _ = TestDatabases.sqlite(Path.of(args[0]))) {
                IO.println("open");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    @DisplayName("R-28 a data folder that is a file, or can't be made")
    void unusable_folder() throws IOException {
        var file = Files.createFile(temp.resolve("file"));

        assertThat(refusal(file)).contains(file.toString(), "CHANCERY_DATA_DIR");
        assertThat(refusal(file.resolve("below"))).contains("CHANCERY_DATA_DIR");
        assertThat(refusal(Path.of("/proc/chancery"))).contains("CHANCERY_DATA_DIR");
    }

    @Test
    @DisplayName("a data folder that everyone may write to")
    void world_writable() throws IOException {
        Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(refusal(temp)).contains("chmod o-w");
    }

    @Test
    @DisplayName("SE-12 a folder that was made is 0700, its files 0600, also when they were wider before")
    void permissions() throws IOException {
        var folder = temp.resolve("a/b");
        TestDatabases.sqlite(folder).close();
        Files.setPosixFilePermissions(folder.resolve("chancery.db"), PosixFilePermissions.fromString("rw-r--r--"));

        try (var db = TestDatabases.sqlite(folder)) {
            db.writes(tx -> DatabaseTest.put(tx, "a", "1"));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            try (var files = Files.list(folder)) {
                assertThat(files.map(StartRefusalTest::permissionsOf))
                        .hasSizeGreaterThan(2)
                        .containsOnly("rw-------");
            }
        }
    }

    private static String permissionsOf(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("R-24 a file that is no database is refused and left as it is")
    void foreign_file() throws IOException {
        var file = Files.writeString(temp.resolve("chancery.db"), "my thesis, only copy");

        assertThat(refusal(temp)).contains("is not a SQLite database", "chancery restore");
        assertThat(file).hasContent("my thesis, only copy");
    }

    @Test
    @DisplayName("R-24 a database file with damaged pages")
    void damaged() throws IOException {
        filled();
        var healthy = Files.readAllBytes(temp.resolve("chancery.db"));
        for (var seed = 0; seed < 20; seed++) {
            Files.write(temp.resolve("chancery.db"), damaged(healthy, new Random(seed)));

            assertThat(refusal(temp)).contains("is damaged", "chancery restore");
        }
    }

    private static byte[] damaged(byte[] healthy, Random random) {
        var bytes = healthy.clone();
        var noise = new byte[64];
        for (var page = 1; page < bytes.length / 4096; page++) {
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, page * 4096, noise.length);
        }
        return bytes;
    }

    @Test
    @DisplayName("R-24 a large file is checked before a start after a crash, and during one after a clean stop")
    void damaged_large_file() throws Exception {
        try (var db = TestDatabases.sqlite(temp)) {
            db.writes(tx -> {
                for (var i = 0; i < 200; i++) DatabaseTest.put(tx, "n" + i, "v".repeat(100_000));
            });
        }
        var file = temp.resolve("chancery.db");
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 40_960, (byte) 7);
        Files.write(file, bytes);

        try (var db = TestDatabases.sqlite(temp)) {
            for (var i = 0; i < 500 && db.fault().isEmpty(); i++) Thread.sleep(20);

            assertThat(db.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("chancery restore"));
            assertThatThrownBy(() -> db.writes(tx -> DatabaseTest.put(tx, "a", "")))
                    .isInstanceOf(StorageFault.class);
        }

        assertThat(refusal(temp)).contains("is damaged", "chancery restore");
        assertThat(refusal(temp)).as("and again").contains("is damaged", "chancery restore");
    }

    @Test
    @DisplayName("R-24 a database that was emptied or lost is never taken for a first start")
    void lost() throws IOException {
        TestDatabases.sqlite(temp).close();
        Files.write(temp.resolve("chancery.db"), new byte[0]);
        assertThat(refusal(temp)).contains("missing or empty", "chancery restore");

        Files.delete(temp.resolve("chancery.db"));
        assertThat(refusal(temp)).contains("missing or empty", "chancery restore");
    }

    @Test
    @DisplayName("a schema newer than this program, on both databases")
    void newer_schema() {
        TestDatabases.sqlite(temp).close();
        for (var settings : new DatabaseSettings[] {
            DatabaseSettings.sqlite(temp), DatabaseSettings.postgres(TestDatabases.postgresUrl(), temp)
        }) {
            try (var db = Database.open(settings)) {
                db.writes(StartRefusalTest::markNewer);
            }
            assertThat(refusal(settings)).contains("schema version 9999", "at least as new");

            if (settings.dialect() == Dialect.SQLITE) continue;
            try (var connection = DriverManager.getConnection(settings.url())) {
                connection.createStatement().execute("INSERT INTO instance (name, value) VALUES ('schema_floor', '1')");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Database.open(settings).close();
        }
    }

    private static void markNewer(Handle tx) {
        tx.execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " execution_time, success) VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', 1, TRUE)");
    }

    @Test
    @DisplayName(
            "PostgreSQL that can't be reached, knows no such database or user, or has another encoding; no password is shown")
    void postgres() {
        var url = TestDatabases.postgresUrl();
        var server = url.substring(0, url.lastIndexOf('/'));

        assertThat(refusal(postgres("jdbc:postgresql://localhost:1/x?user=u&password=hunter2")))
                .contains("cannot be reached", "localhost:1");
        assertThat(refusal(postgres("postgresql://u:hunter2@localhost:1/x"))).contains("cannot be reached");
        assertThat(refusal(postgres(server + "/nothere?user=postgres&password=hunter2")))
                .contains("no such database");
        assertThat(refusal(postgres(url + "&user=nobody&password=hunter2"))).contains("user or password");
        assertThat(refusal(postgres(TestDatabases.asciiPostgresUrl()))).contains("SQL_ASCII", "UTF8");
        assertThat(refusal(postgres("jdbc:mysql://root:hunter2@localhost/x"))).contains("CHANCERY_DATABASE_URL");
        assertThat(refusal(postgres("postgresql://u:hunter2 @@/"))).contains("CHANCERY_DATABASE_URL");
    }

    @Test
    @DisplayName("settings and URLs never show a password")
    void no_secret() {
        var settings = postgres("postgresql://u:hunter2@db:5432/x?sslmode=require&password=hunter2");

        assertThat(settings.toString()).doesNotContain("hunter2");
        assertThat(PostgresUrl.of(settings).toString()).isEqualTo("postgresql://db:5432/x");
        assertThat(PostgresUrl.of(settings).jdbc()).isEqualTo("jdbc:postgresql://db:5432/x?sslmode=require");
    }

    private DatabaseSettings postgres(String url) {
        return DatabaseSettings.postgres(url, temp);
    }

    private void filled() {
        try (var db = TestDatabases.sqlite(temp)) {
            db.writes(tx -> {
                for (var i = 0; i < 1_000; i++) DatabaseTest.put(tx, "n" + i, "v".repeat(100));
            });
        }
    }

    private static String refusal(Path folder) {
        return refusal(DatabaseSettings.sqlite(folder));
    }

    private static String refusal(DatabaseSettings settings) {
        var refusal = catchThrowableOfType(
                StartRefusal.class, () -> Database.open(settings).close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage())
                .doesNotContain("\n", "hunter2", "Exception:")
                .hasSizeLessThan(300);
        assertThat(refusal.getStackTrace()).isEmpty();
        return refusal.getMessage();
    }
}
