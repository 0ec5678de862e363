package dev.chancery.db;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A unit on its way through the one writer, and the caller who waits for it.
final class WaitingUnit<T> {

    private enum State {
        WAITING,
        RUNNING,
        GIVEN_UP
    }

    private final Function<Handle, T> work;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch answered = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;

    WaitingUnit(Function<Handle, T> work) {
        this.work = work;
    }

    void enter(BlockingQueue<WaitingUnit<?>> queue, Duration patience) {
        try {
            if (!queue.offer(this, patience.toMillis(), TimeUnit.MILLISECONDS))
                throw new StorageUnavailable("too many writes are waiting", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("interrupted before the write began", e);
        }
    }

    boolean claim() {
        return state.compareAndSet(State.WAITING, State.RUNNING);
    }

    void run(Handle handle) {
        value = work.apply(handle);
    }

    void fails(Throwable why) {
        if (failure == null && answered.getCount() > 0) failure = why;
    }

    void acknowledge() {
        answered.countDown();
    }

    /// A unit that hasn't begun when patience ends never will; of one that has, only the database knows.
    T answer(Duration patience) {
        if (!awaited(patience)) {
            if (state.compareAndSet(State.WAITING, State.GIVEN_UP))
                throw new StorageUnavailable("the write did not begin in time", null);
            throw new StorageUnavailable("the write was not confirmed in time", null, true);
        }
        return switch (failure) {
            case null -> done();
            case Error error -> throw error;
            case RuntimeException refused -> throw refused;
            default -> throw new IllegalStateException(failure);
        };
    }

    @SuppressWarnings("NullAway") // T may be a type that allows null
    private T done() {
        return value;
    }

    private boolean awaited(Duration patience) {
        var interrupted = false;
        var end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    return answered.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
