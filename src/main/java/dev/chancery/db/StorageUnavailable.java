package dev.chancery.db;

import org.jspecify.annotations.Nullable;

/// The database can't serve this now: away, full, or slower than the caller's patience. Answered with 503 and
/// `Retry-After`. The outcome is unknown when the answer to a commit was lost; otherwise nothing was written.
public final class StorageUnavailable extends RuntimeException {

    private final boolean outcomeUnknown;

    StorageUnavailable(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    StorageUnavailable(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
