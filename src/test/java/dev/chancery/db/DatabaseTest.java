package dev.chancery.db;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Database")
class DatabaseTest {

    @BothDatabases
    @DisplayName("who waits for the database, reading or writing, lets others of its pool go on")
    void waiting_holds_no_worker(Database db) throws Exception {
        letsOthersGoOn(until -> db.read(_ -> awaited(until)));
        letsOthersGoOn(until -> db.write(_ -> awaited(until)));
    }

    private static void letsOthersGoOn(Function<CountDownLatch, Boolean> waiting) throws Exception {
        var until = new CountDownLatch(1);
        try (var pool = new ForkJoinPool(1)) {
            var asked = pool.submit(() -> waiting.apply(until));
            assertThat(pool.submit(() -> "meanwhile").get(20, SECONDS)).isEqualTo("meanwhile");
            until.countDown();
            assertThat(asked.get()).isTrue();
        } finally {
            until.countDown();
        }
    }

    private static boolean awaited(CountDownLatch until) {
        try {
            return until.await(1, MINUTES);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    @BothDatabases
    @DisplayName("what a unit wrote is read after it returns")
    void writes_are_read(Database db) {
        db.writes(tx -> put(tx, "a", "1"));

        assertThat(value(db, "a")).isEqualTo("1");
    }

    @BothDatabases
    @DisplayName("a unit that fails leaves nothing, and its exception reaches the caller")
    void failing_unit(Database db) {
        assertThatThrownBy(() -> db.writes(tx -> {
                    put(tx, "a", "1");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertThat(count(db)).isEqualTo(1);
    }

    @BothDatabases
    @DisplayName("a refused statement does not say what the row held: exceptions end up in logs")
    void no_values_in_exceptions(Database db) {
        assertThatThrownBy(() -> db.writes(tx -> {
                    tx.execute("CREATE TABLE kept (value TEXT PRIMARY KEY)");
                    tx.execute("INSERT INTO kept VALUES (?)", "ada@example.com");
                    tx.execute("INSERT INTO kept VALUES (?)", "ada@example.com");
                }))
                .hasStackTraceContaining("kept")
                .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain("ada@example.com"));
    }

    @BothDatabases
    @DisplayName("stores called inside a unit are committed together, and read what the unit wrote")
    void units_join(Database db) {
        var seen = db.unit(() -> {
            db.writes(tx -> put(tx, "a", "1"));
            db.writes(tx -> put(tx, "b", "2"));
            return value(db, "a");
        });

        assertThat(seen).isEqualTo("1");
        assertThat(count(db)).isEqualTo(3);
    }

    @BothDatabases
    @DisplayName("a part that failed dooms its unit, even when its exception was swallowed")
    void doomed_unit(Database db) {
        assertThatThrownBy(() -> db.unit(() -> {
                    db.writes(tx -> put(tx, "a", "1"));
                    try {
                        db.writes(_ -> {
                            throw new IllegalArgumentException("no");
                        });
                    } catch (IllegalArgumentException e) {
                        assertThat(e).hasMessage("no");
                    }
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(count(db)).isEqualTo(1);
    }

    @BothDatabases
    @DisplayName("what is rehearsed answers as if it were done, and leaves nothing")
    void rehearsed(Database db) {
        var seen = db.rehearse(() -> {
            db.writes(tx -> put(tx, "a", "1"));
            db.later("INSERT INTO instance (name, value) VALUES (?, ?)", "b", "2");
            return db.unit(() -> value(db, "a"));
        });

        assertThat(seen).isEqualTo("1");
        assertThat(count(db)).isEqualTo(1);
    }

    @BothDatabases
    @DisplayName("a rehearsal fails as the act would, also by what was left for its end")
    void rehearsal_fails(Database db) {
        assertThatThrownBy(() -> db.rehearse(() -> {
                    db.writes(tx -> put(tx, "a", "1"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> db.rehearse(() -> {
                    db.later("INSERT INTO instance (name, value) VALUES (?, ?)", "epoch", "2");
                    return true;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> db.unit(() -> db.rehearse(() -> true))).isInstanceOf(IllegalStateException.class);

        assertThat(count(db)).isEqualTo(1);
    }

    @BothDatabases
    @DisplayName("instants, booleans and bytes are kept alike")
    void column_types(Database db) {
        var at = Instant.parse("2026-01-02T03:04:05.678Z");
        db.writes(tx -> {
            tx.execute(
                    "CREATE TABLE kept (at BIGINT NOT NULL, gone_at BIGINT, yes BOOLEAN NOT NULL, data BYTEA NOT NULL, id TEXT)");
            tx.createUpdate("INSERT INTO kept (at, gone_at, yes, data, id) VALUES (:at, :gone, :yes, :data, :id)")
                    .bind("at", at)
                    .bindByType("gone", null, Instant.class)
                    .bind("yes", true)
                    .bind("data", new byte[] {0, -1})
                    .bind("id", new Name("n"))
                    .execute();
        });

        var row = db.read(tx -> tx.createQuery("SELECT * FROM kept WHERE yes AND at = :at AND id = :id")
                .bind("at", at)
                .bind("id", new Name("n"))
                .map((found, _) -> new Kept(
                        Instant.ofEpochMilli(found.getLong("at")),
                        found.getBoolean("yes"),
                        List.of(found.getBytes("data"))))
                .one());

        assertThat(row.at()).isEqualTo(at);
        assertThat(row.yes()).isTrue();
        assertThat(row.data().getFirst()).containsExactly(0, -1);
        assertThat(db.<Instant>read(tx ->
                        tx.select("SELECT at FROM kept").mapTo(Instant.class).one()))
                .isEqualTo(at);
    }

    @BothDatabases
    @DisplayName("HT-03 a text with a NUL is refused before it reaches the database, as a value and as an id")
    void no_nul(Database db) {
        assertThatThrownBy(() -> value(db, "a\0")).isInstanceOf(UnstorableText.class);
        assertThatThrownBy(() -> db.writes(tx -> put(tx, "a", "\0"))).isInstanceOf(UnstorableText.class);
        assertThatThrownBy(() -> db.read(tx -> tx.createQuery("SELECT count(*) FROM instance WHERE name = :id")
                        .bind("id", new Name("\0"))
                        .mapTo(int.class)
                        .one()))
                .isInstanceOf(UnstorableText.class);
        db.writes(tx -> put(tx, "a", "1"));
        assertThat(value(db, "a")).isEqualTo("1");
    }

    record Name(String value) implements TextId {}

    record Kept(Instant at, boolean yes, List<byte[]> data) {}

    static void put(Handle tx, String name, String value) {
        tx.createUpdate("INSERT INTO instance (name, value) VALUES (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    static String value(Database db, String name) {
        return db.read(tx -> tx.createQuery("SELECT value FROM instance WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    }

    static int count(Database db) {
        return db.read(tx ->
                tx.createQuery("SELECT count(*) FROM instance").mapTo(int.class).one());
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
