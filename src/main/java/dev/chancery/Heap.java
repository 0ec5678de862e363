package dev.chancery;

import java.util.function.LongSupplier;

/// Collects what the old generation holds when it has grown: by itself it would rather take more memory than look
/// through what it has, until the limit is reached.
final class Heap {
    static final long STEP = 16L << 20;

    private final LongSupplier taken;
    private final Runnable collection;
    private long settled;

    Heap() {
        this(Runtime.getRuntime()::totalMemory, System::gc);
    }

    /// @param taken the bytes that the heap takes of the machine
    Heap(LongSupplier taken, Runnable collection) {
        this.taken = taken;
        this.collection = collection;
        this.settled = taken.getAsLong();
    }

    void collectWhenGrown() {
        settled = Math.min(settled, taken.getAsLong());
        if (taken.getAsLong() < settled + Math.max(STEP, settled / 4)) return;
        collection.run();
        settled = taken.getAsLong();
    }
}
