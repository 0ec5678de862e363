package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Refused;
import dev.chancery.document.ConfigurationChange.Action;
import dev.chancery.id.RealmId;
import dev.chancery.json.JsonText;
import dev.chancery.json.MergePatch;
import dev.chancery.realm.ChangeRealm;
import dev.chancery.realm.CreateRealm;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The realm itself in its document: what it is, without what is in it.
public record RealmSection(RealmStore realms, CreateRealm create, ChangeRealm change) {

    static final Set<String> DECIDED = Set.of("createdAt", "deletedAt");

    /// @param before absent when it was missing
    record Named(Realm realm, Entry entry, @Nullable ObjectNode before) {}

    /// As far as the actor may know of it.
    Optional<Realm> find(Actor actor, String name) {
        return realms.find(name).filter(realm -> actor.reaches(realm.id()));
    }

    /// Until the unit ends nobody else changes the realm, nor who holds what in it.
    Named made(Actor actor, String name, Entry entry) {
        entry.requireNone(DECIDED);
        var called = entry.text("name");
        if (called != null && !called.equals(name))
            throw entry.place().in("name").invalid("The address names the realm %s.".formatted(name));
        var found = find(actor, name);
        if (found.isEmpty()) return new Named(created(actor, name, entry), entry, null);
        realms.lock(found.get().id());
        var realm = realms.find(found.get().id()).orElseThrow();
        var id = entry.text("id");
        if (id != null && !id.equals(realm.id().value()))
            throw entry.taken("id", "The realm %s is there, and has another id.".formatted(name));
        return new Named(realm, entry, shown(realm));
    }

    List<ConfigurationChange> settled(Actor actor, Named named) {
        var realm = named.realm();
        var now = shown(realm);
        var merged = (ObjectNode) MergePatch.merged(now, named.entry().members());
        Shapes.keepRevoked(now, merged);
        var wanted = new Entry(named.entry().place(), merged);
        var settled = Shapes.same(wanted.members(), now)
                ? realm
                : wanted.place()
                        .of(() -> change.run(
                                actor, realm, wanted.as(RealmDocument.class).settings(realm.name())));
        var before = named.before();
        var members = ConfigurationChange.between(before == null ? JsonText.emptyObject() : before, shown(settled));
        if (before != null && members.isEmpty()) return List.of();
        return List.of(new ConfigurationChange(
                "realm", realm.name(), realm.id().value(), before == null ? Action.CREATE : Action.UPDATE, members));
    }

    ObjectNode shown(Realm realm) {
        return Shapes.shown(RealmDocument.of(realm), DECIDED, realm.isMaster());
    }

    private Realm created(Actor actor, String name, Entry entry) {
        // to whoever belongs to one realm, a realm that is not there looks like one that they may not see
        if (!actor.reachesAll())
            throw Refused.notFound("There is no realm named %s, or you may not see it.".formatted(name));
        var wish = entry.as(RealmDocument.class);
        var id = wish.id() == null ? null : new RealmId(wish.id());
        return entry.place().of(() -> create.run(actor, id, name, wish.settings(name)));
    }
}
