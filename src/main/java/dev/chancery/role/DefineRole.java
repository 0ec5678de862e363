package dev.chancery.role;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.admin.Rights;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.NewIds;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Defines a role and what it is made of, changes that, or deletes it; its holders have it so in the same moment.
public record DefineRole(
        Database db,
        RoleStore roles,
        RolePartStore parts,
        NewIds ids,
        Privileges privileges,
        AuditTrail trail,
        InstantSource clock) {

    private static final int MOST_TOLD = 100;

    /// @param parts the roles that it is made of, by name, and `partIds` by id: names become another's
    public record Told(
            String name,
            RoleSettings settings,
            RoleNames parts,
            @Nullable List<String> partIds) {

        public static Told of(String name, RoleSettings settings, List<Role> parts) {
            return new Told(name, settings, RoleNames.of(parts), ids(parts));
        }
    }

    private static List<String> ids(List<Role> parts) {
        return parts.stream().map(part -> part.id().value()).sorted().toList();
    }

    /// All that goes with a role.
    ///
    /// @param client the id of the client whose role it was; absent for the realm's own
    /// @param partOf the roles that were made of it, a hundred at most
    /// @param holders who had been granted it, a hundred at most
    /// @param more whether there were more of either
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lost(
            @Nullable String client,
            String name,
            RoleSettings settings,
            RoleNames parts,
            @Nullable List<String> partIds,
            List<Role.Told> partOf,
            List<String> holders,
            boolean more) {}

    /// Without an `id` one is drawn.
    public Role run(
            Actor actor,
            Realm realm,
            @Nullable RoleId id,
            Role.@Nullable Owner client,
            String name,
            RoleSettings settings,
            RoleNames wanted) {
        requireMay(actor, realm, client);
        requireName(name);
        requireMayGiveAll(actor, realm, settings.byDefault());
        wanted.requireFew("composites");
        settings.validated();
        return db.unit(() -> {
            privileges.hold(realm);
            var drawn = ids.id("id", id, RoleId::new);
            var role =
                    new Role(drawn, realm.id(), client, name, settings, false, false, Rights.NONE, clock.instant(), 1);
            if (!roles.insert(role)) throw taken(name);
            compose(actor, realm, role, List.of(), wanted(realm, List.of(), wanted));
            if (settings.byDefault()) privileges.requireHarmlessDefaults(realm);
            trail.append(
                    actor,
                    realm.id(),
                    Event.ROLE_CREATED,
                    role.id().value(),
                    null,
                    Told.of(name, settings, parts.allIn(role.id())));
            return roles.find(realm.id(), role.id()).orElseThrow();
        });
    }

    /// `seen` and `wanted` are what it is made of, as the caller saw it and wants it.
    public Role change(
            Actor actor, Realm realm, Role read, String name, RoleSettings settings, RoleNames seen, RoleNames wanted) {
        requireMay(actor, realm, read.client());
        requireName(name);
        settings.validated();
        wanted.requireFew("composites");
        requireMayGiveAll(
                actor,
                realm,
                !name.equals(read.name())
                        || settings.byDefault() != read.settings().byDefault());
        if (read.builtIn() && !name.equals(read.name())) throw Refused.invalid("name", "This role is built in.");
        if (read.builtIn() && !seen.equals(wanted))
            throw Refused.invalid("composites", "What a built-in role carries is fixed.");
        if (name.equals(read.name()) && settings.equals(read.settings()) && seen.equals(wanted)) return read;
        return db.unit(() -> {
            privileges.hold(realm);
            if (taken(realm, read, name)) throw taken(name);
            var before = Told.of(read.name(), read.settings(), parts.allIn(read.id()));
            if (roles.update(read, name, settings).isEmpty())
                throw Refused.stale("The role was changed meanwhile. Read it again, then repeat the change.");
            var there = seen(read, seen);
            compose(actor, realm, read, there, wanted(realm, there, wanted));
            privileges.requireHarmlessDefaults(realm);
            trail.append(
                    actor,
                    realm.id(),
                    Event.ROLE_UPDATED,
                    read.id().value(),
                    before,
                    Told.of(name, settings, parts.allIn(read.id())));
            return roles.find(realm.id(), read.id()).orElseThrow();
        });
    }

    public void delete(Actor actor, Realm realm, Role role) {
        requireMay(actor, realm, role.client());
        if (role.builtIn()) throw Refused.conflict(null, "The role %s is built in.".formatted(role.name()));
        db.unit(() -> {
            privileges.requireHoldingParts(actor, realm, role);
            var lost = lost(role);
            if (!roles.delete(role))
                throw Refused.stale("The role was changed meanwhile. Read it again, then delete it.");
            trail.append(actor, role.realm(), Event.ROLE_DELETED, role.id().value(), lost, null);
        });
    }

    private Lost lost(Role role) {
        var holders = roles.allHoldersOf(role, MOST_TOLD + 1);
        var partOf = parts.allMadeOf(role, MOST_TOLD + 1);
        var owner = role.client();
        var made = parts.allIn(role.id());
        return new Lost(
                owner == null ? null : owner.id().value(),
                role.name(),
                role.settings(),
                RoleNames.of(made),
                ids(made),
                partOf.stream().limit(MOST_TOLD).map(Role::told).toList(),
                holders.stream().limit(MOST_TOLD).map(SubjectId::value).toList(),
                holders.size() > MOST_TOLD || partOf.size() > MOST_TOLD);
    }

    /// The roles of a client come and go with it.
    private static void requireMay(Actor actor, Realm realm, Role.@Nullable Owner client) {
        if (client == null || !actor.may(Permission.MANAGE_REALMS, realm.id()))
            actor.require(client == null ? Permission.MANAGE_REALMS : Permission.MANAGE_CLIENTS, realm.id());
    }

    /// Under another name its holders have another role, and by default everybody has one.
    private static void requireMayGiveAll(Actor actor, Realm realm, boolean gives) {
        if (gives) actor.require(Permission.MANAGE_REALMS, realm.id());
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > 255 || name.chars().anyMatch(Character::isISOControl))
            throw Refused.invalid("name", "1 to 255 characters, none of them a control character.");
    }

    private boolean taken(Realm realm, Role read, String name) {
        if (name.equals(read.name())) return false;
        var owner = read.client();
        return (owner == null ? roles.find(realm.id(), name) : roles.find(realm.id(), owner.clientId(), name))
                .isPresent();
    }

    private static Refused taken(String name) {
        return Refused.conflict("name", "A role named %s exists.".formatted(name));
    }

    private void compose(Actor actor, Realm realm, Role parent, List<Role> seen, List<Role> wanted) {
        for (var part : wanted)
            if (!has(seen, part)) {
                // whoever holds the parent gets the part: nobody gives what they don't hold
                privileges.requireHolding(actor, realm, part);
                if (has(parts.allWith(List.of(part.id())), parent))
                    throw Refused.invalid(
                            "composites", "The role %s is made of this one already.".formatted(part.name()));
                parts.compose(parent.id(), part.id());
            }
        for (var part : seen)
            if (!has(wanted, part)) {
                privileges.requireHolding(actor, realm, part);
                parts.decompose(parent.id(), part.id());
            }
    }

    private static boolean has(List<Role> roles, Role one) {
        return roles.stream().anyMatch(role -> role.id().equals(one.id()));
    }

    /// What it is made of, as far as the caller saw it: others may have changed it since.
    private List<Role> seen(Role parent, RoleNames names) {
        return parts.allIn(List.of(parent)).getOrDefault(parent.id(), List.of()).stream()
                .filter(names::has)
                .toList();
    }

    private List<Role> wanted(Realm realm, List<Role> seen, RoleNames names) {
        return Stream.concat(
                        seen.stream().filter(names::has),
                        roles.allNamed(realm.id(), names.without(RoleNames.of(seen)), "composites").stream())
                .toList();
    }
}
