package dev.chancery.role;

import dev.chancery.db.Database;
import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What roles are made of, at rest, and what follows: all that somebody holds.
public record RolePartStore(Database db) {

    /// The groups that somebody is in, with those above them.
    private static final String AROUND = """
            WITH RECURSIVE around (id) AS (
                SELECT group_id FROM group_member WHERE person_id = :holder
                UNION
                SELECT id FROM people_group WHERE id = :holder
                UNION
                SELECT g.parent_id FROM people_group g JOIN around a ON g.id = a.id WHERE g.parent_id IS NOT NULL
            )""";

    /// Lets nobody else change who holds what in this realm until this unit ends.
    void lockHoldings(RealmId realm) {
        db.writes(tx -> tx.createUpdate("UPDATE realm SET version = version WHERE id = :realm")
                .bind("realm", realm)
                .execute());
    }

    void compose(RoleId parent, RoleId child) {
        db.writes(tx ->
                tx.createUpdate("""
                        INSERT INTO role_composite (parent_id, child_id) VALUES (:parent, :child)
                        ON CONFLICT DO NOTHING""").bind("parent", parent).bind("child", child).execute());
    }

    void decompose(RoleId parent, RoleId child) {
        db.writes(tx -> tx.createUpdate("DELETE FROM role_composite WHERE parent_id = :parent AND child_id = :child")
                .bind("parent", parent)
                .bind("child", child)
                .execute());
    }

    /// What roles are made of, one step down, by the id of the parent.
    public Map<RoleId, List<Role>> allIn(List<Role> parents) {
        var parts = new HashMap<RoleId, List<Role>>();
        var composite = parents.stream()
                .filter(Role::composite)
                .map(parent -> parent.id().value())
                .toList();
        return composite.isEmpty() ? parts : allIn(composite, parts);
    }

    private Map<RoleId, List<Role>> allIn(List<String> parents, Map<RoleId, List<Role>> parts) {
        return db.read(tx -> {
            tx.createQuery("SELECT p.parent_id, " + RoleStore.COLUMNS
                            + " FROM role_composite p JOIN role r ON r.id = p.child_id" + RoleStore.OWNER
                            + "WHERE p.parent_id IN (<parents>) AND c.deleted_at IS NULL ORDER BY c.client_id, r.name")
                    .bindList("parents", parents)
                    .map((row, _) -> {
                        var part = RoleStore.role(row);
                        parts.computeIfAbsent(new RoleId(row.getString("parent_id")), _ -> new ArrayList<>())
                                .add(part);
                        return part;
                    })
                    .forEach(_ -> {});
            return parts;
        });
    }

    /// What the role is made of, by name.
    public RoleNames namesIn(RoleId parent) {
        return RoleNames.of(allIn(parent));
    }

    /// What the role is made of.
    public List<Role> allIn(RoleId parent) {
        return allIn(List.of(parent.value()), new HashMap<>()).getOrDefault(parent, List.of());
    }

    /// The first few roles that are made of this one, one step up.
    public List<Role> allMadeOf(Role part, int most) {
        return db.read(tx -> tx.createQuery("SELECT " + RoleStore.COLUMNS
                        + " FROM role_composite p JOIN role r ON r.id = p.parent_id" + RoleStore.OWNER
                        + "WHERE p.child_id = :part AND c.deleted_at IS NULL ORDER BY c.client_id, r.name LIMIT :most")
                .bind("part", part.id())
                .bind("most", most)
                .map((row, _) -> RoleStore.role(row))
                .list());
    }

    /// All that whoever holds these roles holds, those included.
    public List<Role> allWith(List<RoleId> roles) {
        if (roles.isEmpty()) return List.of();
        return db.read(tx -> tx.createQuery(
                        """
                        WITH RECURSIVE held (id) AS (
                            SELECT id FROM role WHERE id IN (<roles>)
                            UNION
                            SELECT k.child_id FROM role_composite k JOIN held h ON k.parent_id = h.id
                        )
                        SELECT""" + " " + RoleStore.COLUMNS + " FROM held h JOIN role r ON r.id = h.id" + RoleStore.OWNER)
                .bindList("roles", roles.stream().map(RoleId::value).toList())
                .map((row, _) -> RoleStore.role(row))
                .list());
    }

    /// All that every person of the realm holds.
    public List<Role> allByDefault(RealmId realm) {
        return allWith(db.read(tx -> tx.createQuery("SELECT id FROM role WHERE realm_id = :realm AND by_default")
                .bind("realm", realm)
                .map((row, _) -> new RoleId(row.getString(1)))
                .list()));
    }

    /// All that somebody holds: what was granted to them or to a group that they are in, what every person
    /// holds, and what these are made of. For a group, what its members hold by it. The roles of clients in
    /// the bin count, since they come back.
    public List<Role> allHeldBy(RealmId realm, SubjectId holder) {
        return held(realm, holder, "");
    }

    /// The same without what belongs to a client in the bin: what counts today.
    public List<Role> allInUseHeldBy(RealmId realm, SubjectId holder) {
        return held(
                realm,
                holder,
                "JOIN role r ON r.id = %s LEFT JOIN client c ON c.id = r.client_id WHERE c.deleted_at IS NULL AND");
    }

    private List<Role> held(RealmId realm, SubjectId holder, String inUse) {
        return db.read(tx -> tx.createQuery(
                        AROUND + """
                        , held (id) AS (
                            SELECT m.role_id FROM role_mapping m %s
                                   m.realm_id = :realm
                               AND m.holder IN (SELECT :holder UNION ALL SELECT a.id FROM around a)
                            UNION
                            SELECT d.id FROM role d %s
                                   d.realm_id = :realm AND d.by_default
                               AND EXISTS (SELECT 1 FROM person p WHERE p.realm_id = :realm AND p.id = :holder)
                            UNION
                            SELECT k.child_id FROM role_composite k JOIN held h ON k.parent_id = h.id %s TRUE
                        )
                        SELECT""".formatted(arm(inUse, "m.role_id"), arm(inUse, "d.id"), arm(inUse, "k.child_id"))
                                + " " + RoleStore.COLUMNS + " FROM held h JOIN role r ON r.id = h.id" + RoleStore.OWNER
                                + "ORDER BY r.name")
                .bind("realm", realm)
                .bind("holder", holder)
                .map((row, _) -> RoleStore.role(row))
                .list());
    }

    private static String arm(String inUse, String role) {
        return inUse.isEmpty() ? "WHERE" : inUse.formatted(role);
    }
}
