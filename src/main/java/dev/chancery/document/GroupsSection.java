package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.group.DefineGroup;
import dev.chancery.group.Group;
import dev.chancery.group.GroupPaths;
import dev.chancery.group.GroupStore;
import dev.chancery.id.GroupId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import dev.chancery.role.GrantedRoles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The groups of a realm's document, each named by its path, with the roles that were granted to it.
public record GroupsSection(GroupStore groups, DefineGroup define, GrantedRoles granted) implements Section<Group> {

    static final Set<String> DECIDED = Set.of("realmName", "parentId", "name", "createdAt");

    @Override
    public String kind() {
        return "group";
    }

    @Override
    public String naming() {
        return "path";
    }

    @Override
    public String name(Group group) {
        return new GroupPaths(groups).of(group);
    }

    @Override
    public String id(Group group) {
        return group.id().value();
    }

    @Override
    public Optional<Group> named(Realm realm, String path) {
        return new GroupPaths(groups).find(realm.id(), path);
    }

    @Override
    public Optional<Group> identified(Realm realm, String id) {
        return groups.find(realm.id(), new GroupId(id));
    }

    @Override
    public List<Group> all(Realm realm, int limit) {
        return groups.all(realm.id(), limit);
    }

    @Override
    public ObjectNode shown(Realm realm, Group group) {
        var shown = Shapes.shown(GroupDocument.of(realm, group, name(group)), DECIDED, false);
        var holdings = Holdings.of(granted.of(realm.id(), group.id().holder()), null);
        return shown.setAll((ObjectNode) JsonText.tree(holdings));
    }

    @Override
    public Set<String> decided() {
        return DECIDED;
    }

    @Override
    public void create(Actor actor, Realm realm, Entry wish) {
        var group = wish.without(Holdings.OF_A_GROUP).as(GroupDocument.class);
        var id = group.id() == null ? null : new GroupId(group.id());
        var path = wish.required("path");
        define.run(actor, realm, id, parent(realm, wish, path), last(path), group.settings());
    }

    @Override
    public void change(Actor actor, Realm realm, Group group, Entry now, Entry wanted) {
        var settings =
                wanted.without(Holdings.OF_A_GROUP).as(GroupDocument.class).settings();
        var path = wanted.required("path");
        define.change(actor, realm, group, parent(realm, wanted, path), last(path), settings);
        var roles = wanted.only(Holdings.OF_A_GROUP).as(Holdings.class).granted();
        var held = now.only(Holdings.OF_A_GROUP).as(Holdings.class).granted();
        if (!roles.equals(held)) roles.requireFew("roles");
        granted.change(actor, realm, group.id().holder(), held, roles, "roles");
    }

    @Override
    public void delete(Actor actor, Realm realm, Group group) {
        define.delete(actor, realm, group);
    }

    /// What a group is in stays with it.
    @Override
    public boolean stays(Group group, Set<String> named) {
        var within = name(group) + "/";
        return named.stream().anyMatch(path -> path.startsWith(within));
    }

    private @Nullable GroupId parent(Realm realm, Entry wish, String path) {
        if (!path.startsWith("/")) throw wish.place().in("path").invalid("A slash before each name.");
        var above = path.substring(0, path.lastIndexOf('/'));
        if (above.isEmpty()) return null;
        return named(realm, above)
                .map(Group::id)
                .orElseThrow(() -> wish.place().in("path").invalid("There is no group %s.".formatted(above)));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
