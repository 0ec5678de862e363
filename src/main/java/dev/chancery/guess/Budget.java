package dev.chancery.guess;

import java.time.Instant;

/// How many attempts a key has in one window.
record Budget(GuessKey key, int limit) {

    /// One attempt taken out of the window that ends then.
    record Attempt(GuessKey key, Instant endsAt) {}
}
