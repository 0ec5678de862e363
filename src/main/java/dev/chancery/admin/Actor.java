package dev.chancery.admin;

import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody at work on the configuration, with what they may do as it stood when their request came in.
///
/// @param label who, as the audit trail writes it: `user:alice@master`, `client:deployer@shop`, `operator`
/// @param id the `sub` of their tokens, since a label may be somebody else's later; absent for the operator
/// @param home the realm whose roles they hold; absent for the operator at the command line
/// @param rights what those roles let them do, and where
/// @param roles the realm's own roles among those they hold; these carry no permissions
/// @param address where the request came from
public record Actor(
        String label,
        @Nullable SubjectId id,
        @Nullable RealmId home,
        Rights rights,
        Set<RoleId> roles,
        String address) {

    /// The `aud` of tokens that administer this server. Settings never give it: only the scope and roles for it do.
    public static final String AUDIENCE = "chancery-admin";

    public Actor {
        roles = Set.copyOf(roles);
    }

    /// Whoever can open the store itself: they need no permission that the file system has not given them.
    public static Actor operator(String address) {
        return new Actor("operator", null, null, Rights.ALL, Set.of(), address);
    }

    /// Somebody who does what anybody may do with what is their own.
    public static Actor person(String label, SubjectId id, RealmId home, String address) {
        return new Actor(label, id, home, Rights.NONE, Set.of(), address);
    }

    /// Whether there is no realm that they may not see.
    public boolean reachesAll() {
        return !rights.everywhere().isEmpty();
    }

    /// The realms for which they have the permission; absent for all.
    public Optional<Set<RealmId>> realmsFor(Permission permission) {
        return rights.everywhere().contains(permission) ? Optional.empty() : Optional.of(rights.realmsFor(permission));
    }

    public boolean may(Permission permission, RealmId realm) {
        return rights.include(permission, realm);
    }

    public boolean reaches(RealmId realm) {
        return rights.reach(realm) || realm.equals(home);
    }

    /// A realm that the actor cannot see is answered as one that does not exist.
    public void require(Permission permission, RealmId realm) {
        requireAny(realm, permission);
    }

    /// The same where each of several permissions is enough.
    public void requireAny(RealmId realm, Permission... enough) {
        if (!reaches(realm)) throw Refused.notFound("There is no such realm, or you may not see it.");
        if (Stream.of(enough).noneMatch(permission -> may(permission, realm))) throw lacking(enough);
    }

    /// Asked before anything is looked up by an id, so that whoever may not see such things learns nothing of which
    /// exist.
    public void requireSomewhere(Permission... enough) {
        if (Stream.of(enough).noneMatch(rights::includeSomewhere)) throw lacking(enough);
    }

    private static Refused lacking(Permission... enough) {
        var named = Stream.of(enough).map(Permission::name).collect(Collectors.joining(" or "));
        return Refused.forbidden("This needs the permission %s, which your roles do not carry there.".formatted(named));
    }

    /// For what belongs to no single realm, such as creating one.
    public void requireEverywhere(Permission permission) {
        if (!rights.everywhere().contains(permission))
            throw Refused.forbidden(
                    "This needs the permission %s over all realms: a role of the realm master.".formatted(permission));
    }

    /// Nobody grants, nor takes hold of, what they do not hold themselves, where that would reach.
    public void requireHolding(Rights granted) {
        var lacking = rights.lacking(granted);
        if (!lacking.isEmpty())
            throw Refused.forbidden("This takes permissions that your roles do not carry there: %s."
                    .formatted(lacking.stream().map(Permission::name).collect(Collectors.joining(", "))));
    }

    /// The same for a role of the realm's own, which is worth something elsewhere: whoever may define the realm's roles
    /// may grant them all.
    public void requireHolding(RoleId granted, RealmId realm) {
        if (!roles.contains(granted) && !may(Permission.MANAGE_REALMS, realm))
            throw Refused.forbidden(
                    "This takes a role that you do not hold; with the permission MANAGE_REALMS you need not hold it.");
    }
}
