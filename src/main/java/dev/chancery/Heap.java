package dev.chancery;

/// Collects what the old generation holds when it has grown: by itself it would rather take more memory than look
/// through what it has, until the limit is reached.
final class Heap {
    private static final long STEP = 16L << 20;

    private long settled = Runtime.getRuntime().totalMemory();

    void collectWhenGrown() {
        if (Runtime.getRuntime().totalMemory() < settled + STEP) return;
        System.gc();
        settled = Runtime.getRuntime().totalMemory();
    }
}
