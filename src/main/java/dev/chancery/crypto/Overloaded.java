package dev.chancery.crypto;

import java.time.Duration;

/// There is more work than this server takes on: to be answered 503 with `Retry-After`.
public final class Overloaded extends RuntimeException {
    public final transient Duration retryAfter;

    public Overloaded(Duration retryAfter) {
        super("Too much work is waiting.", null, false, false);
        this.retryAfter = retryAfter;
    }
}
