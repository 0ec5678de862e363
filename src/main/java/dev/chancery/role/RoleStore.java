package dev.chancery.role;

import dev.chancery.admin.AdminRole;
import dev.chancery.admin.ManagementRole;
import dev.chancery.admin.Refused;
import dev.chancery.admin.Rights;
import dev.chancery.db.AnyCase;
import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Attributes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Roles at rest, and who holds them.
public record RoleStore(Database db, Pages pages) {

    static final String COLUMNS = """
            r.id, r.realm_id, r.name, r.description, r.attributes, r.by_default, r.built_in, r.created_at, r.version,
            r.client_id AS owner, c.client_id AS owner_name, c.manages,
            r.built_in AND (SELECT o.name FROM realm o WHERE o.id = r.realm_id) = 'master' AS reaches_all,
            EXISTS (SELECT 1 FROM role_composite k WHERE k.parent_id = r.id) AS composite
            """;
    static final String OWNER = " LEFT JOIN client c ON c.id = r.client_id ";
    private static final String ROLES = "role r" + OWNER;

    private static final String INSERT = """
            INSERT INTO role (id, realm_id, client_id, container, name, name_key, description, attributes, by_default,
                              built_in, created_at, version)
            VALUES (:id, :realm, :client, :container, :name, :name_key, :description, :attributes, :by_default,
                    :built_in, :created_at, 1)
            ON CONFLICT DO NOTHING""";

    public Page<Role> page(RealmId realm, RoleFilter filter, PageRequest request) {
        var list = new Keyset<>(
                        COLUMNS,
                        ROLES + "WHERE r.realm_id = :realm" + filter.where(),
                        filter.order(),
                        false,
                        (row, _) -> role(row),
                        filter::position)
                .through(filter.filter());
        var name = new ListName("role", realm.value(), filter.toString());
        return db.read(tx -> list.page(tx, name, filter.values(realm), request, pages));
    }

