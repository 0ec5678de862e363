package dev.chancery.console;

import dev.chancery.http.Cookie;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody who is signed in to the console.
///
/// @param realm the name of the realm that they are a person of
/// @param name as people call them
/// @param access their access token, until `ends`
/// @param changed the cookie that they are known by from now on; absent while it stays the same
record Seat(
        String realm,
        String subject,
        String name,
        String access,
        String idToken,
        String refresh,
        Instant ends,
        @Nullable Cookie changed) {

    Seat settled() {
        return new Seat(realm, subject, name, access, idToken, refresh, ends, null);
    }

    @Override
    public String toString() {
        return "Seat[" + name + "@" + realm + "]";
    }
}
