package dev.chancery.role;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a holder of roles may administer, and what follows for whoever would act on them.
public record Privileges(RoleStore roles, InstantSource clock) {

    /// The holder at work, from this address, with what they may do at this moment.
    public Actor actor(String label, Realm realm, SubjectId holder, String address) {
        var held = held(realm, holder);
        var own = held.stream().filter(role -> !role.builtIn()).map(Role::id).collect(Collectors.toSet());
        return new Actor(label, holder, realm.id(), realm.isMaster(), of(held), own, address);
    }

    /// Nobody grants a role, nor takes it away, that they do not hold: a built-in one is worth its permissions, one of
    /// the realm's own is worth itself.
    public void requireHolding(Actor actor, Realm realm, Role role) {
        if (role.builtIn()) actor.requireHolding(of(List.of(role)), realm.id(), realm.isMaster());
        else actor.requireHolding(role.id(), realm.id());
    }

    /// Whoever changes an administrator must be able to do all that they can.
    public void requireOver(Actor actor, Realm realm, SubjectId holder) {
        actor.requireHolding(of(held(realm, holder)), realm.id(), realm.isMaster());
    }

    /// Whoever sets somebody's password or secret can act as them: so they must hold all that the other holds.
    public void requireToActAs(Actor actor, Realm realm, SubjectId holder) {
        held(realm, holder).forEach(role -> requireHolding(actor, realm, role));
    }

    private List<Role> held(Realm realm, SubjectId holder) {
        return roles.heldBy(realm.id(), holder).stream().map(RoleMapping::role).toList();
    }

    private static Set<Permission> of(List<Role> held) {
        var permissions = EnumSet.noneOf(Permission.class);
        for (var role : held) if (role.builtIn()) permissions.addAll(AdminRole.permissionsOf(role.name()));
        return permissions;
    }

    /// The server must keep somebody who can sign in and administer it.
    public void requireAnotherAdmin(Realm realm, SubjectId leaving) {
        if (!realm.isMaster()) return;
        var admin = roles.find(realm.id(), AdminRole.ADMIN.roleName).orElseThrow();
        var isAdmin = roles.heldBy(realm.id(), leaving).stream()
                .anyMatch(mapping -> mapping.role().id().equals(admin.id()));
        if (isAdmin && roles.otherHolders(admin, leaving, clock.instant()) == 0)
            throw Refused.conflict(null, "This is the last administrator who can sign in. Make another one first.");
    }
}
