package dev.chancery.issue;

import static dev.chancery.oauth.OAuthError.INVALID_GRANT;

import dev.chancery.client.Client;
import dev.chancery.db.Changes;
import dev.chancery.failure.FailureCause;
import dev.chancery.id.SessionId;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.BeginSession;
import dev.chancery.session.Session;
import dev.chancery.session.SessionStore;
import dev.chancery.session.SignIn;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells whether what a person let a client have still stands, by the database as it is now.
public record StandingGrants(SessionStore sessions, UserStore users, Changes changes, InstantSource clock) {

    /// @param session absent for what the client may do while the person is away
    /// @param life how long it lives on if it is used now
    /// @param now by which it was judged
    public record Standing(
            AuthorizationGrant grant, @Nullable Session session, User user, GrantLife life, Instant now) {

        /// When its refresh token ends, unless it is used before.
        public Instant refreshableUntil() {
            return session == null ? grant.aliveUntil() : GrantLife.earlier(grant.aliveUntil(), session.aliveUntil());
        }

        /// As it is once it has been used.
        public Standing used(Realm realm) {
            return new Standing(
                    grant.with(life.aliveUntil(), life.endsAt()),
                    session == null ? null : session.until(aliveUntil(realm, session, now)),
                    user,
                    life,
                    now);
        }
    }

    /// Somebody's word for a device, and how they had proved who they are.
    public record Approval(User user, SignIn signIn) {}

    /// With what it stands on, as the database has it now; absent when nobody has it any more.
    public Optional<Ground> ground(AuthorizationGrant grant) {
        var session = grant.session() == null
                ? null
                : sessions.find(grant.realm(), grant.session()).orElse(null);
        return users.find(grant.realm(), grant.person()).map(user -> new Ground(grant, session, user));
    }

    public Standing require(Realm realm, Client client, Ground ground) {
        return find(realm, client, ground).orElseThrow(() -> ended(client, ground.grant()));
    }

    public Optional<Standing> find(Realm realm, Client client, Ground ground) {
        var now = clock.instant();
        var grant = ground.grant();
        var session = ground.session();
        var user = ground.user();
        if (!now.isBefore(grant.aliveUntil()) || isVoid(realm, client, grant)) return Optional.empty();
        if (grant.session() != null && (session == null || !session.isAlive(now))) return Optional.empty();
        var life = GrantLife.of(realm, client, session, grant.grantedAt(), now);
        // its end may be nearer than it was when it was given
        if (!now.isBefore(life.endsAt())) return Optional.empty();
        return Optional.of(user)
                .filter(person -> person.settings().enabled())
                .filter(person -> person.settings().notBefore() <= seconds(grant))
                .map(person -> new Standing(grant, session, person, life, now));
    }

    /// Whoever was signed in to that session, if they still are and nothing voids what they allowed then.
    public Optional<Approval> approval(Realm realm, Client client, SessionId session, Instant allowedSince) {
        var now = clock.instant();
        if (allowedSince.getEpochSecond() < voidBefore(realm, client)) return Optional.empty();
        return sessions.find(realm.id(), session)
                .filter(found -> found.isAlive(now))
                .flatMap(found -> users.find(realm.id(), found.person())
                        .filter(user ->
                                user.settings().notBefore() <= found.signIn().seconds())
                        .filter(user ->
                                realm.settings().notBefore() <= found.signIn().seconds())
                        .map(user -> new Approval(user, found.signIn())));
    }

    /// The session that it belongs to is in use; false when that has ended.
    public boolean touch(Realm realm, Standing standing) {
        var session = standing.session();
        return session == null || sessions.touch(session, standing.now(), aliveUntil(realm, session, standing.now()));
    }

    public static OAuthException ended(Client client, AuthorizationGrant grant) {
        return ended().of(client.clientId()).privately("grant %s", grant.id());
    }

    public static OAuthException ended() {
        return INVALID_GRANT.because(FailureCause.GRANT_ENDED, "what was granted has ended: sign in again");
    }

    /// The database came back from a copy: whether what is older was ended since the copy is unknown.
    private boolean isVoid(Realm realm, Client client, AuthorizationGrant grant) {
        return seconds(grant) < voidBefore(realm, client);
    }

    private long voidBefore(Realm realm, Client client) {
        var notBefore = Math.max(realm.settings().notBefore(), client.settings().notBefore());
        return Math.max(notBefore, changes.epoch().began().getEpochSecond());
    }

    private static Instant aliveUntil(Realm realm, Session session, Instant now) {
        return BeginSession.aliveUntil(realm, session.remembered(), session.startedAt(), now);
    }

    private static long seconds(AuthorizationGrant grant) {
        return grant.grantedAt().getEpochSecond();
    }
}
