package dev.chancery.role;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.id.GroupId;
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
        var held = roles.allHeldBy(realm.id(), holder);
        var own =
                held.stream().filter(role -> !role.administers()).map(Role::id).collect(Collectors.toSet());
        return new Actor(label, holder, realm.id(), realm.isMaster(), of(held), own, address);
    }

    /// From here to the end of the unit nobody else changes who holds what in the realm: what is judged stays as it was
    /// judged, and of two changes that close a circle the second one sees the first.
    public void hold(Realm realm) {
        roles.lockHoldings(realm.id());
    }

    /// Nobody grants a role, nor takes it away, that they do not hold, with all that it is made of: a built-in one is
    /// worth its permissions, one of the realm's own is worth itself.
    public void requireHolding(Actor actor, Realm realm, Role role) {
        hold(realm);
        requireHolding(actor, realm, roles.allWith(List.of(role.id())));
    }

    /// The same of all that the members of a group hold by it.
    public void requireHoldingAllOf(Actor actor, Realm realm, GroupId group) {
        hold(realm);
        requireHolding(actor, realm, roles.allHeldBy(realm.id(), group.holder()));
    }

    private static void requireHolding(Actor actor, Realm realm, List<Role> wanted) {
        actor.requireHolding(of(wanted), realm.id(), realm.isMaster());
        for (var role : wanted) if (!role.administers()) actor.requireHolding(role.id(), realm.id());
    }

    /// Whoever changes an administrator must be able to do all that they can.
    public void requireOver(Actor actor, Realm realm, SubjectId holder) {
        hold(realm);
        actor.requireHolding(of(roles.allHeldBy(realm.id(), holder)), realm.id(), realm.isMaster());
    }

    /// Whoever sets somebody's password or secret can act as them: so they must hold all that the other holds.
    public void requireToActAs(Actor actor, Realm realm, SubjectId holder) {
        hold(realm);
        requireHolding(actor, realm, roles.allHeldBy(realm.id(), holder));
    }

    /// What everybody holds carries no permission: whoever gets an account would administer.
    void requireHarmlessDefaults(Realm realm) {
        for (var role : roles.allByDefault(realm.id()))
            if (!of(List.of(role)).isEmpty())
                throw Refused.conflict(
                        "default",
                        "The role %s administers this server: nobody holds it by default.".formatted(role.name()));
    }

    private static Set<Permission> of(List<Role> held) {
        var permissions = EnumSet.noneOf(Permission.class);
        for (var role : held) if (role.administers()) permissions.addAll(AdminRole.permissionsOf(role.name()));
        return permissions;
    }

    /// The server must keep somebody who can sign in and administer it, and was granted that directly.
    public void requireAnotherAdmin(Realm realm, SubjectId leaving) {
        if (!realm.isMaster()) return;
        var admin = roles.find(realm.id(), AdminRole.ADMIN.roleName).orElseThrow();
        var isAdmin = roles.heldBy(realm.id(), leaving).stream()
                .anyMatch(mapping -> mapping.role().id().equals(admin.id()));
        if (isAdmin && roles.otherHolders(admin, leaving, clock.instant()) == 0)
            throw Refused.conflict(null, "This is the last administrator who can sign in. Make another one first.");
    }
}
