package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.id.ScopeId;
import dev.chancery.realm.Realm;
import dev.chancery.scope.ChangeScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.CreateScope;
import dev.chancery.scope.ScopeStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The client scopes of a realm's document, with their mappers.
public record ScopesSection(ScopeStore scopes, CreateScope create, ChangeScope change) implements Section<ClientScope> {

    static final Set<String> DECIDED = Set.of("realmName", "builtIn", "createdAt");

    @Override
    public String kind() {
        return "scope";
    }

    @Override
    public String naming() {
        return "name";
    }

    @Override
    public String name(ClientScope scope) {
        return scope.name();
    }

    @Override
    public String id(ClientScope scope) {
        return scope.builtIn() ? "" : scope.id().value();
    }

    @Override
    public Optional<ClientScope> named(Realm realm, String name) {
        return scopes.find(realm.id(), name);
    }

    @Override
    public Optional<ClientScope> identified(Realm realm, String id) {
        return scopes.find(realm.id(), new ScopeId(id));
    }

    @Override
    public List<ClientScope> all(Realm realm, int limit) {
        return scopes.all(realm.id());
    }

    @Override
    public ObjectNode shown(Realm realm, ClientScope scope) {
        return Shapes.shown(ScopeDocument.of(realm, scope), DECIDED, scope.builtIn());
    }

    @Override
    public Set<String> decided() {
        return DECIDED;
    }

    /// Its mappers may give roles that are not there yet.
    @Override
    public void create(Actor actor, Realm realm, Entry wish) {
        var scope = wish.without(Set.of("mappers")).as(ScopeDocument.class);
        var id = scope.id() == null ? null : new ScopeId(scope.id());
        create.run(actor, realm, id, wish.required("name"), scope.settings());
    }

    @Override
    public void change(Actor actor, Realm realm, ClientScope scope, Entry now, Entry wanted) {
        Shapes.requireSameName(wanted, "name", scope.name());
        change.run(actor, realm, scope, wanted.as(ScopeDocument.class).settings());
    }

    @Override
    public void delete(Actor actor, Realm realm, ClientScope scope) {
        change.delete(actor, realm, scope);
    }
}
