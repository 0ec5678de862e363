package dev.chancery.role;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.admin.Refused;
import dev.chancery.admin.Rights;
import dev.chancery.id.GroupId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a holder of roles may administer, and what follows for whoever would act on them.
public record Privileges(RoleStore roles, RolePartStore parts, InstantSource clock) {

    /// The holder at work, from this address, with what they may do at this moment.
    public Actor actor(String label, Realm realm, SubjectId holder, String address) {
        return with(new Actor(label, holder, realm.id(), Rights.NONE, Set.of(), address));
    }

    /// The same actor with what they hold at this moment.
    private Actor with(Actor actor) {
        if (actor.id() == null || actor.home() == null) return actor;
        var held = parts.allInUseHeldBy(actor.home(), actor.id());
        var own =
                held.stream().filter(role -> !role.administers()).map(Role::id).collect(Collectors.toSet());
        return new Actor(actor.label(), actor.id(), actor.home(), of(held), own, actor.address());
    }

    /// From here to the end of the unit nobody else changes who holds what in the realm: what is judged stays as it was
    /// judged, and of two changes that close a circle the second one sees the first.
    public void hold(Realm realm) {
        parts.lockHoldings(realm.id());
    }

    /// Nobody grants a role, nor takes it away, that they do not hold, with all that it is made of: a built-in one is
    /// worth its permissions, one of the realm's own is worth itself.
    public void requireHolding(Actor actor, Realm realm, Role role) {
        hold(realm);
        requireHolding(actor, realm, parts.allWith(List.of(role.id())));
    }

    /// The same of all that the members of a group hold by it.
    public void requireHoldingAllOf(Actor actor, Realm realm, GroupId group) {
        hold(realm);
        requireHolding(actor, realm, parts.allHeldBy(realm.id(), group.holder()));
    }

    /// What the actor holds may have been taken from them while they waited.
    private void requireHolding(Actor before, Realm realm, List<Role> wanted) {
        if (wanted.isEmpty()) return;
        var actor = with(before);
        actor.requireHolding(of(wanted));
        for (var role : wanted) if (!role.administers()) actor.requireHolding(role.id(), realm.id());
    }

    /// The same of what a role is made of.
    void requireHoldingParts(Actor actor, Realm realm, Role role) {
        hold(realm);
        var all = parts.allWith(List.of(role.id()));
        requireHolding(
                actor,
                realm,
                all.stream().filter(part -> !part.id().equals(role.id())).toList());
    }

    /// Whoever changes an administrator must be able to do all that they can.
    public void requireOver(Actor actor, Realm realm, SubjectId holder) {
        hold(realm);
        var administering = parts.allHeldBy(realm.id(), holder).stream()
                .filter(Role::administers)
                .toList();
        requireHolding(actor, realm, administering);
    }

    /// Whoever sets somebody's password or secret can act as them: so they must hold all that the other holds.
    public void requireToActAs(Actor actor, Realm realm, SubjectId holder) {
        hold(realm);
        var harmless = parts.allByDefault(realm.id());
        var worth = parts.allHeldBy(realm.id(), holder).stream()
                .filter(role -> harmless.stream().noneMatch(other -> other.id().equals(role.id())))
                .toList();
        requireHolding(actor, realm, worth);
    }

    /// What everybody holds carries no permission: whoever gets an account would administer.
    void requireHarmlessDefaults(Realm realm) {
        for (var role : parts.allByDefault(realm.id()))
            if (role.administers())
                throw Refused.conflict(
                        "default",
                        "The role %s administers this server: nobody holds it by default.".formatted(role.name()));
    }

    private static Rights of(List<Role> held) {
        return Rights.all(held.stream()
                .map(Role::rights)
                .filter(rights -> !rights.areNone())
                .toList());
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
