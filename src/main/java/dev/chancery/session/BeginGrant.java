package dev.chancery.session;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.realm.Realm;
import dev.chancery.session.BeginSession.Visitor;
import org.jspecify.annotations.Nullable;

/// A client is let have something at once, without a code.
public record BeginGrant(Database db, BeginSession sessions, GrantStore grants) {

    /// `session` begins with it; absent for what the client may do while the person is away. `refresh` is its first
    /// refresh token, where it has one.
    public void run(
            Realm realm,
            Visitor visitor,
            @Nullable Session session,
            AuthorizationGrant grant,
            @Nullable TokenHash refresh) {
        db.unit(() -> {
            if (session != null) sessions.keep(realm, visitor, session, null);
            grants.insert(grant, refresh);
        });
    }
}
