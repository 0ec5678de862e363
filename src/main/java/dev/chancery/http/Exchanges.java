package dev.chancery.http;

import org.jspecify.annotations.Nullable;

/// Is told of every answered request: its route (null when none matched), its status, and the time taken in
/// nanoseconds.
@FunctionalInterface
public interface Exchanges {
    void done(@Nullable Route route, int status, long nanos);
}
