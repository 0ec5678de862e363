package dev.chancery.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// First come, first served: as many requests are answered at once as keep the cores busy, so many more wait in line,
/// the rest is turned away. Who waits for something else, and says so with [ForkJoinPool#managedBlock], lets the next
/// one in.
final class Admission implements AutoCloseable {
    private static final int SPARE = 2; // beyond the cores, for waits that nobody announces

    private record Waiting(Runnable entry, Runnable turnedAway, long since) {}

    private final int room;
    private final Deque<Waiting> line = new ArrayDeque<>();
    private final ForkJoinPool workers;
    private int inside;

    /// @param most threads, those included that wait for something else
    Admission(int most, int longest) {
        this.room = most + longest;
        var parallelism = Math.min(most, Runtime.getRuntime().availableProcessors() + SPARE);
        var number = new AtomicInteger();
        this.workers = new ForkJoinPool(
                parallelism,
                pool -> named(pool, "answer-" + number.incrementAndGet()),
                null,
                true,
                0,
                most,
                parallelism,
                _ -> true,
                10,
                TimeUnit.SECONDS);
    }

    private static ForkJoinWorkerThread named(ForkJoinPool pool, String name) {
        var thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName(name);
        return thread;
    }

    /// False when the line is full; else it is let in by a worker, or turned away when it lost patience.
    boolean enter(Runnable entry, Runnable turnedAway) {
        synchronized (line) {
            if (inside == room) return false;
            inside++;
            line.add(new Waiting(entry, turnedAway, System.nanoTime()));
        }
        workers.execute(this::admitFirst);
        return true;
    }

    private void admitFirst() {
        var first = first();
        if (first == null) return;
        try {
            first.entry.run();
        } finally {
            left();
        }
    }

    private @Nullable Waiting first() {
        synchronized (line) {
            return line.poll();
        }
    }

    private void left() {
        synchronized (line) {
            inside--;
        }
    }

    /// Who has waited longer than that, to be turned away by the caller: the workers may all be stuck.
    List<Runnable> impatient(long nanos) {
        var leaving = new ArrayList<Runnable>();
        var now = System.nanoTime();
        synchronized (line) {
            for (var first = line.peek(); first != null && now - first.since > nanos; first = line.peek()) {
                leaving.add(first.turnedAway);
                line.remove();
            }
            inside -= leaving.size();
        }
        return leaving;
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
