package dev.chancery.http;

import org.jspecify.annotations.Nullable;

/// Is told of every answered request, on the thread that answered it.
@FunctionalInterface
public interface Exchanges {
    void done(Done exchange);

    /// @param method as it was sent, whatever that was
    /// @param route null when none matched
    /// @param bytes length of the answer's content
    /// @param nanos from the request's first byte until the answer was handed over
    record Done(RequestScope scope, String method, @Nullable Route route, int status, int bytes, long nanos) {}

    default Exchanges and(Exchanges next) {
        return exchange -> {
            done(exchange);
            next.done(exchange);
        };
    }
}
