package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Permits bound work that burns CPU")
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PermitsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    @DisplayName("Never more at once than there are permits")
    void concurrency_is_bounded() throws Exception {
        var permits = new Permits(2, 100, LONG);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        Callable<Integer> call = () -> permits.within(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            return running.decrementAndGet();
        });

        for (var result :
                callers.invokeAll(IntStream.range(0, 64).mapToObj(_ -> call).toList())) result.get();

        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    @DisplayName("Who came first is served first")
    void first_come_first_served() throws Exception {
        var permits = new Permits(1, 100, LONG);
        var order = Collections.synchronizedList(new ArrayList<Integer>());
        var open = new CountDownLatch(1);
        var calls = new ArrayList<Future<?>>();
        calls.add(hold(permits, open));

        for (var i = 0; i < 10; i++) {
            var number = i;
            calls.add(callers.submit(() -> permits.within(() -> order.add(number))));
            awaitWaiting(permits, i + 1);
        }
        open.countDown();
        for (var call : calls) call.get();

        assertThat(order).isEqualTo(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    @Test
    @DisplayName("Who waits for a permit lets others of its pool go on")
    void waiting_holds_no_worker() throws Exception {
        var permits = new Permits(1, 2, LONG);
        var open = new CountDownLatch(1);
        var held = hold(permits, open);
        try (var pool = new ForkJoinPool(1)) {
            var waiting = pool.submit(() -> permits.within(() -> "served"));
            awaitWaiting(permits, 1);

            assertThat(pool.submit(() -> "meanwhile").get(1, TimeUnit.MINUTES)).isEqualTo("meanwhile");
            open.countDown();
            assertThat(waiting.get()).isEqualTo("served");
        }
        held.get();
    }

    @Test
    @DisplayName("When the queue is full the next one is turned away at once, its work not begun")
    void queue_is_bounded() throws Exception {
        var permits = new Permits(1, 2, LONG);
        var open = new CountDownLatch(1);
        var begun = new AtomicInteger();
        var calls = new ArrayList<Future<?>>();
        calls.add(hold(permits, open));
        for (var i = 0; i < 2; i++) calls.add(callers.submit(() -> permits.within(begun::incrementAndGet)));
        awaitWaiting(permits, 2);

        assertThatThrownBy(() -> permits.within(begun::incrementAndGet))
                .isInstanceOfSatisfying(
                        Overloaded.class,
                        refusal -> assertThat(refusal.retryAfter).isPositive());
        open.countDown();
        for (var call : calls) call.get();

        assertThat(begun.get()).isEqualTo(2);
        assertThat(permits.within(begun::incrementAndGet)).isEqualTo(3);
    }

    @Test
    @DisplayName("Who has waited long enough is turned away, and leaves no trace")
    void wait_is_bounded() throws Exception {
        var permits = new Permits(1, 5, Duration.ofMillis(1));
        var open = new CountDownLatch(1);
        var holder = hold(permits, open);

        for (var i = 0; i < 50; i++)
            assertThatThrownBy(() -> permits.within(() -> 1)).isInstanceOf(Overloaded.class);
        open.countDown();
        holder.get();

        assertThat(permits.within(() -> 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("Work that fails gives its permit back")
    void failure_releases() {
        var permits = new Permits(1, 1, LONG);

        for (var i = 0; i < 5; i++)
            assertThatThrownBy(() -> permits.within(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");

        assertThat(permits.within(() -> 1)).isEqualTo(1);
    }

    private Future<?> hold(Permits permits, CountDownLatch open) throws InterruptedException {
        var holding = new CountDownLatch(1);
        var call = callers.submit(() -> permits.within(() -> {
            holding.countDown();
            await(open);
            return 0;
        }));
        holding.await();
        return call;
    }

    private static void awaitWaiting(Permits permits, int count) throws InterruptedException {
        while (permits.waiting() < count) Thread.sleep(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
