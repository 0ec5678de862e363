package dev.chancery.session;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends sessions, with all tokens that came of them: from this moment on, on every node.
public record EndSession(Database db, SessionStore sessions, GrantStore grants, AuditTrail trail) {

    /// One, on an administrator's word.
    public void run(Actor actor, Realm realm, SessionId id) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        var ended = sessions.find(realm.id(), id).filter(session -> end(actor, realm, session));
        if (ended.isEmpty()) throw Refused.notFound("There is no such session, or it has ended.");
    }

    /// All that somebody has, and what clients may do while they are away; how many sessions there were.
    public int all(Actor actor, Realm realm, SubjectId person) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        return end(actor, realm, person, null);
    }

    /// All of everybody in the realm that began until now, and what clients may do while people are away. A thousand at
    /// a time, so that others needn't wait; whoever signs in meanwhile stays.
    public void everybody(Actor actor, Realm realm, Instant now) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> {
            sessions.deleteUnderWay(realm.id());
            var subject = realm.id().value();
            trail.append(actor, realm.id(), Event.SESSION_ENDED, subject, null, Map.of("everybody", true));
        });
        while (some(realm, now) > 0) {}
    }

    private int some(Realm realm, Instant now) {
        return db.unit(() -> {
            var ended = sessions.deleteSome(realm.id(), now) + grants.deleteSome(realm.id(), now);
            // any token of the realm may have come of them: ADR 0023
            if (ended > 0)
                Changes.announce(
                        realm.id().value(),
                        Event.REALM_UPDATED.topic(),
                        realm.id().value());
            return ended;
        });
    }

    /// By whoever is signed in. False when it had ended.
    public boolean own(Actor person, Realm realm, Session session) {
        return end(person, realm, session);
    }

    /// All of somebody whose password is another now, and what they were about to begin, but for the sign-in in which
    /// they changed it.
    public int end(Actor actor, Realm realm, SubjectId person, @Nullable TokenHash signIn) {
        return db.unit(() -> {
            sessions.deleteUnderWay(person, signIn);
            var ended = sessions.deleteOf(person);
            var granted = grants.deleteOf(person);
            if (ended + granted > 0)
                trail.append(actor, realm.id(), Event.SESSION_ENDED, person.value(), null, Map.of("sessions", ended));
            return ended;
        });
    }

    private boolean end(Actor actor, Realm realm, Session session) {
        return db.unit(() -> {
            if (!sessions.delete(realm.id(), session.id())) return false;
            trail.append(
                    actor,
                    realm.id(),
                    Event.SESSION_ENDED,
                    session.person().value(),
                    null,
                    Map.of("sessionId", session.id().value()));
            return true;
        });
    }
}
