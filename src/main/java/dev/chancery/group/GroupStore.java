package dev.chancery.group;

import dev.chancery.db.AnyCase;
import dev.chancery.db.Beginning;
import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Attributes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Groups at rest, and who is in them.
public record GroupStore(Database db, Pages pages) {

    private static final String COLUMNS =
            "g.id, g.realm_id, g.parent_id, g.name, g.description, g.attributes, g.created_at, g.version";

    public Page<Group> page(RealmId realm, GroupFilter filter, PageRequest request) {
        var list = new Keyset<>(
                        COLUMNS,
                        "people_group g WHERE g.realm_id = :realm" + filter.where(),
                        filter.order(),
                        false,
                        (row, _) -> group(row),
                        filter::position)
                .through(filter.filter());
        var name = new ListName("group", realm.value(), filter.toString());
        return db.read(tx -> list.page(tx, name, filter.values(realm), request, pages));
    }

    public Optional<Group> find(RealmId realm, GroupId id) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS + " FROM people_group g WHERE g.realm_id = :realm AND g.id = :id")
                .bind("realm", realm)
                .bind("id", id)
                .map((row, _) -> group(row))
                .findOne());
    }

    public Optional<Group> find(RealmId realm, @Nullable GroupId parent, String name) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + """
                         FROM people_group g
                        WHERE g.realm_id = :realm AND g.above = :above AND g.name = :name""")
                .bind("realm", realm)
                .bind("above", above(parent))
                .bind("name", name)
                .map((row, _) -> group(row))
                .findOne());
    }

    /// As many of the realm's as `limit` says, in no order.
    public List<Group> all(RealmId realm, int limit) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS + " FROM people_group g WHERE g.realm_id = :realm LIMIT :limit")
                .bind("realm", realm)
                .bind("limit", limit)
                .map((row, _) -> group(row))
                .list());
    }

    /// Whose group this is, whoever asks.
    public Optional<RealmId> realmOf(GroupId id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM people_group WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    /// The groups from this one to the top.
    public List<Group> allAbove(Group group) {
        return db.read(tx -> tx.createQuery(
                        """
                        WITH RECURSIVE up (id, depth) AS (
                            SELECT id, 0 FROM people_group WHERE id = :id
                            UNION ALL
                            SELECT g.parent_id, u.depth + 1 FROM people_group g JOIN up u ON g.id = u.id
                             WHERE g.parent_id IS NOT NULL
                        )
                        SELECT""" + " " + COLUMNS + " FROM up u JOIN people_group g ON g.id = u.id ORDER BY u.depth")
                .bind("id", group.id())
                .map((row, _) -> group(row))
                .list());
    }

    /// The names from the top to each of these groups, each after a slash.
    Map<GroupId, String> paths(Set<GroupId> several) {
        return db.read(tx -> tx.createQuery("""
                        WITH RECURSIVE up (below, id, depth) AS (
                            SELECT id, id, 0 FROM people_group WHERE id IN (<several>)
                            UNION ALL
                            SELECT u.below, g.parent_id, u.depth + 1 FROM people_group g JOIN up u ON g.id = u.id
                             WHERE g.parent_id IS NOT NULL
                        )
                        SELECT u.below, g.name FROM up u JOIN people_group g ON g.id = u.id ORDER BY u.depth""")
                .bindList("several", several.stream().map(GroupId::value).toList())
                .map((row, _) -> Map.entry(new GroupId(row.getString("below")), "/" + row.getString("name")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (below, above) -> above + below)));
    }

    /// How many groups lie on the longest way down from it, itself included; 1 for one that is not there yet.
    int height(Group group) {
        return db.read(tx ->
                tx.createQuery("""
                        WITH RECURSIVE down (id, depth) AS (
                            SELECT id, 1 FROM people_group WHERE id = :id
                            UNION ALL
                            SELECT g.id, d.depth + 1 FROM people_group g JOIN down d ON g.parent_id = d.id
                        )
                        SELECT coalesce(max(depth), 1) FROM down""").bind("id", group.id()).mapTo(Integer.class).one());
    }

    /// The group and all below it, each after the one that it is in.
    public List<Group> allBelow(Group group) {
        return db.read(tx -> tx.createQuery("""
                        WITH RECURSIVE down (id, depth) AS (
                            SELECT id, 0 FROM people_group WHERE id = :id
                            UNION
                            SELECT g.id, d.depth + 1 FROM people_group g JOIN down d ON g.parent_id = d.id
                        )
                        SELECT""" + " " + COLUMNS
                        + " FROM down d JOIN people_group g ON g.id = d.id ORDER BY d.depth, g.name")
                .bind("id", group.id())
                .map((row, _) -> group(row))
                .list());
    }

    /// The groups that somebody was put into.
    public List<Group> allOf(RealmId realm, SubjectId member) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " " + """
                        FROM group_member m JOIN people_group g ON g.id = m.group_id
                         WHERE g.realm_id = :realm AND m.person_id = :member ORDER BY g.name, g.id""")
                .bind("realm", realm)
                .bind("member", member)
                .map((row, _) -> group(row))
                .list());
    }

    /// The same of several people; those who were put into none are not among them.
    Map<SubjectId, List<Group>> allOf(RealmId realm, List<SubjectId> members) {
        var groups = new HashMap<SubjectId, List<Group>>();
        db.read(tx -> tx.createQuery("SELECT m.person_id, " + COLUMNS + " " + """
                        FROM group_member m JOIN people_group g ON g.id = m.group_id
                         WHERE (g.realm_id = :realm) IS TRUE AND m.person_id IN (<members>) ORDER BY g.name, g.id""")
                .bind("realm", realm)
                .bindList("members", members.stream().map(SubjectId::value).toList())
                .map((row, _) -> groups.computeIfAbsent(
                                new SubjectId(row.getString("person_id")), _ -> new ArrayList<>())
                        .add(group(row)))
                .list());
        return groups;
    }

    /// The first few who are in the group itself.
    public List<SubjectId> allMembers(Group group, int most) {
        return db.read(tx -> tx.createQuery(
                        "SELECT person_id FROM group_member WHERE group_id = :group ORDER BY person_id LIMIT :most")
                .bind("group", group.id())
                .bind("most", most)
                .map((row, _) -> new SubjectId(row.getString(1)))
                .list());
    }

    /// Whether other groups are in it.
    public boolean hasGroups(Group group) {
        return db.read(tx -> tx.createQuery("SELECT 1 FROM people_group WHERE parent_id = :group LIMIT 1")
                .bind("group", group.id())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /// Who is in the group itself, by user name.
    ///
    /// @param term what any of their names begins with, as people are searched
    public Page<SubjectId> pageOfMembers(Group group, @Nullable String term, PageRequest request) {
        record Member(SubjectId id, String key) {}
        var list = new Keyset<>(
                "person_id, username_key",
                "group_member WHERE group_id = :group",
                List.of("username_key", "person_id"),
                false,
                (row, _) -> new Member(new SubjectId(row.getString("person_id")), row.getString("username_key")),
                member -> List.of(member.key(), member.id().value()));
        var beginning = new Beginning(term == null ? "" : term);
        var values = new HashMap<>(beginning.values());
        values.put("group", group.id());
        var name = new ListName("group", group.realm().value(), "members %s %s".formatted(group.id(), term));
        var called = term == null ? "" : beginning.ofTerm("group_member.person_id");
        return db.read(tx -> list.through(called).page(tx, name, values, request, pages))
                .map(Member::id);
    }

    /// False when the name is taken.
    boolean insert(Group group) {
        return db.write(tx -> tx.createUpdate("""
                        INSERT INTO people_group (id, realm_id, parent_id, above, name, name_key, description,
                                                  attributes, created_at, version)
                        VALUES (:id, :realm, :parent, :above, :name, :name_key, :description, :attributes,
                                :created_at, 1)
                        ON CONFLICT DO NOTHING""")
                        .bind("id", group.id())
                        .bind("realm", group.realm())
                        .bind(
                                "parent",
                                group.parent() == null ? null : group.parent().value())
                        .bind("above", above(group.parent()))
                        .bind("name", group.name())
                        .bind("name_key", AnyCase.of(group.name()))
                        .bind("description", group.settings().description())
                        .bind("attributes", JsonText.of(group.settings().attributes()))
                        .bind("created_at", group.createdAt())
                        .execute()
                == 1);
    }

    boolean isTaken(Group wanted) {
        return db.read(tx -> tx.createQuery("""
                        SELECT 1 FROM people_group
                         WHERE realm_id = :realm AND above = :above AND name = :name AND id <> :id""")
                .bind("realm", wanted.realm())
                .bind("above", above(wanted.parent()))
                .bind("name", wanted.name())
                .bind("id", wanted.id())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /// The new version; absent when somebody else changed the group since it was read.
    Optional<Long> update(Group wanted) {
        return db.write(tx -> tx.createQuery("""
                        UPDATE people_group SET parent_id = :parent, above = :above, name = :name, name_key = :name_key,
                               description = :description, attributes = :attributes, version = version + 1
                         WHERE realm_id = :realm AND id = :id AND version = :version
                        RETURNING version""")
                .bind("parent", wanted.parent() == null ? null : wanted.parent().value())
                .bind("above", above(wanted.parent()))
                .bind("name", wanted.name())
                .bind("name_key", AnyCase.of(wanted.name()))
                .bind("description", wanted.settings().description())
                .bind("attributes", JsonText.of(wanted.settings().attributes()))
                .bind("realm", wanted.realm())
                .bind("id", wanted.id())
                .bind("version", wanted.version())
                .mapTo(Long.class)
                .findOne());
    }

    /// With all below it.
    boolean delete(Group group) {
        return db.write(tx ->
                tx.createUpdate("DELETE FROM people_group WHERE realm_id = :realm AND id = :id AND version = :version")
                                .bind("realm", group.realm())
                                .bind("id", group.id())
                                .bind("version", group.version())
                                .execute()
                        == 1);
    }

    /// False when they are in it already.
    boolean join(Group group, SubjectId member) {
        return db.write(tx -> tx.createUpdate("""
                        INSERT INTO group_member (group_id, person_id, username_key)
                        SELECT :group, id, username_key FROM person WHERE id = :member
                        ON CONFLICT DO NOTHING""")
                        .bind("group", group.id())
                        .bind("member", member)
                        .execute()
                == 1);
    }

    boolean leave(Group group, SubjectId member) {
        return db.write(
                tx -> tx.createUpdate("DELETE FROM group_member WHERE group_id = :group AND person_id = :member")
                                .bind("group", group.id())
                                .bind("member", member)
                                .execute()
                        == 1);
    }

    private static String above(@Nullable GroupId parent) {
        return parent == null ? "" : parent.value();
    }

    private static Group group(ResultSet row) throws SQLException {
        var parent = row.getString("parent_id");
        return new Group(
                new GroupId(row.getString("id")),
                new RealmId(row.getString("realm_id")),
                parent == null ? null : new GroupId(parent),
                row.getString("name"),
                new GroupSettings(row.getString("description"), Attributes.of(row.getString("attributes"))),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"));
    }
}
