package dev.chancery.admin;

import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody at work on the configuration, with what they may do as it stood when their request came in.
///
/// @param label who, as the audit trail writes it: `user:alice@master`, `client:deployer@shop`, `operator`
/// @param id the `sub` of their tokens, since a label may be somebody else's later; absent for the operator
/// @param home the realm whose roles they hold; absent for the operator at the command line
/// @param everyRealm whether those roles reach every realm, as the roles of `master` do
/// @param roles the realm's own roles among those they hold; these carry no permissions
/// @param address where the request came from
public record Actor(
        String label,
        @Nullable SubjectId id,
        @Nullable RealmId home,
        boolean everyRealm,
        Set<Permission> permissions,
        Set<RoleId> roles,
        String address) {

    /// The `aud` of tokens that administer this server. Settings never give it: only the scope and roles for it do.
    public static final String AUDIENCE = "chancery-admin";

    public Actor {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
    }

    /// Whoever can open the store itself: they need no permission that the file system has not given them.
    public static Actor operator(String address) {
        return new Actor("operator", null, null, true, EnumSet.allOf(Permission.class), Set.of(), address);
    }

    public boolean may(Permission permission, RealmId realm) {
        return reaches(realm) && permissions.contains(permission);
    }

    public boolean reaches(RealmId realm) {
        return everyRealm || realm.equals(home);
    }

    /// A realm that the actor cannot see is answered as one that does not exist.
    public void require(Permission permission, RealmId realm) {
        if (!reaches(realm)) throw Refused.notFound("There is no such realm, or you may not see it.");
        if (!may(permission, realm))
            throw Refused.forbidden(
                    "This needs the permission %s, which your roles do not carry.".formatted(permission));
    }

    /// Asked before anything is looked up by an id, so that whoever may not see such things learns nothing of which
    /// exist.
    public void requireSomewhere(Permission permission) {
        if (!permissions.contains(permission))
            throw Refused.forbidden(
                    "This needs the permission %s, which your roles do not carry.".formatted(permission));
    }

    /// For what belongs to no single realm, such as creating one.
    public void requireEverywhere(Permission permission) {
        if (!everyRealm || !permissions.contains(permission))
            throw Refused.forbidden("This needs the permission %s in the realm master.".formatted(permission));
    }

    /// Nobody grants, nor takes hold of, what they do not hold themselves, where that would reach.
    public void requireHolding(Set<Permission> granted, RealmId realm, boolean reachesEveryRealm) {
        if (granted.isEmpty()) return;
        if ((reachesEveryRealm && !everyRealm) || !reaches(realm) || !permissions.containsAll(granted))
            throw Refused.forbidden("This takes permissions that your roles do not carry: %s.".formatted(granted));
    }

    /// The same for a role of the realm's own, which is worth something elsewhere: whoever may define the realm's roles
    /// may grant them all.
    public void requireHolding(RoleId granted, RealmId realm) {
        if (!roles.contains(granted) && !may(Permission.MANAGE_REALMS, realm))
            throw Refused.forbidden(
                    "This takes a role that you do not hold; with the permission MANAGE_REALMS you need not hold it.");
    }
}
