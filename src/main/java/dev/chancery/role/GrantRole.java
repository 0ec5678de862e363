package dev.chancery.role;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.List;

/// Gives a role to a person, a service account or a group, or takes it away.
public record GrantRole(Database db, RoleStore roles, Privileges privileges, AuditTrail trail, InstantSource clock) {

    /// Granting what is held already changes nothing, and answers with what is there.
    public RoleMapping run(Actor actor, Realm realm, Role role, SubjectId holder) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        return db.unit(() -> {
            privileges.requireHolding(actor, realm, role);
            if (roles.find(realm.id(), role.id()).isEmpty()) throw Refused.notFound("The role is gone.");
            if (!roles.isHolder(realm.id(), holder))
                throw Refused.notFound("There is no such person, service account or group in the realm.");
            return plant(actor, role, holder);
        });
    }

    /// All of them, or none.
    public List<RoleMapping> run(Actor actor, Realm realm, List<Role> all, SubjectId holder) {
        return db.unit(
                () -> all.stream().map(role -> run(actor, realm, role, holder)).toList());
    }

    /// The same, as part of a larger transaction of somebody who has been authorized.
    public RoleMapping plant(Actor actor, Role role, SubjectId holder) {
        var mapping = new RoleMapping(RandomToken.uuid(), role, holder, clock.instant());
        if (!roles.grant(mapping))
            return roles.heldBy(role.realm(), holder).stream()
                    .filter(held -> held.role().id().equals(role.id()))
                    .findFirst()
                    .orElseThrow();
        var event = roles.isGroup(role.realm(), holder) ? Event.GROUP_ROLE_GRANTED : Event.ROLE_GRANTED;
        trail.append(actor, role.realm(), event, holder.value(), null, role.told());
        return mapping;
    }

    public void withdraw(Actor actor, Realm realm, RoleMapping mapping) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> {
            privileges.requireHolding(actor, realm, mapping.role());
            if (mapping.role().administers() && mapping.role().name().equals(AdminRole.ADMIN.roleName))
                privileges.requireAnotherAdmin(realm, mapping.holder());
            var event = roles.isGroup(realm.id(), mapping.holder()) ? Event.GROUP_ROLE_WITHDRAWN : Event.ROLE_WITHDRAWN;
            if (roles.withdraw(mapping))
                trail.append(
                        actor,
                        realm.id(),
                        event,
                        mapping.holder().value(),
                        mapping.role().told(),
                        null);
        });
    }
}
