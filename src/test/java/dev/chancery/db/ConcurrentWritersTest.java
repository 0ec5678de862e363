package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Many writers at once")
class ConcurrentWritersTest {

    @BothDatabases
    @DisplayName("of 64 that redeem the same thing, one wins")
    void one_winner(Database db) throws Exception {
        db.writes(tx -> DatabaseTest.put(tx, "once", "unused"));
        var winners = new AtomicInteger();

        allAtOnce(
                64,
                () -> db.writes(tx -> winners.addAndGet(
                        tx.createUpdate("UPDATE instance SET value = 'used' WHERE name = 'once' AND value = 'unused'")
                                .execute())));

        assertThat(winners).hasValue(1);
    }

    @BothDatabases
    @DisplayName("64 that count the same row up lose no step, and number their changes without a gap")
    void no_lost_update(Database db) throws Exception {
        db.writes(tx -> DatabaseTest.put(tx, "count", "0"));

        allAtOnce(
                64,
                () -> db.writes(tx -> {
                    tx.execute(
                            "UPDATE instance SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'count'");
                    Changes.announce("r", "count", "count");
                }));

        assertThat(DatabaseTest.value(db, "count")).isEqualTo("64");
        assertThat(db.<Long>read(tx ->
                        tx.select("SELECT n FROM change_head").mapTo(Long.class).one()))
                .isEqualTo(64);
        assertThat(db.<Long>read(tx -> tx.select("SELECT count(*) FROM change WHERE n BETWEEN 1 AND 64")
                        .mapTo(Long.class)
                        .one()))
                .isEqualTo(64);
    }

    @Test
    @DisplayName("PostgreSQL: two units that deadlock are both committed, one of them by running again")
    void deadlock() throws Exception {
        try (var db = TestDatabases.postgres()) {
            db.writes(tx -> {
                DatabaseTest.put(tx, "a", "0");
                DatabaseTest.put(tx, "b", "0");
            });
            var runs = new AtomicInteger();
            var barrier = new CyclicBarrier(2);

            try (var callers =
                    Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
                var one = callers.submit(() -> crossed(db, "a", "b", runs, barrier));
                var two = callers.submit(() -> crossed(db, "b", "a", runs, barrier));
                one.get();
                two.get();
            }

            assertThat(runs).hasValueGreaterThanOrEqualTo(3);
            assertThat(DatabaseTest.value(db, "a")).isEqualTo("2");
            assertThat(DatabaseTest.value(db, "b")).isEqualTo("2");
        }
    }

    private static void crossed(Database db, String first, String second, AtomicInteger runs, CyclicBarrier barrier) {
        db.writes(tx -> {
            var run = runs.incrementAndGet();
            up(tx, first);
            if (run <= 2) meet(barrier);
            up(tx, second);
        });
    }

    @Test
    @DisplayName("PostgreSQL: a serialization failure is tried again, but not for ever")
    void serialization_failure() {
        try (var db = TestDatabases.postgres()) {
            var runs = new AtomicInteger();
            db.writes(tx -> {
                DatabaseTest.put(tx, "a", "0");
                if (runs.incrementAndGet() < 3) loseRace(tx);
            });
            assertThat(runs).hasValue(3);

            runs.set(0);
            assertThatThrownBy(() -> db.writes(tx -> {
                        runs.incrementAndGet();
                        loseRace(tx);
                    }))
                    .isInstanceOf(StorageUnavailable.class);
            assertThat(runs).hasValueBetween(2, 10);
        }
    }

    private static void loseRace(Handle tx) {
        tx.execute("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$");
    }

    private static void up(Handle tx, String name) {
        tx.execute("UPDATE instance SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = ?", name);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void allAtOnce(int threads, Runnable work) throws Exception {
        var barrier = new CyclicBarrier(threads);
        try (var callers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < threads; i++)
                running.add(callers.submit(() -> {
                    meet(barrier);
                    work.run();
                }));
            for (var each : running) each.get();
        }
    }
}
