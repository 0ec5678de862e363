package dev.chancery.scope;

import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.ScopeId;
import dev.chancery.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Client scopes at rest.
public record ScopeStore(Database db, Pages pages) {

    private static final String COLUMNS =
            "id, realm_id, name, description, include_in_token_scope, realm_default, built_in, created_at, version, consent_text, mappers";

    /// All of a realm, by name: they are few, and every client is read with them.
    public List<ClientScope> all(RealmId realm) {
        return db.read(
                tx -> tx.createQuery("SELECT " + COLUMNS + " FROM client_scope WHERE realm_id = :realm ORDER BY name")
                        .bind("realm", realm)
                        .map((row, _) -> scope(row))
                        .list());
    }

    /// The names of those that tokens don't show in `scope`.
    public Set<String> allHidden(RealmId realm) {
        return db.read(tx -> tx.createQuery(
                        "SELECT name FROM client_scope WHERE realm_id = :realm AND NOT include_in_token_scope")
                .bind("realm", realm)
                .mapTo(String.class)
                .set());
    }

    public Page<ClientScope> page(RealmId realm, ScopeFilter filter, PageRequest request) {
        var list = new Keyset<>(
                        COLUMNS,
                        "client_scope WHERE realm_id = :realm",
                        List.of("name"),
                        false,
                        (row, _) -> scope(row),
                        scope -> List.of(scope.name()))
                .within(filter.name())
                .through(filter.filter());
        var name = new ListName("scope", realm.value(), filter.toString());
        return db.read(tx -> list.page(tx, name, filter.values(realm), request, pages));
    }

    /// Whose scope this is, whoever asks.
    public Optional<RealmId> realmOf(ScopeId id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM client_scope WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    public Optional<ClientScope> find(RealmId realm, ScopeId id) {
        return db.read(
                tx -> tx.createQuery("SELECT " + COLUMNS + " FROM client_scope WHERE realm_id = :realm AND id = :id")
                        .bind("realm", realm)
                        .bind("id", id)
                        .map((row, _) -> scope(row))
                        .findOne());
    }

    /// The first few clients that have it, or would have it if it came back, those in the bin among them.
    public List<ClientKey> allClientsWith(RealmId realm, ScopeId scope, int most) {
        return db.read(tx -> tx.createQuery("""
                        SELECT id FROM client
                         WHERE realm_id = :realm AND (scopes LIKE :quoted OR optional_scopes LIKE :quoted)
                         ORDER BY id LIMIT :most""")
                .bind("realm", realm)
                .bind("quoted", "%\"" + scope + "\"%")
                .bind("most", most)
                .map((row, _) -> new ClientKey(row.getString(1)))
                .list());
    }

    public Optional<ClientScope> find(RealmId realm, String name) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS + " FROM client_scope WHERE realm_id = :realm AND name = :name")
                .bind("realm", realm)
                .bind("name", name)
                .map((row, _) -> scope(row))
                .findOne());
    }

    /// False when the name is taken.
    public boolean insert(ClientScope scope) {
        return db.write(tx -> tx.createUpdate("INSERT INTO client_scope (" + COLUMNS + """
                        ) VALUES (:id, :realm, :name, :description, :included, :realm_default, :built_in, :created_at, 1, :consent_text, :mappers)
                        ON CONFLICT DO NOTHING""")
                        .bind("id", scope.id())
                        .bind("realm", scope.realm())
                        .bind("name", scope.name())
                        .bind("description", scope.settings().description())
                        .bind("included", scope.settings().includeInTokenScope())
                        .bind("realm_default", scope.settings().realmDefault().name())
                        .bind("consent_text", scope.settings().consentText())
                        .bind("mappers", JsonText.of(scope.settings().mappers()))
                        .bind("built_in", scope.builtIn())
                        .bind("created_at", scope.createdAt())
                        .execute()
                == 1);
    }

    /// The new version; absent when somebody else changed it since it was read.
    public Optional<Long> update(ClientScope read, ScopeSettings settings) {
        return db.write(tx -> tx.createQuery("""
                        UPDATE client_scope SET description = :description, include_in_token_scope = :included,
                               realm_default = :realm_default, consent_text = :consent_text, mappers = :mappers,
                               version = version + 1
                         WHERE realm_id = :realm AND id = :id AND version = :version
                        RETURNING version""")
                .bind("description", settings.description())
                .bind("included", settings.includeInTokenScope())
                .bind("realm_default", settings.realmDefault().name())
                .bind("consent_text", settings.consentText())
                .bind("mappers", JsonText.of(settings.mappers()))
                .bind("realm", read.realm())
                .bind("id", read.id())
                .bind("version", read.version())
                .mapTo(Long.class)
                .findOne());
    }

    /// False when somebody else changed or deleted it since it was read.
    public boolean delete(ClientScope scope) {
        return db.write(tx -> tx.createUpdate(
                                "DELETE FROM client_scope WHERE realm_id = :realm AND id = :id AND version = :version AND NOT built_in")
                        .bind("version", scope.version())
                        .bind("realm", scope.realm())
                        .bind("id", scope.id())
                        .execute()
                == 1);
    }

    private static ClientScope scope(ResultSet row) throws SQLException {
        return new ClientScope(
                new ScopeId(row.getString("id")),
                new RealmId(row.getString("realm_id")),
                row.getString("name"),
                new ScopeSettings(
                        row.getString("description"),
                        row.getBoolean("include_in_token_scope"),
                        Assignment.valueOf(row.getString("realm_default")),
                        row.getString("consent_text"),
                        ProtocolMapper.list(row.getString("mappers"))),
                row.getBoolean("built_in"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"));
    }
}
