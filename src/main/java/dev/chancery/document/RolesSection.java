package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.id.RoleId;
import dev.chancery.realm.Realm;
import dev.chancery.role.DefineRole;
import dev.chancery.role.Role;
import dev.chancery.role.RoleNames;
import dev.chancery.role.RolePartStore;
import dev.chancery.role.RoleStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The roles of a realm's document: the realm's own, or those of one of its clients.
///
/// @param owner absent for the realm's own
public record RolesSection(RoleStore roles, RolePartStore parts, DefineRole define, Role.@Nullable Owner owner)
        implements Section<Role> {

    static final Set<String> DECIDED = Set.of("realmName", "clientId", "composite", "builtIn", "createdAt");

    RolesSection of(Role.Owner client) {
        return new RolesSection(roles, parts, define, client);
    }

    @Override
    public String kind() {
        return "role";
    }

    @Override
    public String naming() {
        return "name";
    }

    @Override
    public String name(Role role) {
        return owner == null ? role.name() : owner.clientId() + "/" + role.name();
    }

    @Override
    public String id(Role role) {
        return role.builtIn() ? "" : role.id().value();
    }

    @Override
    public Optional<Role> named(Realm realm, String name) {
        return owner == null ? roles.find(realm.id(), name) : roles.find(realm.id(), owner.clientId(), name);
    }

    @Override
    public Optional<Role> identified(Realm realm, String id) {
        return roles.find(realm.id(), new RoleId(id)).filter(role -> Objects.equals(role.client(), owner));
    }

    @Override
    public List<Role> all(Realm realm, int limit) {
        return roles.all(realm.id(), owner == null ? null : owner.id(), limit);
    }

    @Override
    public ObjectNode shown(Realm realm, Role role) {
        return Shapes.shown(RoleDocument.of(realm, role, composites(role)), DECIDED, role.builtIn());
    }

    @Override
    public Set<String> decided() {
        return DECIDED;
    }

    /// What it is made of may not be there yet.
    @Override
    public void create(Actor actor, Realm realm, Entry wish) {
        var role = wish.without(Set.of("composites")).as(RoleDocument.class);
        var id = role.id() == null ? null : new RoleId(role.id());
        define.run(actor, realm, id, owner, wish.required("name"), role.settings(), RoleNames.NONE);
    }

    @Override
    public void change(Actor actor, Realm realm, Role role, Entry now, Entry wanted) {
        var wish = wanted.as(RoleDocument.class);
        define.change(
                actor,
                realm,
                role,
                wanted.required("name"),
                wish.settings(),
                now.as(RoleDocument.class).parts(),
                wish.parts());
    }

    @Override
    public void delete(Actor actor, Realm realm, Role role) {
        define.delete(actor, realm, role);
    }

    private RoleNames composites(Role role) {
        return RoleNames.of(parts.allIn(List.of(role)).getOrDefault(role.id(), List.of()));
    }
}
