package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.group.Group;
import dev.chancery.group.GroupPaths;
import dev.chancery.group.GroupStore;
import dev.chancery.group.JoinGroup;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import dev.chancery.role.GrantedRoles;
import dev.chancery.user.ChangeUser;
import dev.chancery.user.CreateUser;
import dev.chancery.user.LoginName;
import dev.chancery.user.SetPassword;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The people of a realm's document, with the roles that were granted to them and the groups that they are in.
public record UsersSection(
        UserStore users,
        GroupStore groups,
        CreateUser create,
        ChangeUser change,
        SetPassword passwords,
        GrantedRoles granted,
        JoinGroup join)
        implements Section<User> {

    static final Set<String> DECIDED = Set.of("realmName", "createdAt");
    static final String PASSWORD = "password";

    @Override
    public String kind() {
        return "user";
    }

    @Override
    public String naming() {
        return "username";
    }

    @Override
    public String name(User user) {
        return user.settings().username();
    }

    @Override
    public String id(User user) {
        return user.id().value();
    }

    /// By user name alone: a document names nobody by their e-mail address.
    @Override
    public Optional<User> named(Realm realm, String name) {
        var wanted = LoginName.of(name);
        return users.find(realm.id(), wanted)
                .filter(user -> LoginName.of(user.settings().username()).equals(wanted));
    }

    @Override
    public Optional<User> identified(Realm realm, String id) {
        return users.find(realm.id(), new SubjectId(id));
    }

    @Override
    public List<User> all(Realm realm, int limit) {
        return users.all(realm.id(), limit);
    }

    @Override
    public ObjectNode shown(Realm realm, User user) {
        var shown = Shapes.shown(UserDocument.of(realm, user), DECIDED, false);
        var paths = new GroupPaths(groups);
        var within = groups.allOf(realm.id(), user.id()).stream()
                .map(paths::of)
                .sorted()
                .toList();
        return shown.setAll((ObjectNode) JsonText.tree(Holdings.of(granted.of(realm.id(), user.id()), within)));
    }

    @Override
    public Set<String> decided() {
        return DECIDED;
    }

    @Override
    public Set<String> apart() {
        return Set.of(PASSWORD);
    }

    @Override
    public void create(Actor actor, Realm realm, Entry wish) {
        var user = wish.without(Holdings.OF_A_PERSON).as(UserDocument.class);
        var id = user.id() == null ? null : new SubjectId(user.id());
        create.run(actor, realm, id, user.settings(), null);
    }

    @Override
    public void change(Actor actor, Realm realm, User user, Entry now, Entry wanted) {
        var settings =
                wanted.without(Holdings.OF_A_PERSON).as(UserDocument.class).settings();
        change.run(actor, realm, user, settings);
        var holdings = wanted.only(Holdings.OF_A_PERSON).as(Holdings.class);
        var held = now.only(Holdings.OF_A_PERSON).as(Holdings.class);
        if (!holdings.granted().equals(held.granted())) holdings.granted().requireFew("roles");
        granted.change(actor, realm, user.id(), held.granted(), holdings.granted(), "roles");
        if (!holdings.within().equals(held.within()))
            changeGroups(actor, realm, user, holdings.within(), wanted.place().in("groups"));
    }

    @Override
    public boolean equip(Actor actor, Realm realm, User user, Entry named, boolean prune) {
        if (!named.members().has(PASSWORD)) return false;
        var place = named.place().in(PASSWORD);
        var kept = place.read(named.members().get(PASSWORD), PasswordDocument.class)
                .kept(place);
        return place.of(() -> passwords.run(actor, realm, user, kept));
    }

    @Override
    public String credentials() {
        return PASSWORD;
    }

    @Override
    public void delete(Actor actor, Realm realm, User user) {
        change.delete(actor, realm, user);
    }

    @Override
    public Optional<SubjectId> subject(User user) {
        return Optional.of(user.id());
    }

    private void changeGroups(Actor actor, Realm realm, User user, List<String> wanted, Place place) {
        var named = wanted.stream().map(path -> group(realm, path, place)).toList();
        var present = groups.allOf(realm.id(), user.id());
        for (var group : named) if (!has(present, group)) join.run(actor, realm, group, user);
        for (var group : present) if (!has(named, group)) join.leave(actor, realm, group, user);
    }

    private static boolean has(List<Group> groups, Group one) {
        return groups.stream().anyMatch(group -> group.id().equals(one.id()));
    }

    private Group group(Realm realm, String path, Place place) {
        return new GroupPaths(groups)
                .find(realm.id(), path)
                .orElseThrow(() -> place.invalid("There is no group %s.".formatted(path)));
    }
}
