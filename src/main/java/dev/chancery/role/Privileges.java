package dev.chancery.role;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.util.EnumSet;
import java.util.Set;

/// What a holder of roles may administer, and what follows for whoever would act on them.
public record Privileges(RoleStore roles) {

    public Set<Permission> of(Realm realm, SubjectId holder) {
        var held = EnumSet.noneOf(Permission.class);
        for (var mapping : roles.heldBy(realm.id(), holder)) held.addAll(of(mapping.role()));
        return held;
    }

    public static Set<Permission> of(Role role) {
        return role.builtIn() ? AdminRole.permissionsOf(role.name()) : Set.of();
    }

    /// Whoever sets somebody's password or secret can act as them: so they must hold all that the other holds.
    public void requireOver(Actor actor, Realm realm, SubjectId holder) {
        actor.requireHolding(of(realm, holder), realm.id(), realm.isMaster());
    }

    /// The server must keep somebody who can administer it.
    public void requireAnotherAdmin(Realm realm, SubjectId leaving) {
        if (!realm.isMaster()) return;
        var admin = roles.find(realm.id(), AdminRole.ADMIN.roleName).orElseThrow();
        var isAdmin = roles.heldBy(realm.id(), leaving).stream()
                .anyMatch(mapping -> mapping.role().id().equals(admin.id()));
        if (isAdmin && roles.otherHolders(admin, leaving) == 0)
            throw Refused.conflict(null, "This is the last administrator. Make another one first.");
    }
}
