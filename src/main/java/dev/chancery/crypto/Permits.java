package dev.chancery.crypto;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Bounds work that burns CPU: so many at once, so many waiting, first come first served, none waiting too long.
public final class Permits {
    private static final int QUEUE_PER_PERMIT = 64;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Semaphore free;
    private final AtomicInteger inside = new AtomicInteger();
    private final int permits;
    private final int queue;
    private final Duration longestWait;

    public Permits(int permits, int queue, Duration longestWait) {
        this.free = new Semaphore(permits, true);
        this.permits = permits;
        this.queue = queue;
        this.longestWait = longestWait;
    }

    public static Permits of(int permits) {
        return new Permits(permits, permits * QUEUE_PER_PERMIT, LONGEST_WAIT);
    }

    /// For work whose threads give way to whoever wakes, so that no core need be kept free.
    public static Permits asManyAsCores() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /// Runs the work on the caller's thread, or throws [Overloaded] without having begun it.
    public <T> T within(Supplier<T> work) {
        try {
            if (inside.incrementAndGet() > permits + queue) throw new Overloaded(longestWait);
            if (!new Turn().came()) throw new Overloaded(longestWait);
            try {
                return work.get();
            } finally {
                free.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Overloaded(longestWait);
        } finally {
            inside.decrementAndGet();
        }
    }

    /// The wait for a permit, during which the caller's pool may use the core for others.
    private final class Turn implements ForkJoinPool.ManagedBlocker {
        private boolean came;

        boolean came() throws InterruptedException {
            if (free.tryAcquire(0, NANOSECONDS)) return true;
            ForkJoinPool.managedBlock(this);
            return came;
        }

        @Override
        public boolean block() throws InterruptedException {
            came = free.tryAcquire(longestWait.toNanos(), NANOSECONDS);
            return true;
        }

        @Override
        public boolean isReleasable() {
            return came;
        }
    }

    public int permits() {
        return permits;
    }

    public int waiting() {
        return free.getQueueLength();
    }
}
