package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Group commit: SQLite's one writer")
class GroupCommitTest {

    private final Database db = TestDatabases.of(Dialect.SQLITE);

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    @DisplayName("a failing unit rolls back to its savepoint; its neighbours in the batch are committed")
    void failing_neighbour() throws Exception {
        try (var callers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var gate = heldOpen(callers);
            var units = new ArrayList<Future<?>>();
            for (var i = 0; i < 20; i++) {
                var number = i;
                units.add(callers.submit(() -> db.writes(tx -> {
                    DatabaseTest.put(tx, "n" + number, "");
                    if (number % 3 == 0) DatabaseTest.put(tx, "n" + number, "again");
                })));
            }
            gate.countDown();
            var failed = 0;
            for (var unit : units) failed += fails(unit) ? 1 : 0;

            assertThat(failed).isEqualTo(7);
            assertThat(names()).hasSize(13).doesNotContain("n0", "n3", "n18").contains("n1", "n2", "n19");
        }
    }

    @Test
    @DisplayName("a unit is answered only when what it wrote can be read by others")
    void acknowledged_after_commit() throws Exception {
        try (var callers =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var units = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 64; i++) {
                var name = "n" + i;
                units.add(callers.submit(() -> {
                    db.writes(tx -> DatabaseTest.put(tx, name, ""));
                    return names().contains(name);
                }));
            }
            for (var unit : units) assertThat(unit.get()).isTrue();
        }
    }

    @Test
    @DisplayName("a unit that didn't begin within its caller's patience never runs")
    void impatient() throws Exception {
        var settings = TestDatabases.settings(Dialect.SQLITE).withPatience(Duration.ofMillis(200));
        try (var hurried = Database.open(settings);
                var callers =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var gate = new CountDownLatch(1);
            var running = new CountDownLatch(1);
            var slow = callers.submit(() -> hurried.writes(_ -> {
                running.countDown();
                await(gate);
            }));
            running.await();

            assertThatThrownBy(() -> hurried.writes(tx -> DatabaseTest.put(tx, "late", "")))
                    .isInstanceOfSatisfying(
                            StorageUnavailable.class,
                            e -> assertThat(e.outcomeUnknown()).isFalse());
            assertThat(fails(slow)).isTrue();
            gate.countDown();
            hurried.writes(tx -> DatabaseTest.put(tx, "next", ""));

            assertThat(hurried.<List<String>>read(tx -> tx.select("SELECT name FROM instance")
                            .mapTo(String.class)
                            .list()))
                    .contains("next")
                    .doesNotContain("late");
        }
    }

    @Test
    @DisplayName("of a rehearsal that is slower than its caller's patience everybody knows the outcome: nothing stays")
    void slow_rehearsal() {
        var settings = TestDatabases.settings(Dialect.SQLITE).withPatience(Duration.ofMillis(200));
        try (var hurried = Database.open(settings)) {
            var gate = new CountDownLatch(1);
            assertThatThrownBy(() -> hurried.rehearse(() -> {
                        hurried.writes(tx -> DatabaseTest.put(tx, "slow", ""));
                        await(gate);
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            StorageUnavailable.class,
                            e -> assertThat(e.outcomeUnknown()).isFalse());
            gate.countDown();

            hurried.writes(tx -> DatabaseTest.put(tx, "next", ""));
            assertThat(hurried.<List<String>>read(tx -> tx.select("SELECT name FROM instance")
                            .mapTo(String.class)
                            .list()))
                    .doesNotContain("slow");
        }
    }

    @Test
    @DisplayName("a read cannot write")
    void readers_only_read() {
        assertThatThrownBy(() -> db.read(tx -> tx.execute("DELETE FROM instance")))
                .hasMessageContaining("readonly");
    }

    @Test
    @DisplayName("what was accepted before closing is committed; afterwards writes are refused")
    void closing() {
        db.writes(tx -> DatabaseTest.put(tx, "a", ""));
        db.close();

        assertThatThrownBy(() -> db.writes(tx -> DatabaseTest.put(tx, "b", ""))).isInstanceOf(StorageUnavailable.class);
    }

    /// Keeps the writer busy until the gate opens, so that what comes meanwhile makes one batch.
    private CountDownLatch heldOpen(ExecutorService callers) throws InterruptedException {
        var gate = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        var _ = callers.submit(() -> db.writes(_ -> {
            running.countDown();
            await(gate);
        }));
        running.await();
        return gate;
    }

    private List<String> names() {
        return db.read(tx -> tx.select("SELECT name FROM instance WHERE name LIKE 'n%'")
                .mapTo(String.class)
                .list());
    }

    private static boolean fails(Future<?> unit) {
        try {
            unit.get();
            return false;
        } catch (Exception e) {
            return true;
        }
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
