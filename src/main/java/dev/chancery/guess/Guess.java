package dev.chancery.guess;

import java.time.Duration;

/// What became of one attempt at a secret.
public sealed interface Guess {
    record Right() implements Guess {}

    record Wrong() implements Guess {}

    /// To be answered with `Retry-After`: by an OAuth error as for a wrong secret (RFC 6749 §5.2 knows no 429),
    /// elsewhere with 429 (RFC 6585 §4). An account's secret was not even looked at.
    record TooMany(Duration retryAfter) implements Guess {}
}
