package dev.chancery.session;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody has proved who they are, and is signed in from then on.
public record BeginSession(Database db, SessionStore sessions, AuditTrail trail) {

    /// Who it is, and from where.
    ///
    /// @param label as the audit trail names people: `user:alice@shop`
    /// @param userAgent what their browser or program calls itself
    public record Visitor(SubjectId person, String label, String address, String userAgent) {}

    /// What the trail tells of it.
    public record Told(String sessionId, List<String> methods, boolean remembered, String userAgent) {}

    /// `cookie` is what their browser will show; absent when there is none.
    public Session run(Realm realm, Visitor visitor, SignIn signIn, boolean remembered, @Nullable TokenHash cookie) {
        var now = signIn.at();
        var aliveUntil = aliveUntil(realm, remembered, now, now);
        var session = drawn(realm, visitor, signIn, remembered, now, aliveUntil, endsAt(realm, remembered, now));
        return keep(realm, visitor, session, cookie);
    }

    /// Without a browser, and to be kept by [BeginGrant]: one that ends after so many seconds where nothing can be
    /// refreshed in it.
    public static Session alone(Realm realm, Visitor visitor, SignIn signIn, Instant now, @Nullable Long seconds) {
        var ends = seconds == null ? endsAt(realm, false, now) : now.plusSeconds(seconds);
        var aliveUntil = seconds == null ? aliveUntil(realm, false, now, now) : ends;
        return drawn(realm, visitor, signIn, false, now, aliveUntil, ends);
    }

    private static Session drawn(
            Realm realm,
            Visitor visitor,
            SignIn signIn,
            boolean remembered,
            Instant now,
            Instant aliveUntil,
            Instant endsAt) {
        return new Session(
                new SessionId(RandomToken.uuid()),
                realm.id(),
                visitor.person(),
                signIn,
                visitor.address(),
                visitor.userAgent(),
                remembered,
                now,
                now,
                aliveUntil,
                endsAt);
    }

    Session keep(Realm realm, Visitor visitor, Session session, @Nullable TokenHash cookie) {
        return db.unit(() -> {
            sessions.insert(session, cookie);
            var actor = Actor.person(visitor.label(), visitor.person(), realm.id(), visitor.address());
            trail.append(
                    actor,
                    realm.id(),
                    Event.SESSION_BEGUN,
                    visitor.person().value(),
                    null,
                    new Told(
                            session.id().value(),
                            session.signIn().methods(),
                            session.remembered(),
                            session.userAgent()));
            return session;
        });
    }

    /// The same person has proved themselves anew in the browser that shows `cookie` from now on. Absent when the
    /// session has ended meanwhile.
    public @Nullable Session again(Realm realm, Session session, SignIn signIn, TokenHash cookie) {
        var now = signIn.at();
        var until = aliveUntil(realm, session.remembered(), session.startedAt(), now);
        var renewed = new Session(
                session.id(),
                session.realm(),
                session.person(),
                signIn,
                session.address(),
                session.userAgent(),
                session.remembered(),
                session.startedAt(),
                now,
                until.isBefore(session.endsAt()) ? until : session.endsAt(),
                session.endsAt());
        return sessions.renew(renewed, cookie, now) ? renewed : null;
    }

    /// Until when a session that is used now lives.
    public static Instant aliveUntil(Realm realm, boolean remembered, Instant startedAt, Instant now) {
        var settings = realm.settings().sessions();
        var idle =
                remembered && settings.rememberMeSeconds() > 0 ? settings.rememberMeSeconds() : settings.idleSeconds();
        var until = now.plusSeconds(idle);
        var end = endsAt(realm, remembered, startedAt);
        return until.isBefore(end) ? until : end;
    }

    /// When a session that was begun then ends, however much it is used.
    public static Instant endsAt(Realm realm, boolean remembered, Instant startedAt) {
        var settings = realm.settings().sessions();
        var life = remembered && settings.rememberMeSeconds() > 0
                ? settings.rememberMeSeconds()
                : settings.lifespanSeconds();
        return startedAt.plusSeconds(life);
    }
}
