package dev.chancery.guess;

import java.time.Duration;

/// What became of one attempt at a secret.
public sealed interface Guess {
    record Right() implements Guess {}

    record Wrong() implements Guess {}

    /// To be answered with 429 and `Retry-After`: RFC 6585 §4. An account's secret was not even looked at.
    record TooMany(Duration retryAfter) implements Guess {}
}
