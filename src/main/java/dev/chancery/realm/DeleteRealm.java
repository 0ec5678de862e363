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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a realm into the bin, takes it out again, and empties the bin.
public record DeleteRealm(
        Database db, RealmStore realms, List<RealmSeed> seeds, AuditTrail trail, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(DeleteRealm.class);

    public void run(Actor actor, Realm realm) {
        actor.require(Permission.MANAGE_REALMS, realm.id());
        actor.requireEverywhere(Permission.MANAGE_REALMS);
        if (realm.isMaster())
            throw Refused.conflict(null, "The realm master cannot be deleted: its administrators run the server.");
        db.unit(() -> {
            if (!realms.bin(realm, clock.instant()))
                throw Refused.stale("The realm was changed meanwhile. Read it again, then delete it.");
            seeds.forEach(seed -> seed.bin(actor, realm, clock.instant()));
            record(actor, Event.REALM_DELETED, realm, realm.settings(), null);
        });
    }

    public Realm restore(Actor actor, RealmId id) {
        actor.requireEverywhere(Permission.MANAGE_REALMS);
        return db.unit(() -> {
            var realm = realms.find(id)
                    .filter(Realm::isInBin)
                    .orElseThrow(() -> Refused.notFound("There is no such realm in the bin."));
            if (!realms.restore(realm))
                throw Refused.conflict("name", "A realm named %s exists again.".formatted(realm.name()));
            seeds.forEach(seed -> seed.restore(actor, realm));
            record(actor, Event.REALM_RESTORED, realm, null, realm.settings());
            return realms.find(id).orElseThrow();
        });
    }

    /// Removes for good what has lain in the bin since before `then`; a few at a time, each in portions, so that nobody
    /// waits for it. One that cannot be removed holds up no other.
    public int purge(Actor actor, Instant then, int limit) {
        var due = realms.binnedBefore(then, limit);
        for (var realm : due) {
            try {
                purge(actor, realm, then);
            } catch (RuntimeException failed) {
                LOG.warn(
                        "the realm {} could not be removed for good yet",
                        realm.id().value(),
                        failed);
            }
        }
        return due.size();
    }

    private void purge(Actor actor, Realm realm, Instant then) {
        if (!realms.condemn(realm.id(), then)) return;
        var left = true;
        while (left) left = realms.deleteSome(realm.id());
        db.unit(() -> {
            // of two nodes that empty the bin the later one waits here
            realms.lock(realm.id());
            if (realms.find(realm.id()).isEmpty()) return;
            seeds.forEach(seed -> seed.purge(actor, realm));
            realms.delete(realm.id());
            record(actor, Event.REALM_PURGED, realm, realm.settings(), null);
        });
    }

    /// In the trail of `master` too, which stays at hand: there the name and id are found by which to read the rest.
    private void record(
            Actor actor, Event event, Realm realm, @Nullable RealmSettings before, @Nullable RealmSettings after) {
        var master = realms.find(Realm.MASTER).orElseThrow().id();
        trail.append(actor, realm.id(), event, realm.id().value(), realm.name(), before, after);
        trail.append(actor, master, event, realm.id().value(), realm.name(), null, Map.of("name", realm.name()));
    }
}
