package dev.chancery;

import dev.chancery.crypto.Passwords;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Collects what the old generation holds, when it has grown, and when the server rests after work: by itself it would
/// rather take more memory than look through what it has, until the limit is reached, and would keep it.
final class Heap {
    static final Duration PAUSE = Duration.ofSeconds(5);

    /// What passwords are hashed in comes and goes by itself, on each core: to collect over it would hold up all
    /// others.
    static final long STEP = (16L << 20) + Runtime.getRuntime().availableProcessors() * Passwords.HASHED_IN;

    static final Duration WORK = Duration.ofSeconds(2);
    static final Duration REST = Duration.ofMillis(250);
    static final int RESTS = 3;

    private final LongSupplier taken;
    private final LongSupplier spent;
    private final Runnable collection;
    private long settled;
    private long seen;
    private long worked = WORK.toMillis();
    private int rests;

    Heap() {
        this(Runtime.getRuntime()::totalMemory, Heap::processorMillis, System::gc);
    }

    /// @param taken the bytes that the heap takes of the machine
    /// @param spent the milliseconds of processor time that the server took so far
    Heap(LongSupplier taken, LongSupplier spent, Runnable collection) {
        this.taken = taken;
        this.spent = spent;
        this.collection = collection;
        this.settled = taken.getAsLong();
        this.seen = spent.getAsLong();
    }

    private static long processorMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    /// To be called every [#PAUSE].
    void look() {
        var since = spent.getAsLong() - seen;
        seen += since;
        worked += since;
        rests = since < REST.toMillis() ? rests + 1 : 0;
        settled = Math.min(settled, taken.getAsLong());
        if (hasGrown() || restsAfterWork()) collect();
    }

    private boolean hasGrown() {
        return taken.getAsLong() >= settled + Math.max(STEP, settled / 4);
    }

    private boolean restsAfterWork() {
        return rests >= RESTS && worked >= WORK.toMillis();
    }

    private void collect() {
        collection.run();
        settled = taken.getAsLong();
        worked = 0;
    }
}
