package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.db.Database;
import dev.chancery.realm.Realm;
import dev.chancery.role.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes a realm what a document says of it, in one transaction: all of it, or nothing. Each act asks for its
/// own rights, so nobody does by a document what they could not do one by one.
public record ApplyRealm(Database db, RealmSections sections) {

    /// What it has changed. With `prune`, of the lists that the document has, what it does not name goes.
    ///
    /// @param first what must hold at the beginning of the transaction
    public List<ConfigurationChange> run(Actor actor, String name, JsonNode document, boolean prune, Runnable first) {
        var read = RealmConfiguration.of(document);
        var known = sections.realm().find(actor, name);
        var passwords = new HashedPasswords(sections.users(), sections.passwords());
        var named = read.withUsers(passwords.in(actor, known, read.users()));
        return db.unit(() -> {
            first.run();
            return applied(actor, name, named, prune);
        });
    }

    private List<ConfigurationChange> applied(Actor actor, String name, RealmConfiguration named, boolean prune) {
        var itself = sections.realm().made(actor, name, named.realm());
        var realm = itself.realm();
        requireView(actor, realm, named);
        var changes = new ArrayList<>(sections.realm().settled(actor, itself));
        var parts = new ArrayList<Part<?>>();
        add(parts, new Part<>(sections.scopes(), actor, realm, named.place("scopes"), prune), named.scopes());
        add(parts, new Part<>(sections.roles(), actor, realm, named.place("roles"), prune), named.roles());
        add(parts, new Part<>(sections.clients(), actor, realm, named.place("clients"), prune), named.clients());
        for (var client : RealmConfiguration.some(named.clients()))
            if (client.members().has(ClientsSection.ROLES))
                add(
                        parts,
                        rolesOf(actor, realm, client, prune),
                        RealmConfiguration.entries(client, ClientsSection.ROLES));
        add(parts, new Part<>(sections.groups(), actor, realm, named.place("groups"), prune), named.groups());
        add(parts, new Part<>(sections.users(), actor, realm, named.place("users"), prune), named.users());
        parts.forEach(Part::settle);
        if (prune) prune(parts);
        parts.forEach(part -> changes.addAll(part.changes()));
        return changes;
    }

    private static void prune(List<Part<?>> parts) {
        var gone = 0;
        for (var part : parts.reversed()) {
            gone += part.prune();
            if (gone > RealmConfiguration.MOST)
                throw Place.WHOLE.conflict(
                        "More than %d things would go: delete some of them first.".formatted(RealmConfiguration.MOST));
        }
    }

    private static void add(List<Part<?>> parts, Part<?> part, @Nullable List<Entry> entries) {
        if (entries == null) return;
        part.make(entries);
        parts.add(part);
    }

    private Part<Role> rolesOf(Actor actor, Realm realm, Entry named, boolean prune) {
        var client = sections.clients()
                .named(realm, named.required("clientId"))
                .orElseThrow(() -> named.taken("clientId", "The client with this id is called otherwise."));
        var own = sections.roles().of(new Role.Owner(client.id(), client.clientId()));
        return new Part<>(own, actor, realm, named.place().in(ClientsSection.ROLES), prune);
    }

    /// A document that changes nothing tells that things are as it says.
    private static void requireView(Actor actor, Realm realm, RealmConfiguration named) {
        if (named.clients() != null || named.scopes() != null) actor.require(Permission.VIEW_CLIENTS, realm.id());
        if (named.users() != null || named.groups() != null) actor.require(Permission.VIEW_USERS, realm.id());
        // whoever sees people sees the roles that they may hold
        if (named.hasRoles()) actor.requireAny(realm.id(), Permission.VIEW_USERS, Permission.VIEW_REALMS);
        if (named.isOfRealm()) actor.require(Permission.VIEW_REALMS, realm.id());
    }
}
