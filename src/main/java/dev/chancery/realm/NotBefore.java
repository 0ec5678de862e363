package dev.chancery.realm;

import static dev.chancery.admin.Refused.invalid;

import java.time.Instant;

/// Since when tokens of a realm, a client or a person count, in seconds since the epoch: those issued earlier are void.
public final class NotBefore {
    private static final long AHEAD = 60;

    private NotBefore() {}

    /// Until then no token counts, not even that of whoever would take it back; clocks may differ by a minute.
    public static void validate(long seconds, Instant now) {
        if (seconds < 0 || seconds > now.getEpochSecond() + AHEAD)
            throw invalid("notBefore", "Seconds since the epoch, at most a minute from now.");
    }
}
