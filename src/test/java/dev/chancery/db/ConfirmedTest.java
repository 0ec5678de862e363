package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the database said, confirmed by it each time")
class ConfirmedTest {

    private final AtomicInteger reads = new AtomicInteger();

    @BothDatabases
    @DisplayName("is read once while nothing that bears on it changes")
    void read_once(Database db) {
        set(db, "a", "1");
        var values = values(db, told(db));
        assertThat(values.find("a", _ -> true)).contains("1");
        set(db, "b", "2");
        assertThat(values.find("a", _ -> true)).contains("1");
        assertThat(reads).hasValue(1);
    }

    @BothDatabases
    @DisplayName("is as the database has it, on a node that has not been told of the change")
    void strict_elsewhere(Database db) {
        var values = values(db, told(db));
        set(db, "a", "0");
        for (var i = 1; i < 20; i++) {
            assertThat(values.find("a", _ -> true)).contains("" + (i - 1));
            set(db, "a", "" + i);
            assertThat(values.find("a", _ -> true)).contains("" + i);
        }
    }

    @BothDatabases
    @DisplayName("is read anew after a change to any of its kind in the realm, where that bears on it")
    void any_of_a_kind(Database db) {
        set(db, "a", "1");
        var values = new Confirmed<>(
                told(db), 10, _ -> 1, (String _) -> List.of(Thing.anyOf("r", "value")), keys -> read(db, keys));
        assertThat(values.find("a", _ -> true)).contains("1");
        set(db, "b", "2");
        assertThat(values.find("a", _ -> true)).contains("1");
        assertThat(reads).hasValue(2);
    }

    @BothDatabases
    @DisplayName("is not kept when it changed while it was read")
    void changed_while_read(Database db) throws Exception {
        set(db, "a", "old");
        var read = new CountDownLatch(1);
        var mayReturn = new CountDownLatch(1);
        try (var callers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var values = new Confirmed<>(told(db), 10, _ -> 1, ConfirmedTest::bearing, keys -> {
                var found = read(db, keys);
                if (reads.get() == 1) {
                    read.countDown();
                    await(mayReturn);
                }
                return found;
            });
            var racing = callers.submit(() -> values.find("a", _ -> true));
            read.await();
            set(db, "a", "new");
            mayReturn.countDown();

            assertThat(racing.get()).contains("old");
            assertThat(values.find("a", _ -> true)).contains("new");
        }
    }

    @BothDatabases
    @DisplayName("is read each time where it is not good, or not there")
    void not_good(Database db) {
        set(db, "b", "2");
        var values = values(db, told(db));
        assertThat(values.find("a", _ -> true)).isEmpty();
        assertThat(values.find("a", _ -> true)).isEmpty();
        assertThat(values.find("b", "1"::equals)).contains("2");
        assertThat(values.find("b", "1"::equals)).contains("2");
        assertThat(reads).hasValue(4);

        assertThat(values.find("b", "2"::equals)).contains("2");
        assertThat(values.find("b", "1"::equals)).contains("2");
        assertThat(reads).hasValue(6);
    }

    @BothDatabases
    @DisplayName("is read anew after a gap in the feed, and in another life of the database")
    void gap(Database db) {
        var values = values(db, told(db));
        set(db, "a", "old");
        assertThat(values.find("a", _ -> true)).contains("old");

        set(db, "a", "new");
        db.writes(tx -> tx.execute("DELETE FROM change"));
        assertThat(values.find("a", _ -> true)).contains("new");

        db.writes(tx -> {
            tx.execute("UPDATE instance SET value = 'restored' WHERE name = 'a'");
            tx.execute("UPDATE change_head SET n = 0");
            Epoch.begin(tx, db.dialect(), 0);
        });
        assertThat(values.find("a", _ -> true)).contains("restored");
    }

    @BothDatabases
    @DisplayName("is not given by memory when the database can't be asked")
    void distrusted(Database db) {
        set(db, "a", "1");
        var values = values(db, told(db));
        assertThat(values.find("a", _ -> true)).contains("1");
        db.writes(tx -> tx.execute("UPDATE change_head SET n = 0"));
        assertThatThrownBy(() -> values.find("a", _ -> true)).isInstanceOf(StorageUnavailable.class);
    }

    @Test
    @DisplayName("is read anew once a database that was behind has come on, whatever its numbers are")
    void come_on() {
        try (var db = TestDatabases.postgres()) {
            set(db, "a", "1");
            var feed = told(db);
            var values = values(db, feed);
            assertThat(values.find("a", _ -> true)).contains("1");
            var seen = feed.seen();
            db.writes(tx -> tx.execute("UPDATE change_head SET n = n - 1"));
            assertThatThrownBy(feed::poll).isInstanceOf(StorageUnavailable.class);

            db.look(tx -> tx.execute("UPDATE instance SET value = 'another' WHERE name = 'a'"));
            db.look(tx -> tx.execute("UPDATE change_head SET n = " + seen));
            feed.poll();
            assertThat(values.find("a", _ -> true)).contains("another");
        }
    }

    @BothDatabases
    @DisplayName("inside a unit is read, and nothing uncommitted is kept")
    void inside_a_unit(Database db) {
        var values = values(db, told(db));
        set(db, "a", "committed");
        assertThat(values.find("a", _ -> true)).contains("committed");
        assertThatThrownBy(() -> db.unit(() -> {
                    set(db, "a", "uncommitted");
                    assertThat(values.find("a", _ -> true)).contains("uncommitted");
                    throw new IllegalArgumentException("back");
                }))
                .hasMessage("back");
        assertThat(values.find("a", _ -> true)).contains("committed");
    }

    /// The feed of a node that is told nothing unless it asks.
    private static Changes told(Database db) {
        var feed = new Changes(db);
        feed.poll();
        return feed;
    }

    private Confirmed<String, String> values(Database db, Changes feed) {
        return new Confirmed<>(feed, 10, _ -> 1, ConfirmedTest::bearing, keys -> read(db, keys));
    }

    private static List<Thing> bearing(String name) {
        return List.of(new Thing("r", "value", name));
    }

    private Map<String, String> read(Database db, List<String> names) {
        reads.incrementAndGet();
        var found = new HashMap<String, String>();
        for (var name : names) value(db, name).ifPresent(value -> found.put(name, value));
        return found;
    }

    private static Optional<String> value(Database db, String name) {
        return db.read(tx -> tx.select("SELECT value FROM instance WHERE name = ?", name)
                .mapTo(String.class)
                .findOne());
    }

    private static void set(Database db, String name, String value) {
        db.writes(tx -> {
            tx.execute(
                    "INSERT INTO instance (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    name,
                    value);
            Changes.announce("r", "value", name);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
