package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-02, R-06 when PostgreSQL is away")
class PostgresOutageTest {

    @TempDir
    private Path temp;

    @Test
    @DisplayName(
            "connections that were cut are replaced without the caller noticing, unless the answer to a commit was lost")
    void cut_connections() throws Exception {
        var settings = DatabaseSettings.postgres(TestDatabases.postgresUrl(), temp);
        try (var db = Database.open(settings)) {
            db.writes(tx -> DatabaseTest.put(tx, "a", "1"));
            TestDatabases.cut(settings.url());
            assertThat(DatabaseTest.value(db, "a")).isEqualTo("1");

            TestDatabases.cut(settings.url());
            db.writes(tx -> DatabaseTest.put(tx, "b", "2"));

            var runs = new AtomicInteger();
            db.writes(tx -> {
                DatabaseTest.put(tx, "c", "3");
                if (runs.incrementAndGet() == 1) TestDatabases.cut(settings.url());
                DatabaseTest.put(tx, "d", "4");
            });
            assertThat(runs).hasValue(2);
            assertThat(DatabaseTest.count(db)).isEqualTo(5);

            assertThatThrownBy(() -> db.writes(tx -> {
                        DatabaseTest.put(tx, "e", "5");
                        TestDatabases.cut(settings.url());
                    }))
                    .isInstanceOfSatisfying(
                            StorageUnavailable.class,
                            e -> assertThat(e.outcomeUnknown()).isTrue());
        }
    }

    @Test
    @DisplayName("a statement that does nothing more when it is run again is run again, whichever answer was lost")
    void cut_alone() throws Exception {
        var settings = DatabaseSettings.postgres(TestDatabases.postgresUrl(), temp);
        try (var db = Database.open(settings)) {
            DatabaseTest.count(db);
            TestDatabases.cut(settings.url());
            var runs = new AtomicInteger();

            var rows = db.<Integer>writeAlone(tx -> {
                if (runs.incrementAndGet() == 1) TestDatabases.cut(settings.url());
                return tx.execute("INSERT INTO instance (name, value) VALUES ('alone', '1')");
            });

            assertThat(rows).isEqualTo(1);
            assertThat(DatabaseTest.value(db, "alone")).isEqualTo("1");
            assertThat(runs).hasValue(2);
        }
    }

    @Test
    @DisplayName(
            "R-01 a unit is not run again when its commit was sent with its last statements, and the answer was lost")
    void cut_with_the_commit() {
        var settings = DatabaseSettings.postgres(TestDatabases.postgresUrl(), temp);
        try (var db = Database.open(settings)) {
            DatabaseTest.count(db);
            var runs = new AtomicInteger();

            assertThatThrownBy(() -> db.writes(tx -> {
                        runs.incrementAndGet();
                        DatabaseTest.put(tx, "a", "1");
                        db.later("UPDATE instance SET value = ? WHERE name = 'a'", "2");
                        TestDatabases.cut(settings.url());
                    }))
                    .isInstanceOfSatisfying(
                            StorageUnavailable.class,
                            e -> assertThat(e.outcomeUnknown()).isTrue());

            assertThat(runs).hasValue(1);
        }
    }

    @Test
    @DisplayName(
            "a server that stopped is StorageUnavailable within patience; it serves within 2 s of being back, and the feed isn't fresh meanwhile")
    void stopped_server() throws Exception {
        var data = temp.resolve("pg");
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
        var port = server.getPort();
        var settings = DatabaseSettings.postgres(server.getJdbcUrl("postgres", "postgres"), temp);
        try (var db = Database.open(settings);
                var feed = new Changes(db).start()) {
            db.writes(tx -> DatabaseTest.put(tx, "a", "1"));
            server.close();

            var began = System.nanoTime();
            assertThatThrownBy(() -> db.read(tx -> tx.execute("SELECT 1"))).isInstanceOf(StorageUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
            assertThatThrownBy(() -> db.writes(tx -> DatabaseTest.put(tx, "b", "2")))
                    .isInstanceOf(StorageUnavailable.class);
            assertThat(feed.fresh()).isFalse();

            try (var _ = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start()) {
                var back = System.nanoTime();
                TestDatabases.awaitServing(db);
                assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(2));
                assertThat(DatabaseTest.value(db, "a")).isEqualTo("1");
            }
        }
    }
}
