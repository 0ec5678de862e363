package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A cache kept true by the change feed")
class FeedCacheTest {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger loads = new AtomicInteger();

    @BothDatabases
    @DisplayName("loads once, also what isn't there, until a change names it")
    void loads_once(Database db) {
        try (var feed = new Changes(db).start()) {
            var cache = cache(db, feed);
            assertThat(cache.find("a")).isEmpty();
            assertThat(cache.find("a")).isEmpty();
            assertThat(loads).hasValue(1);

            set(db, "a", "1");
            assertThat(cache.find("a")).contains("1");
            set(db, "b", "2");
            assertThat(cache.get("a")).isEqualTo("1");

            assertThat(loads).hasValue(2);
        }
    }

    @BothDatabases
    @DisplayName("once a write has returned, the writing node never answers with the old value")
    void own_write(Database db) {
        try (var feed = new Changes(db).start()) {
            var cache = cache(db, feed);
            for (var i = 0; i < 50; i++) {
                set(db, "a", "v" + i);
                assertThat(cache.find("a")).contains("v" + i);
            }
        }
    }

    @BothDatabases
    @DisplayName("a value whose change arrived while it was loaded is not kept, nor handed to later callers")
    void load_races_change(Database db) throws Exception {
        set(db, "a", "old");
        var read = new CountDownLatch(1);
        var mayReturn = new CountDownLatch(1);
        try (var feed = new Changes(db).start();
                var callers =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var cache = new FeedCache<String, String>(feed, 10, FeedCacheTest::reach, key -> {
                var value = load(db, key);
                if (loads.get() == 1) {
                    read.countDown();
                    await(mayReturn);
                }
                return value;
            });
            var racing = callers.submit(() -> cache.find("a"));
            read.await();

            set(db, "a", "new");
            assertThat(cache.find("a")).contains("new");
            mayReturn.countDown();

            assertThat(racing.get()).contains("old");
            assertThat(cache.find("a")).contains("new");
            assertThat(loads).hasValue(2);
        }
    }

    @BothDatabases
    @DisplayName("a node whose feed is frozen reads the database")
    void frozen_feed(Database db) {
        var feed = new Changes(db, nanos::get);
        feed.poll();
        var cache = cache(db, feed);
        set(db, "a", "old");
        feed.poll();
        assertThat(cache.find("a")).contains("old");

        set(db, "a", "new");
        assertThat(cache.find("a")).contains("old");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) + 1);

        assertThat(cache.find("a")).contains("new");
        feed.poll();
        assertThat(cache.find("a")).contains("new");
    }

    @BothDatabases
    @DisplayName("a gap in the feed drops everything")
    void gap(Database db) {
        var feed = new Changes(db, nanos::get);
        feed.poll();
        var cache = cache(db, feed);
        set(db, "a", "old");
        feed.poll();
        assertThat(cache.find("a")).contains("old");

        set(db, "a", "new");
        db.writes(tx -> tx.execute("DELETE FROM change"));
        feed.poll();

        assertThat(cache.find("a")).contains("new");
    }

    @BothDatabases
    @DisplayName("inside a unit the database is read, and nothing uncommitted is kept")
    void inside_a_unit(Database db) {
        try (var feed = new Changes(db).start()) {
            var cache = cache(db, feed);
            assertThat(cache.find("a")).isEmpty();

            assertThatThrownBy(() -> db.unit(() -> {
                        set(db, "a", "uncommitted");
                        assertThat(cache.find("a")).contains("uncommitted");
                        throw new IllegalArgumentException("back");
                    }))
                    .hasMessage("back");

            assertThat(cache.find("a")).isEmpty();
        }
    }

    @BothDatabases
    @DisplayName("callers who want the same value wait for one load, and share its failure")
    void single_flight(Database db) throws Exception {
        var loading = new CountDownLatch(1);
        var mayFail = new CountDownLatch(1);
        try (var feed = new Changes(db).start();
                var callers =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var cache = new FeedCache<String, String>(feed, 10, FeedCacheTest::reach, key -> {
                if (loads.incrementAndGet() > 1) return Optional.of("later");
                loading.countDown();
                await(mayFail);
                throw new IllegalArgumentException("broken");
            });
            var first = callers.submit(() -> cache.find("a"));
            loading.await();
            var threads = new ArrayList<Thread>();
            var waiting = new ArrayList<Future<?>>();
            for (var i = 0; i < 8; i++)
                waiting.add(callers.submit(() -> {
                    synchronized (threads) {
                        threads.add(Thread.currentThread());
                    }
                    return cache.find("a");
                }));
            awaitParked(threads, 8);
            mayFail.countDown();

            assertThatThrownBy(first::get).hasRootCauseMessage("broken");
            for (var each : waiting) assertThatThrownBy(each::get).hasRootCauseMessage("broken");
            assertThat(loads).hasValue(1);
            assertThat(cache.find("a")).contains("later");
        }
    }

    @BothDatabases
    @DisplayName("never holds more than its size, however many keys are tried")
    void bounded(Database db) {
        var feed = new Changes(db, nanos::get);
        feed.poll();
        var cache = cache(db, feed);
        for (var i = 0; i < 200; i++) cache.find("k" + i);
        loads.set(0);

        for (var i = 0; i < 200; i++) cache.find("k" + i);

        assertThat(loads.get()).isGreaterThanOrEqualTo(190 - 10);
    }

    private FeedCache<String, String> cache(Database db, Changes feed) {
        return new FeedCache<>(feed, 10, FeedCacheTest::reach, key -> load(db, key));
    }

    private Optional<String> load(Database db, String key) {
        loads.incrementAndGet();
        return db.read(tx -> tx.select("SELECT value FROM instance WHERE name = ?", key)
                .mapTo(String.class)
                .findOne());
    }

    private static Reach<String> reach(Changes.Change change) {
        return change.kind().equals("value") ? Reach.key(change.subject()) : Reach.none();
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

    private static void awaitParked(List<Thread> threads, int count) throws InterruptedException {
        while (true) {
            synchronized (threads) {
                if (threads.size() == count
                        && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) return;
            }
            Thread.sleep(5);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
