package dev.chancery.realm;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import java.time.InstantSource;

/// Changes the settings of a realm, whole.
public record ChangeRealm(Database db, RealmStore realms, AuditTrail trail, InstantSource clock) {

    /// `read` is the realm as the caller saw it; if it has changed since, nothing happens, nor if nothing is to change.
    public Realm run(Actor actor, Realm read, RealmSettings settings) {
        actor.require(Permission.MANAGE_REALMS, read.id());
        if (read.isMaster() && !settings.enabled())
            throw Refused.invalid(
                    "enabled", "The realm master cannot be switched off: nobody could switch it on again.");
        var wanted = read.with(settings.validated(clock.instant()));
        if (wanted.settings().equals(read.settings())) return read;
        var version = db.unit(() -> {
            var changed = realms.update(wanted)
                    .orElseThrow(() ->
                            Refused.stale("The realm was changed meanwhile. Read it again, then repeat the change."));
            trail.append(
                    actor, read.id(), Event.REALM_UPDATED, read.id().value(), read.name(), read.settings(), settings);
            return changed;
        });
        return new Realm(read.id(), read.name(), wanted.settings(), read.createdAt(), version, null);
    }
}
