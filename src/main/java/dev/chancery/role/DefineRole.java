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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Defines a role and what it is made of, changes that, or deletes it; its holders have it so in the same moment.
public record DefineRole(Database db, RoleStore roles, Privileges privileges, AuditTrail trail, InstantSource clock) {
    private static final int MOST_PARTS = 500;

    /// @param parts the roles that it is made of
    private record Told(String name, RoleSettings settings, RoleNames parts) {}

    public Role run(
            Actor actor,
            Realm realm,
            Role.@Nullable Owner client,
            String name,
            RoleSettings settings,
            RoleNames parts) {
        requireMay(actor, realm, client);
        requireName(name);
        var role = new Role(
                new RoleId(RandomToken.uuid()),
                realm.id(),
                client,
                name,
                settings.validated(),
                false,
                false,
                clock.instant(),
                1);
        return db.unit(() -> {
            privileges.hold(realm);
            if (!roles.insert(role)) throw taken(name);
            compose(actor, realm, role, List.of(), named(realm, parts));
            if (settings.byDefault()) privileges.requireHarmlessDefaults(realm);
            trail.append(
                    actor, realm.id(), Event.ROLE_CREATED, role.id().value(), null, new Told(name, settings, parts));
            return roles.find(realm.id(), role.id()).orElseThrow();
        });
    }

    /// `seen` and `wanted` are what it is made of, as the caller saw it and wants it.
    public Role change(
            Actor actor, Realm realm, Role read, String name, RoleSettings settings, RoleNames seen, RoleNames wanted) {
        requireMay(actor, realm, read.client());
        requireName(name);
        settings.validated();
        if (read.builtIn() && !name.equals(read.name())) throw Refused.invalid("name", "This role is built in.");
        if (read.builtIn() && !seen.equals(wanted))
            throw Refused.invalid("composites", "What a built-in role carries is fixed.");
        return db.unit(() -> {
            privileges.hold(realm);
            if (taken(realm, read, name)) throw taken(name);
            if (roles.update(read, name, settings).isEmpty())
                throw Refused.stale("The role was changed meanwhile. Read it again, then repeat the change.");
            compose(actor, realm, read, named(realm, seen), named(realm, wanted));
            privileges.requireHarmlessDefaults(realm);
            trail.append(
                    actor,
                    realm.id(),
                    Event.ROLE_UPDATED,
                    read.id().value(),
                    new Told(read.name(), read.settings(), seen),
                    new Told(name, settings, wanted));
            return roles.find(realm.id(), read.id()).orElseThrow();
        });
    }

    public void delete(Actor actor, Realm realm, Role role) {
        requireMay(actor, realm, role.client());
        if (role.builtIn()) throw Refused.conflict(null, "The role %s is built in.".formatted(role.name()));
        db.unit(() -> {
            if (!roles.delete(role)) throw Refused.notFound("The role is gone already.");
            trail.append(actor, role.realm(), Event.ROLE_DELETED, role.id().value(), role, null);
        });
    }

    /// The roles of a client come and go with it.
    private static void requireMay(Actor actor, Realm realm, Role.@Nullable Owner client) {
        if (client == null || !actor.may(Permission.MANAGE_REALMS, realm.id()))
            actor.require(client == null ? Permission.MANAGE_REALMS : Permission.MANAGE_CLIENTS, realm.id());
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
        if (wanted.size() > MOST_PARTS) throw Refused.invalid("composites", "At most %d.".formatted(MOST_PARTS));
        for (var part : wanted)
            if (!has(seen, part)) {
                // whoever holds the parent gets the part: nobody gives what they don't hold
                privileges.requireHolding(actor, realm, part);
                if (has(roles.allWith(List.of(part.id())), parent))
                    throw Refused.invalid(
                            "composites", "The role %s is made of this one already.".formatted(part.name()));
                roles.compose(parent.id(), part.id());
            }
        for (var part : seen)
            if (!has(wanted, part)) {
                privileges.requireHolding(actor, realm, part);
                roles.decompose(parent.id(), part.id());
            }
    }

    private static boolean has(List<Role> roles, Role one) {
        return roles.stream().anyMatch(role -> role.id().equals(one.id()));
    }

    private List<Role> named(Realm realm, RoleNames names) {
        return roles.allNamed(realm.id(), names, "composites");
    }
}
