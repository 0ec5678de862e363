package dev.chancery.authorize;

import dev.chancery.client.Client;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.id.GrantId;
import dev.chancery.issue.GrantedScope;
import dev.chancery.realm.Realm;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.BeginSession;
import dev.chancery.session.GrantStore;
import dev.chancery.session.Session;
import dev.chancery.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Writes down what a client is let have, and makes the code by which it gets it: RFC 6749 §4.1.2.
public record IssueCode(Database db, SessionStore sessions, GrantStore grants, InstantSource clock) {
    private static final Duration LIFE = Duration.ofSeconds(60);

    /// A code stays known for so long after its end: shown again, it ends what came of it.
    private static final Duration KNOWN = Duration.ofMinutes(10);

    /// Prolongs the session that it is made in; empty when that has ended, or `agreed` says no.
    Optional<String> run(
            Realm realm, Client client, Asked asked, GrantedScope scope, Session session, BooleanSupplier agreed) {
        var code = Browser.fresh();
        return db.unit(() -> {
            // what is for when the person is away has nothing else by which it would end with the session
            if (!prolong(realm, session) || !agreed.getAsBoolean()) return Optional.empty();
            insert(client, asked, scope, session, code, clock.instant());
            return Optional.of(code);
        });
    }

    /// Inside a unit, which nobody who ends the session gets ahead of then; false when somebody has.
    boolean prolong(Realm realm, Session session) {
        var now = clock.instant();
        var until = BeginSession.aliveUntil(realm, session.remembered(), session.startedAt(), now);
        return sessions.prolong(session, now, until);
    }

    private void insert(Client client, Asked asked, GrantedScope scope, Session session, String code, Instant now) {
        var known = now.plus(LIFE).plus(KNOWN);
        // OpenID Connect Core §11: it is for when "the End-User is not present (not logged in)"
        var offline = scope.contains(BuiltInScope.OFFLINE_ACCESS.scopeName);
        grants.insert(
                new AuthorizationGrant(
                        new GrantId(RandomToken.uuid()),
                        session.realm(),
                        client.id(),
                        session.person(),
                        offline ? null : session.id(),
                        scope.text(),
                        asked.terms(),
                        session.signIn(),
                        now,
                        0,
                        known,
                        known),
                TokenHash.of(code),
                now.plus(LIFE));
    }
}
