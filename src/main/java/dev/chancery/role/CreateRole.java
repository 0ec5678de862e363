package dev.chancery.role;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.RoleId;
import dev.chancery.realm.Realm;
import java.time.InstantSource;

/// Defines a role, or deletes it; its holders lose it in the same moment.
public record CreateRole(Database db, RoleStore roles, AuditTrail trail, InstantSource clock) {

    public Role run(Actor actor, Realm realm, String name, String description) {
        actor.require(Permission.MANAGE_REALMS, realm.id());
        if (name.isBlank() || name.length() > 255 || name.chars().anyMatch(Character::isISOControl))
            throw Refused.invalid("name", "1 to 255 characters, none of them a control character.");
        if (description.length() > 500) throw Refused.invalid("description", "At most 500 characters.");
        var role = new Role(new RoleId(RandomToken.uuid()), realm.id(), name, description, false, clock.instant(), 1);
        return db.unit(() -> {
            if (!roles.insert(role)) throw Refused.conflict("name", "A role named %s exists.".formatted(name));
            trail.append(actor, realm.id(), Event.ROLE_CREATED, role.id().value(), null, role);
            return role;
        });
    }

    public void delete(Actor actor, Role role) {
        actor.require(Permission.MANAGE_REALMS, role.realm());
        if (role.builtIn()) throw Refused.conflict(null, "The role %s is built in.".formatted(role.name()));
        db.unit(() -> {
            if (!roles.delete(role)) throw Refused.notFound("The role is gone already.");
            trail.append(actor, role.realm(), Event.ROLE_DELETED, role.id().value(), role, null);
        });
    }
}
