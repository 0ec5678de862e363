package dev.chancery.authorize;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether people are asked again: OpenID Connect Core §3.1.2.1.
public enum Prompt {
    NONE,
    LOGIN,
    CONSENT,
    SELECT_ACCOUNT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Prompt> find(String wire) {
        return Stream.of(values()).filter(prompt -> prompt.wire().equals(wire)).findFirst();
    }
}
