package dev.chancery.db;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A wait for the database, during which the caller's pool may use the core for others.
final class Away<T> implements ForkJoinPool.ManagedBlocker {
    private final Supplier<T> work;
    private @Nullable T value;
    private boolean back;

    private Away(Supplier<T> work) {
        this.work = work;
    }

    @SuppressWarnings("NullAway") // T may be a type that allows null
    static <T> T during(Supplier<T> work) {
        var away = new Away<>(work);
        try {
            ForkJoinPool.managedBlock(away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("interrupted", stopping);
        }
        return away.value;
    }

    @Override
    public boolean block() {
        value = work.get();
        back = true;
        return true;
    }

    @Override
    public boolean isReleasable() {
        return back;
    }
}
