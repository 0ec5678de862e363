package dev.chancery.realm;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.RealmId;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a realm, with the roles and scopes that every realm has.
public record CreateRealm(
        Database db, RealmStore realms, NewIds ids, List<RealmSeed> seeds, AuditTrail trail, InstantSource clock) {

    /// Without an `id` one is drawn.
    public Realm run(Actor actor, @Nullable RealmId id, String name, RealmSettings settings) {
        actor.requireEverywhere(Permission.MANAGE_REALMS);
        return db.unit(() -> plant(actor, id, name, settings));
    }

    /// The same, as part of a larger transaction of somebody who has been authorized.
    public Realm plant(Actor actor, @Nullable RealmId id, String name, RealmSettings settings) {
        var now = clock.instant();
        var realm = new Realm(
                ids.id("id", id, RealmId::new), RealmName.validated(name), settings.validated(now), now, 1, null);
        if (!realms.insert(realm)) throw Refused.conflict("name", "A realm named %s exists.".formatted(name));
        seeds.forEach(seed -> seed.plant(realm));
        trail.append(actor, realm.id(), Event.REALM_CREATED, realm.id().value(), name, null, realm);
        seeds.forEach(seed -> seed.tell(actor, realm));
        return realm;
    }
}
