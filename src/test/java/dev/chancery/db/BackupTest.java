package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-23 backup and restore")
class BackupTest {

    @TempDir
    private Path temp;

    @Test
    @DisplayName("a backup is made while the server runs, readable by its owner only, and restores what was committed")
    void round_trip() throws IOException {
        var backup = temp.resolve("backup.db");
        long epoch;
        try (var db = TestDatabases.sqlite(temp.resolve("one"))) {
            db.writes(tx -> DatabaseTest.put(tx, "a", "kept"));
            db.backup(backup);
            db.writes(tx -> DatabaseTest.put(tx, "b", "too late"));
            epoch = db.read(Epoch::read).number();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");

        Backup.restore(DatabaseSettings.sqlite(temp.resolve("two")), backup, false);

        try (var db = TestDatabases.sqlite(temp.resolve("two"))) {
            assertThat(DatabaseTest.value(db, "a")).isEqualTo("kept");
            assertThat(names(db)).containsExactlyInAnyOrder("a", "epoch", "epoch-began");
            assertThat(db.read(Epoch::read).number()).isGreaterThan(epoch);
        }
        try (var files = Files.list(temp.resolve("two"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("chancery.db", "chancery.lock");
        }
    }

    @Test
    @DisplayName("another process makes a backup beside the server; nothing is overwritten")
    void from_outside() {
        var settings = DatabaseSettings.sqlite(temp);
        var backup = temp.resolve("backup.db");
        try (var _ = Database.open(settings)) {
            Backup.write(settings, backup);

            assertThatThrownBy(() -> Backup.write(settings, backup))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining("exists already");
            assertThat(backup).isNotEmptyFile();
        }
    }

    @Test
    @DisplayName("restore refuses while a server runs, and over data unless forced; what it replaces is kept")
    void refuses() {
        var settings = DatabaseSettings.sqlite(temp);
        var backup = temp.resolve("backup.db");
        long epoch;
        try (var db = Database.open(settings)) {
            db.backup(backup);
            epoch = db.read(Epoch::read).number();
            assertThatThrownBy(() -> Backup.restore(settings, backup, true))
                    .hasMessageContaining("Another Chancery server");
        }

        assertThatThrownBy(() -> Backup.restore(settings, backup, false)).hasMessageContaining("--force");
        Backup.restore(settings, backup, true);

        assertThat(temp.resolve("chancery.db.replaced")).exists();
        try (var db = Database.open(settings)) {
            var first = db.read(Epoch::read).number();
            assertThat(first).isGreaterThan(epoch);
            db.close();
            Backup.restore(settings, backup, true);
            try (var again = Database.open(settings)) {
                assertThat(again.read(Epoch::read).number()).isGreaterThan(first);
            }
        }
    }

    @Test
    @DisplayName("the log of a database that was lost is put aside, not replayed over the backup")
    void lost_database_with_log() throws IOException {
        var settings = DatabaseSettings.sqlite(temp.resolve("data"));
        var backup = temp.resolve("backup.db");
        var database = temp.resolve("data/chancery.db");
        var log = temp.resolve("data/chancery.db-wal");
        byte[] lost;
        try (var db = Database.open(settings)) {
            db.writes(tx -> DatabaseTest.put(tx, "a", "kept"));
            db.backup(backup);
            db.writes(tx -> DatabaseTest.put(tx, "b", "too late"));
            lost = Files.readAllBytes(log);
        }
        for (var emptied : new boolean[] {true, false}) {
            Files.delete(database);
            if (emptied) Files.createFile(database);
            Files.write(log, lost);

            Backup.restore(settings, backup, false);

            assertThat(log).doesNotExist();
            assertThat(temp.resolve("data/chancery.db.replaced-wal")).hasBinaryContent(lost);
            assertOnlyA(settings);
        }
    }

    @Test
    @DisplayName("what a restore that was cut short left behind is not replayed over the backup either")
    void cut_short() throws IOException {
        var settings = DatabaseSettings.sqlite(temp.resolve("data"));
        var backup = temp.resolve("backup.db");
        byte[] log;
        try (var db = Database.open(settings)) {
            db.writes(tx -> DatabaseTest.put(tx, "a", "kept"));
            db.backup(backup);
            db.writes(tx -> DatabaseTest.put(tx, "b", "too late"));
            log = Files.readAllBytes(temp.resolve("data/chancery.db-wal"));
        }
        Files.write(temp.resolve("data/chancery.db.part-wal"), log);

        Backup.restore(settings, backup, true);

        assertOnlyA(settings);
    }

    private static void assertOnlyA(DatabaseSettings settings) {
        try (var db = Database.open(settings)) {
            assertThat(names(db)).containsExactlyInAnyOrder("a", "epoch", "epoch-began");
        }
    }

    private static List<String> names(Database db) {
        return db.read(
                tx -> tx.select("SELECT name FROM instance").mapTo(String.class).list());
    }

    @Test
    @DisplayName("restore refuses what is no backup of this program, and leaves the folder as it was")
    void no_backup() throws IOException {
        var settings = DatabaseSettings.sqlite(temp.resolve("data"));
        var text = Files.writeString(temp.resolve("text"), "no database");
        var empty = Files.createFile(temp.resolve("empty"));
        var other = temp.resolve("other.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (x)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }

        for (var bad : new Path[] {text, empty, other, temp.resolve("missing"), temp})
            assertThatThrownBy(() -> Backup.restore(settings, bad, true)).isInstanceOf(StartRefusal.class);

        try (var files = Files.list(temp.resolve("data"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("chancery.lock");
        }
        Database.open(settings).close();
    }

    @Test
    @DisplayName("PostgreSQL is backed up with its own tools, and the refusal names them")
    void postgres() {
        try (var db = TestDatabases.postgres()) {
            assertThatThrownBy(() -> db.backup(temp.resolve("x"))).hasMessageContaining("pg_dump");
        }
    }
}
