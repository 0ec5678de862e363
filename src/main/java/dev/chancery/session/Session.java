package dev.chancery.session;

import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import java.time.Instant;

/// Somebody who is signed in to a realm from one place: all clients they use there share it. It ends when they
/// sign out, when an administrator ends it, or by the clock.
///
/// @param address from where it was begun
/// @param userAgent by what, cut to a length that fits; what it says of itself is no proof
/// @param remembered it outlives the browser
/// @param aliveUntil when it ends unless it is used before; never after `endsAt`
public record Session(
        SessionId id,
        RealmId realm,
        SubjectId person,
        SignIn signIn,
        String address,
        String userAgent,
        boolean remembered,
        Instant startedAt,
        Instant seenAt,
        Instant aliveUntil,
        Instant endsAt) {
    private static final int LONGEST_AGENT = 255;

    public Session {
        if (userAgent.length() > LONGEST_AGENT) userAgent = userAgent.substring(0, LONGEST_AGENT);
    }

    /// Prolonged, but never beyond its end.
    public Session until(Instant later) {
        var until = later.isAfter(endsAt) ? endsAt : later;
        return new Session(
                id,
                realm,
                person,
                signIn,
                address,
                userAgent,
                remembered,
                startedAt,
                seenAt,
                until.isBefore(aliveUntil) ? aliveUntil : until,
                endsAt);
    }

    public boolean isAlive(Instant now) {
        return now.isBefore(aliveUntil);
    }
}
