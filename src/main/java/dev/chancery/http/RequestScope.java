package dev.chancery.http;

import java.util.Optional;

/// What every log line of a request carries: its id and the client's address.
public record RequestScope(String id, String address) {
    static final ScopedValue<RequestScope> CURRENT = ScopedValue.newInstance();

    public static Optional<RequestScope> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
