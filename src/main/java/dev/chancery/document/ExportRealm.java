package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.admin.Rights;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import dev.chancery.role.Role;
import dev.chancery.user.UserStore;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/// Writes a realm down as one document, as it stood at one moment: no times, never a key.
public record ExportRealm(
        Database db, RealmSections sections, ClientSecrets secrets, UserStore people, AuditTrail trail) {

    /// `users` adds the people, `credentials` what is kept of secrets and passwords; whoever asks for these is on
    /// record.
    public ObjectNode run(Actor actor, Realm realm, boolean users, boolean credentials) {
        requireView(actor, realm);
        if (credentials) {
            // as for setting them: whoever has them elsewhere can act as all
            actor.requireHolding(
                    realm.isMaster() ? Rights.ALL : Rights.within(realm.id(), EnumSet.allOf(Permission.class)));
            db.unit(() -> trail.append(
                    actor,
                    realm.id(),
                    Event.REALM_EXPORTED,
                    realm.id().value(),
                    realm.name(),
                    null,
                    Map.of("users", users)));
        }
        return db.snapshot(() -> document(realm, users, credentials));
    }

    /// The same without credentials, as it stands in the transaction of whoever asks.
    public ObjectNode standing(Actor actor, Realm realm, boolean users) {
        requireView(actor, realm);
        return document(realm, users, false);
    }

    private static void requireView(Actor actor, Realm realm) {
        actor.require(Permission.VIEW_REALMS, realm.id());
        actor.require(Permission.VIEW_CLIENTS, realm.id());
        actor.require(Permission.VIEW_USERS, realm.id());
    }

    private ObjectNode document(Realm realm, boolean users, boolean credentials) {
        var document = JsonText.emptyObject().put("version", RealmConfiguration.VERSION);
        document.set("realm", sections.realm().shown(realm));
        add(document, "scopes", sections.scopes(), realm, (_, _) -> {});
        add(document, "roles", sections.roles(), realm, (_, _) -> {});
        add(document, "clients", sections.clients(), realm, (client, shown) -> {
            var own = sections.roles().of(new Role.Owner(client.id(), client.clientId()));
            add(shown, ClientsSection.ROLES, own, realm, (_, _) -> {});
            if (credentials && !client.settings().publicClient())
                shown.set(ClientSecrets.MEMBER, secrets.shown(client));
        });
        add(document, "groups", sections.groups(), realm, (_, _) -> {});
        if (users)
            add(document, "users", sections.users(), realm, (user, shown) -> {
                if (credentials)
                    people.password(user.id())
                            .ifPresent(
                                    kept -> shown.set(UsersSection.PASSWORD, JsonText.tree(PasswordDocument.of(kept))));
            });
        return document;
    }

    private static <T> void add(
            ObjectNode to, String member, Section<T> section, Realm realm, BiConsumer<T, ObjectNode> more) {
        var all = section.all(realm, RealmConfiguration.MOST + 1);
        if (all.size() > RealmConfiguration.MOST)
            throw Refused.conflict(
                    null,
                    "The realm has more %s than the %d that one document holds."
                            .formatted(member, RealmConfiguration.MOST));
        var list = to.putArray(member);
        all.stream().sorted(Comparator.comparing(section::name)).forEach(thing -> {
            var shown = section.shown(realm, thing);
            more.accept(thing, shown);
            list.add(shown);
        });
    }
}
