package dev.chancery.cli;

import java.time.Instant;
import java.util.List;

/// A server that somebody has signed in to, until when, and the token for it.
record Profile(String server, String realm, String subject, String expiresAt, String token) {

    /// As read from a file that anybody may have edited.
    Profile {
        for (var text : List.of(server, realm, subject, token))
            if (text.isEmpty()) throw new IllegalArgumentException();
        Instant.parse(expiresAt);
    }

    boolean endedAt(Instant now) {
        return !now.isBefore(Instant.parse(expiresAt));
    }

    @Override
    public String toString() {
        return "Profile[" + server + "]";
    }
}
