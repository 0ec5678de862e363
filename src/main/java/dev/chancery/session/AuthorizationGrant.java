package dev.chancery.session;

import dev.chancery.id.ClientKey;
import dev.chancery.id.GrantId;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person let a client have (RFC 6749 §1.3): all tokens that come of it, the first and the refreshed ones, name
/// it and die with it.
///
/// @param session with which it ends; absent for offline access, which outlives sessions
/// @param scope the names that were granted, separated by spaces
/// @param counter how many refresh tokens there have been since the first
/// @param aliveUntil when it ends unless it is used before; never after `endsAt`
public record AuthorizationGrant(
        GrantId id,
        RealmId realm,
        ClientKey client,
        SubjectId person,
        @Nullable SessionId session,
        String scope,
        Terms terms,
        SignIn signIn,
        Instant grantedAt,
        long counter,
        Instant aliveUntil,
        Instant endsAt) {

    /// From now on, to live so long.
    public AuthorizationGrant with(Instant alive, Instant end) {
        return new AuthorizationGrant(
                id, realm, client, person, session, scope, terms, signIn, grantedAt, counter, alive, end);
    }

    public boolean isOffline() {
        return session == null;
    }
}
