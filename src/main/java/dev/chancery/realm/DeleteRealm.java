package dev.chancery.realm;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.RealmId;
import java.time.Instant;
import java.time.InstantSource;

/// Puts a realm into the bin, takes it out again, and empties the bin.
public record DeleteRealm(Database db, RealmStore realms, AuditTrail trail, InstantSource clock) {

    public void run(Actor actor, Realm realm) {
        actor.require(Permission.MANAGE_REALMS, realm.id());
        actor.requireEverywhere(Permission.MANAGE_REALMS);
        if (realm.isMaster())
            throw Refused.conflict(null, "The realm master cannot be deleted: its administrators run the server.");
        db.unit(() -> {
            if (!realms.bin(realm, clock.instant()))
                throw Refused.stale("The realm was changed meanwhile. Read it again, then delete it.");
            trail.append(
                    actor, realm.id(), Event.REALM_DELETED, realm.id().value(), realm.name(), realm.settings(), null);
        });
    }

    public Realm restore(Actor actor, RealmId id) {
        actor.requireEverywhere(Permission.MANAGE_REALMS);
        return db.unit(() -> {
            var realm = realms.find(id)
                    .filter(found -> found.deletedAt() != null)
                    .orElseThrow(() -> Refused.notFound("There is no such realm in the bin."));
            if (!realms.restore(realm))
                throw Refused.conflict("name", "A realm named %s exists again.".formatted(realm.name()));
            trail.append(actor, id, Event.REALM_RESTORED, id.value(), realm.name(), null, realm.settings());
            return realms.find(id).orElseThrow();
        });
    }

    /// Removes for good what has lain in the bin since before `then`; a few at a time, so that nobody waits for it.
    public int purge(Actor actor, Instant then, int limit) {
        var due = realms.binnedBefore(then, limit);
        for (var realm : due)
            db.unit(() -> {
                if (!realms.delete(realm.id())) return;
                trail.append(
                        actor,
                        realm.id(),
                        Event.REALM_PURGED,
                        realm.id().value(),
                        realm.name(),
                        realm.settings(),
                        null);
            });
        return due.size();
    }
}