    public Optional<Role> find(RealmId realm, RoleId id) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM " + ROLES
                        + "WHERE r.realm_id = :realm AND r.id = :id AND c.deleted_at IS NULL")
                .bind("realm", realm)
                .bind("id", id)
                .map((row, _) -> role(row))
                .findOne());
    }

    /// One of the realm's own.
    public Optional<Role> find(RealmId realm, String name) {
        return named(realm, realm.value(), name);
    }

    /// One of a client in use, by its `client_id`.
    public Optional<Role> find(RealmId realm, String clientId, String name) {
        return db.read(tx -> tx.createQuery("""
                                SELECT id FROM client
                                 WHERE realm_id = :realm AND client_id = :client AND deleted_at IS NULL""")
                        .bind("realm", realm)
                        .bind("client", clientId)
                        .mapTo(String.class)
                        .findOne())
                .flatMap(container -> named(realm, container, name));
    }

    /// All of these names; one that is not there is refused, naming `member`.
    public List<Role> allNamed(RealmId realm, RoleNames names, String member) {
        var found = new ArrayList<Role>();
        for (var name : names.realm())
            found.add(find(realm, name)
                    .orElseThrow(
                            () -> Refused.invalid(member, "There is no role named %s in this realm.".formatted(name))));
        names.clients().forEach((client, own) -> {
            for (var name : own)
                found.add(find(realm, client, name)
                        .orElseThrow(() -> Refused.invalid(
                                member, "There is no role named %s of a client %s.".formatted(name, client))));
        });
        return found;
    }

    private Optional<Role> named(RealmId realm, String container, String name) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM " + ROLES
                        + "WHERE r.realm_id = :realm AND r.container = :container AND r.name = :name")
                .bind("realm", realm)
                .bind("container", container)
                .bind("name", name)
                .map((row, _) -> role(row))
                .findOne());
    }

    /// As many as `limit` says of the realm itself, or of one of its clients, in no order.
    public List<Role> all(RealmId realm, @Nullable ClientKey client, int limit) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM " + ROLES
                        + "WHERE r.realm_id = :realm AND r.container = :container LIMIT :limit")
                .bind("realm", realm)
                .bind("container", client == null ? realm.value() : client.value())
                .bind("limit", limit)
                .map((row, _) -> role(row))
                .list());
    }

    /// Whose role this is, whoever asks.
    public Optional<RealmId> realmOf(RoleId id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM role WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    /// Whether there is such a person or group in the realm, or a client whose service account this is.
    public boolean isHolder(RealmId realm, SubjectId holder) {
        return db.read(tx -> tx.createQuery("""
                        SELECT 1 FROM person WHERE realm_id = :realm AND id = :holder
                        UNION ALL
                        SELECT 1 FROM client
                         WHERE realm_id = :realm AND service_account_id = :holder AND deleted_at IS NULL
                        UNION ALL
                        SELECT 1 FROM people_group WHERE realm_id = :realm AND id = :holder""")
                .bind("realm", realm)
                .bind("holder", holder)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /// Whether the client has roles of its own.
    public boolean hasAny(ClientKey client) {
        return db.read(tx -> tx.createQuery("SELECT 1 FROM role WHERE client_id = :client LIMIT 1")
                .bind("client", client)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    public boolean isGroup(RealmId realm, SubjectId holder) {
        return db.read(tx -> tx.createQuery("SELECT 1 FROM people_group WHERE realm_id = :realm AND id = :holder")
                .bind("realm", realm)
                .bind("holder", holder)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /// False when the name is taken.
    public boolean insert(Role role) {
        return db.write(tx -> bound(tx.createUpdate(INSERT), role).execute() == 1);
    }

    public void insertAll(List<Role> all) {
        db.writes(tx -> {
            try (var batch = tx.prepareBatch(INSERT)) {
                all.forEach(role -> bound(batch, role).add());
                batch.execute();
            }
        });
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Role role) {
        var owner = role.client();
        return statement
                .bind("id", role.id())
                .bind("realm", role.realm())
                .bind("client", owner == null ? null : owner.id().value())
                .bind(
                        "container",
                        owner == null ? role.realm().value() : owner.id().value())
                .bind("name", role.name())
                .bind("name_key", AnyCase.of(role.name()))
                .bind("description", role.settings().description())
                .bind("attributes", JsonText.of(role.settings().attributes()))
                .bind("by_default", role.settings().byDefault())
                .bind("built_in", role.builtIn())
                .bind("created_at", role.createdAt());
    }

    /// The new version; absent when somebody else changed the role since it was read.
    public Optional<Long> update(Role read, String name, RoleSettings settings) {
        return db.write(tx -> tx.createQuery("""
                        UPDATE role SET name = :name, name_key = :name_key, description = :description,
                               attributes = :attributes, by_default = :by_default, version = version + 1
                         WHERE realm_id = :realm AND id = :id AND version = :version
                        RETURNING version""")
                .bind("name", name)
                .bind("name_key", AnyCase.of(name))
                .bind("description", settings.description())
                .bind("attributes", JsonText.of(settings.attributes()))
                .bind("by_default", settings.byDefault())
                .bind("realm", read.realm())
                .bind("id", read.id())
                .bind("version", read.version())
                .mapTo(Long.class)
                .findOne());
    }

    public boolean delete(Role role) {
        return db.write(tx -> tx.createUpdate(
                                "DELETE FROM role WHERE realm_id = :realm AND id = :id AND version = :version AND NOT built_in")
                        .bind("realm", role.realm())
                        .bind("id", role.id())
                        .bind("version", role.version())
                        .execute()
                == 1);
    }

    /// What was granted to somebody, but for the roles of clients in the bin.
    public List<RoleMapping> heldBy(RealmId realm, SubjectId holder) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + """
                        , m.id AS mapping_id, m.holder, m.created_at AS granted_at
                          FROM role_mapping m JOIN role r ON r.id = m.role_id LEFT JOIN client c ON c.id = r.client_id
                         WHERE m.realm_id = :realm AND m.holder = :holder AND c.deleted_at IS NULL ORDER BY r.name""")
                .bind("realm", realm)
                .bind("holder", holder)
                .map((row, _) -> mapping(row))
                .list());
    }

    /// The first few who were granted it.
    public List<SubjectId> allHoldersOf(Role role, int most) {
        return db.read(tx -> tx.createQuery(
                        "SELECT holder FROM role_mapping WHERE role_id = :role ORDER BY holder LIMIT :most")
                .bind("role", role.id())
                .bind("most", most)
                .map((row, _) -> new SubjectId(row.getString(1)))
                .list());
    }

    public Optional<RoleMapping> mapping(RealmId realm, String id) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + """
                        , m.id AS mapping_id, m.holder, m.created_at AS granted_at
                          FROM role_mapping m JOIN role r ON r.id = m.role_id LEFT JOIN client c ON c.id = r.client_id
                         WHERE m.realm_id = :realm AND m.id = :id""")
                .bind("realm", realm)
                .bind("id", id)
                .map((row, _) -> mapping(row))
                .findOne());
    }

    public Optional<RealmId> realmOfMapping(String id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM role_mapping WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    /// False when the holder has the role already.
    public boolean grant(RoleMapping mapping) {
        return db.write(tx -> tx.createUpdate("""
                        INSERT INTO role_mapping (id, realm_id, role_id, holder, created_at)
                        VALUES (:id, :realm, :role, :holder, :created_at)
                        ON CONFLICT DO NOTHING""")
                        .bind("id", mapping.id())
                        .bind("realm", mapping.role().realm())
                        .bind("role", mapping.role().id())
                        .bind("holder", mapping.holder())
                        .bind("created_at", mapping.createdAt())
                        .execute()
                == 1);
    }

    public boolean withdraw(RoleMapping mapping) {
        return db.write(tx -> tx.createUpdate("DELETE FROM role_mapping WHERE realm_id = :realm AND id = :id")
                        .bind("realm", mapping.role().realm())
                        .bind("id", mapping.id())
                        .execute()
                == 1);
    }

    public void withdrawAll(RealmId realm, SubjectId holder) {
        db.writes(tx -> tx.createUpdate("DELETE FROM role_mapping WHERE realm_id = :realm AND holder = :holder")
                .bind("realm", realm)
                .bind("holder", holder)
                .execute());
    }

    /// How many others hold the role and can sign in. Locks the role, so that two who leave at once see each other.
    public long otherHolders(Role role, SubjectId holder, Instant now) {
        db.writes(tx -> tx.createUpdate("UPDATE role SET version = version + 1 WHERE id = :role")
                .bind("role", role.id())
                .execute());
        return db.read(tx -> tx.createQuery("""
                        SELECT count(*) FROM role_mapping m
                         WHERE m.role_id = :role AND m.holder <> :holder
                           AND (EXISTS (SELECT 1 FROM person p JOIN credential k ON k.person_id = p.id
                                         WHERE p.id = m.holder AND p.enabled AND p.required_actions = '[]')
                                OR EXISTS (SELECT 1 FROM client c JOIN client_secret s ON s.client_id = c.id
                                            WHERE c.service_account_id = m.holder AND c.enabled AND c.deleted_at IS NULL
                                              AND c.grant_types LIKE '%"client_credentials"%' AND s.revoked_at IS NULL
                                              AND (s.expires_at IS NULL OR s.expires_at > :now)))""")
                .bind("role", role.id())
                .bind("holder", holder)
                .bind("now", now)
                .mapTo(Long.class)
                .one());
    }

    static Role role(ResultSet row) throws SQLException {
        var owner = row.getString("owner");
        return new Role(
                new RoleId(row.getString("id")),
                new RealmId(row.getString("realm_id")),
                owner == null ? null : new Role.Owner(new ClientKey(owner), row.getString("owner_name")),
                row.getString("name"),
                new RoleSettings(
                        row.getString("description"),
                        Attributes.of(row.getString("attributes")),
                        row.getBoolean("by_default")),
                row.getBoolean("composite"),
                row.getBoolean("built_in"),
                rights(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"));
    }

    /// Only what is built in carries rights: a role of the realm in it, of `master` in all, of a client in
    /// the realm that it stands for.
    private static Rights rights(ResultSet row) throws SQLException {
        if (!row.getBoolean("built_in")) return Rights.NONE;
        var name = row.getString("name");
        var managed = row.getString("manages");
        if (managed != null) return ManagementRole.rightsOf(name, new RealmId(managed));
        if (row.getString("owner") != null) return Rights.NONE;
        var permissions = AdminRole.permissionsOf(name);
        return row.getBoolean("reaches_all")
                ? Rights.everywhere(permissions)
                : Rights.within(new RealmId(row.getString("realm_id")), permissions);
    }

    private static RoleMapping mapping(ResultSet row) throws SQLException {
        return new RoleMapping(
                row.getString("mapping_id"),
                role(row),
                new SubjectId(row.getString("holder")),
                Instant.ofEpochMilli(row.getLong("granted_at")));
    }
}
