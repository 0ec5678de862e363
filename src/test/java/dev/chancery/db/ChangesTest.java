package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The change feed")
class ChangesTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Changes.Change> heard = new ArrayList<>();

    @BothDatabases
    @DisplayName("tells each change once, in order, and nothing of units that failed")
    void in_order(Database db) {
        var feed = feed(db);
        announce(db, "one");
        try {
            db.writes(tx -> {
                Changes.announce("r", "client", "failed");
                throw new IllegalArgumentException();
            });
        } catch (IllegalArgumentException e) {
            announce(db, "two");
        }

        feed.poll();
        feed.poll();

        assertThat(heard)
                .containsExactly(
                        new Changes.Change(1, "r", "client", "one"), new Changes.Change(2, "r", "client", "two"));
        assertThat(feed.seen()).isEqualTo(2);
    }

    @BothDatabases
    @DisplayName("has told the writing node's own subscribers before its write returns")
    void own_writes(Database db) {
        try (var feed = new Changes(db).start()) {
            feed.subscribe(heard::add);

            announce(db, "one");

            assertThat(heard).hasSize(1);
        }
    }

    @Test
    @DisplayName("PostgreSQL: of two overlapping transactions, the one that commits first has the lower number")
    void reverse_order() throws Exception {
        try (var db = TestDatabases.postgres();
                var callers =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var feed = feed(db);
            var written = new CountDownLatch(1);
            var mayCommit = new CountDownLatch(1);
            var early = callers.submit(() -> db.writes(tx -> {
                DatabaseTest.put(tx, "early", "");
                written.countDown();
                await(mayCommit);
                Changes.announce("r", "client", "began first");
            }));
            written.await();

            announce(db, "committed first");
            feed.poll();
            assertThat(heard).extracting(Changes.Change::subject).containsExactly("committed first");

            mayCommit.countDown();
            early.get();
            feed.poll();
            assertThat(heard).extracting(Changes.Change::subject).containsExactly("committed first", "began first");
        }
    }

    @Test
    @DisplayName("PostgreSQL: a number that is taken holds the next one back until it is committed")
    void numbers_become_visible_in_order() throws Exception {
        try (var db = TestDatabases.postgres();
                var callers =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var feed = feed(db);
            var taken = new CountDownLatch(1);
            var mayCommit = new CountDownLatch(1);
            var first = callers.submit(() -> db.writes(tx -> {
                Changes.announce("r", "client", "first");
                taken.countDown();
                await(mayCommit);
            }));
            taken.await();
            Future<?> second = callers.submit(() -> announce(db, "second"));
            awaitBlocked(db);

            feed.poll();
            assertThat(heard).isEmpty();
            assertThat(second.isDone()).isFalse();

            mayCommit.countDown();
            first.get();
            second.get();
            feed.poll();
            assertThat(heard).extracting(Changes.Change::subject).containsExactly("first", "second");
        }
    }

    @BothDatabases
    @DisplayName("is fresh for a second after a poll began, and no longer")
    void freshness(Database db) {
        var feed = new Changes(db, nanos::get);
        assertThat(feed.fresh()).isFalse();

        feed.poll();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(feed.fresh()).isTrue();
        nanos.addAndGet(1);
        assertThat(feed.fresh()).isFalse();
    }

    @BothDatabases
    @DisplayName("a node that slept while changes were cleaned away is told to drop everything")
    void pruned_horizon(Database db) {
        var feed = feed(db);
        for (var i = 0; i < 5; i++) announce(db, "c" + i);
        db.writes(tx -> tx.execute("UPDATE change SET at = 0 WHERE n <= 3"));
        new ChangeCleaner(db, nanos::get).clean();

        feed.poll();

        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().everything()).isTrue();
        assertThat(feed.seen()).isEqualTo(5);
        assertThat(db.<Integer>read(tx -> tx.select("SELECT count(*) FROM change")
                        .mapTo(Integer.class)
                        .one()))
                .isEqualTo(2);
    }

    @BothDatabases
    @DisplayName(
            "R-12 a database older than what the node has seen of it is used for nothing, until the right one is back")
    void older(Database db) {
        var feed = feed(db);
        for (var i = 0; i < 5; i++) announce(db, "c" + i);
        feed.poll();
        heard.clear();
        db.writes(tx -> {
            tx.execute("DELETE FROM change WHERE n > 2");
            tx.execute("UPDATE change_head SET n = 2");
        });

        assertThatThrownBy(feed::poll)
                .isInstanceOf(StorageUnavailable.class)
                .hasMessageContaining("older")
                .hasMessageContaining("chancery new-epoch");
        assertThat(feed.fresh()).isFalse();
        assertThatThrownBy(db::clock).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(() -> announce(db, "lost")).isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(feed::poll).as("again").isInstanceOf(StorageUnavailable.class);

        db.trust(null);
        db.writes(tx -> tx.execute("UPDATE change_head SET n = 6"));
        feed.poll();
        assertThat(heard).singleElement().matches(Changes.Change::everything);
        announce(db, "kept");
    }

    @BothDatabases
    @DisplayName("R-12 R-23 a new epoch makes everything old, and a former one is not gone back to")
    void new_epoch(Database db) {
        var feed = feed(db);
        for (var i = 0; i < 5; i++) announce(db, "c" + i);
        feed.poll();
        heard.clear();
        db.writes(tx -> tx.execute("UPDATE change_head SET n = 2"));
        assertThatThrownBy(feed::poll).isInstanceOf(StorageUnavailable.class);

        db.trust(null);
        db.beginEpoch(_ -> {});
        feed.poll();
        assertThat(heard).singleElement().matches(Changes.Change::everything);
        assertThat(feed.seen()).isEqualTo(2);
        assertThat(feed.epoch()).isEqualTo(db.read(Epoch::read));

        db.writes(tx -> {
            tx.execute("UPDATE instance SET value = '1' WHERE name = 'epoch'");
            tx.execute("UPDATE change_head SET n = 100");
        });
        assertThatThrownBy(feed::poll).isInstanceOf(StorageUnavailable.class);
    }

    @BothDatabases
    @DisplayName("goes on after an error, and tells again what it had not told to the end")
    void outlives_errors(Database db) throws InterruptedException {
        var heard = new CountDownLatch(2);
        try (var feed = new Changes(db).start()) {
            feed.subscribe(_ -> {
                heard.countDown();
                if (heard.getCount() > 0) throw new LinkageError("once");
            });
            db.writes(tx -> {
                tx.execute("UPDATE change_head SET n = n + 1");
                tx.execute("INSERT INTO change (n, realm_id, kind, subject, at) VALUES (1, 'r', 'client', 'c', 0)");
            });

            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @BothDatabases
    @DisplayName("catches up over more changes than one query fetches")
    void many(Database db) {
        var feed = feed(db);
        db.writes(tx -> {
            for (var i = 0; i < 2_500; i++) Changes.announce("r", "client", "c" + i);
        });

        feed.poll();

        assertThat(heard).hasSize(2_500);
        assertThat(heard).noneMatch(Changes.Change::everything);
    }

    private Changes feed(Database db) {
        var feed = new Changes(db, nanos::get);
        feed.poll();
        feed.subscribe(heard::add);
        return feed;
    }

    static void announce(Database db, String subject) {
        db.writes(tx -> Changes.announce("r", "client", subject));
    }

    private static void awaitBlocked(Database db) throws InterruptedException {
        while (db.<Integer>read(tx -> tx.select("SELECT count(*) FROM pg_locks WHERE NOT granted")
                        .mapTo(Integer.class)
                        .one())
                == 0) Thread.sleep(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
