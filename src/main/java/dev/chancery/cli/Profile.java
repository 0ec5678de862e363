package dev.chancery.cli;

import java.time.Instant;

/// A server that somebody has signed in to, until when, and the token for it.
record Profile(String server, String realm, String subject, String expiresAt, String token) {

    boolean endedAt(Instant now) {
        return !now.isBefore(Instant.parse(expiresAt));
    }

    @Override
    public String toString() {
        return "Profile[" + server + "]";
    }
}
