package dev.chancery.db;

import org.jspecify.annotations.Nullable;

/// The disk broke a promise (an I/O error, a damaged page): this process writes no more, since a second `fsync` that
/// succeeds doesn't bring back what the first one lost.
public final class StorageFault extends RuntimeException {

    StorageFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
