package dev.chancery.client;

import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.AccessTokenType;
import dev.chancery.scope.Assignment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Clients at rest, with the names of their scopes. A deleted one keeps its row, in the bin, but gives up its
/// `client_id`.
public record ClientStore(Database db, Pages pages) {

    private static final String COLUMNS = """
            id, realm_id, client_id, name, description, enabled, public_client, pkce_required, grant_types,
            redirect_uris, post_logout_redirect_uris, web_origins, root_url, home_url, always_display_in_ui, audience,
            token_lifespan_seconds, access_token_type, secret_storage, not_before, service_account_id, built_in,
            created_at, version, deleted_at""";

    public Optional<Client> find(RealmId realm, String clientId) {
        return one("realm_id = :realm AND client_id = :key AND deleted_at IS NULL", realm, clientId);
    }

    public Optional<Client> find(RealmId realm, ClientKey id) {
        return one("realm_id = :realm AND id = :key", realm, id.value());
    }

    /// The realm of a client in use, whoever asks.
    public Optional<RealmId> realmOf(ClientKey id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM client WHERE id = :id AND deleted_at IS NULL")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    /// The first few realms in use that have a client of this `client_id`, whoever asks.
    public List<RealmId> realmsOf(String clientId, int limit) {
        return db.read(tx -> tx.createQuery("""
                        SELECT c.realm_id FROM client c JOIN realm r ON r.id = c.realm_id
                         WHERE c.client_id = :key AND c.deleted_at IS NULL AND r.deleted_at IS NULL
                         ORDER BY r.name LIMIT :limit""")
                .bind("key", clientId)
                .bind("limit", limit)
                .map((row, _) -> new RealmId(row.getString(1)))
                .list());
    }

    /// The origins from which any client of the realm that is switched on may be called.
    Set<String> webOrigins(RealmId realm) {
        return db.read(tx -> {
            var origins = new HashSet<String>();
            tx.createQuery("SELECT " + COLUMNS + """
                             FROM client
                            WHERE realm_id = :realm AND enabled AND deleted_at IS NULL AND web_origins <> '[]'""")
                    .bind("realm", realm)
                    .map((row, _) -> client(row, Map.of()))
                    .forEach(client -> origins.addAll(WebOrigin.allowed(client.settings())));
            return origins;
        });
    }

    private Optional<Client> one(String where, RealmId realm, String key) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM client WHERE " + where)
                .bind("realm", realm)
                .bind("key", key)
                .map((row, _) -> client(row, scopeNames(tx, List.of(row.getString("id")))))
                .findOne());
    }

    /// Clients by `client_id`.
    public Page<Client> page(RealmId realm, ClientFilter filter, PageRequest request) {
        var list = new Keyset<>(
                COLUMNS,
                "client WHERE realm_id = :realm" + filter.where(),
                List.of("client_id", "id"),
                false,
                (row, _) -> client(row, Map.of()),
                client -> List.of(client.clientId(), client.id().value()));
        return db.read(tx -> {
            var page = list.page(
                    tx, new ListName("client", realm.value(), filter.toString()), filter.values(realm), request, pages);
            var names = scopeNames(
                    tx, page.content().stream().map(row -> row.id().value()).toList());
            return page.map(row -> withScopes(row, names));
        });
    }

    /// False when the `client_id` is taken.
    public boolean insert(Client client) {
        return db.write(tx -> {
            var inserted = bound(tx.createUpdate("INSERT INTO client (name_key, " + COLUMNS + """
                            ) VALUES (:name_key, :id, :realm, :client_id, :name, :description, :enabled, :public,
                            :pkce, :grants, :redirect_uris, :post_logout, :origins, :root_url, :home_url, :display,
                            :audience, :lifespan, :token_type, :storage, :not_before, :service_account, :built_in,
                            :created_at, 1, NULL)
                            ON CONFLICT DO NOTHING"""), client)
                            .bind("client_id", client.clientId())
                            .bind("service_account", client.serviceAccount())
                            .bind("built_in", client.builtIn())
                            .bind("created_at", client.createdAt())
                            .execute()
                    == 1;
            if (inserted) assignScopes(client);
            return inserted;
        });
    }

    /// The new version; absent when somebody else changed the client since it was read.
    public Optional<Long> update(Client client) {
        return db.write(tx -> {
            var version = bound(tx.createQuery("""
                            UPDATE client SET name = :name, name_key = :name_key, description = :description,
                                   enabled = :enabled, public_client = :public, pkce_required = :pkce,
                                   grant_types = :grants, redirect_uris = :redirect_uris,
                                   post_logout_redirect_uris = :post_logout, web_origins = :origins,
                                   root_url = :root_url, home_url = :home_url, always_display_in_ui = :display,
                                   audience = :audience, token_lifespan_seconds = :lifespan,
                                   access_token_type = :token_type, secret_storage = :storage,
                                   not_before = :not_before, version = version + 1
                             WHERE realm_id = :realm AND id = :id AND version = :version AND deleted_at IS NULL
                            RETURNING version"""), client)
                    .bind("version", client.version())
                    .mapTo(Long.class)
                    .findOne();
            if (version.isPresent()) {
                db.later("DELETE FROM client_scope_assignment WHERE client_id = ?", client.id());
                assignScopes(client);
            }
            return version;
        });
    }

    /// False when somebody else changed the client since it was read, or binned it.
    public boolean bin(Client client, Instant now) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE client SET deleted_at = :now, version = version + 1
                         WHERE realm_id = :realm AND id = :id AND version = :version AND deleted_at IS NULL""")
                        .bind("now", now)
                        .bind("version", client.version())
                        .bind("realm", client.realm())
                        .bind("id", client.id())
                        .execute()
                == 1);
    }

    /// False when it is not in the bin, or its `client_id` has been taken meanwhile.
    public boolean restore(Client client) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE client SET deleted_at = NULL, version = version + 1
                         WHERE realm_id = :realm AND id = :id AND deleted_at IS NOT NULL
                           AND NOT EXISTS (SELECT 1 FROM client other WHERE other.realm_id = :realm
                                              AND other.client_id = :client_id AND other.deleted_at IS NULL)""")
                        .bind("realm", client.realm())
                        .bind("id", client.id())
                        .bind("client_id", client.clientId())
                        .execute()
                == 1);
    }

    public List<Client> binnedBefore(Instant then, int limit) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS
                                + " FROM client WHERE deleted_at IS NOT NULL AND deleted_at < :then ORDER BY deleted_at LIMIT :limit")
                .bind("then", then)
                .bind("limit", limit)
                .map((row, _) -> client(row, Map.of()))
                .list());
    }

    /// False when another node was first, or it has been taken out of the bin, and perhaps put there again.
    public boolean delete(Client client, Instant binnedBefore) {
        return db.write(tx -> tx.createUpdate("""
                        DELETE FROM client
                         WHERE realm_id = :realm AND id = :id AND deleted_at IS NOT NULL AND deleted_at < :then""")
                        .bind("realm", client.realm())
                        .bind("id", client.id())
                        .bind("then", binnedBefore)
                        .execute()
                == 1);
    }

    /// A scope that was deleted meanwhile is simply not assigned any more; the act has checked that each one exists.
    private void assignScopes(Client client) {
        var rows = new ArrayList<Assigning>();
        for (var name : client.settings().scopes()) rows.add(new Assigning(name, Assignment.DEFAULT, rows.size()));
        for (var name : client.settings().optionalScopes())
            rows.add(new Assigning(name, Assignment.OPTIONAL, rows.size()));
        if (rows.isEmpty()) return;
        var values = new ArrayList<Object>(List.of(client.id()));
        for (var row : rows) values.addAll(List.of(row.name(), row.assignment(), row.position()));
        values.add(client.realm());
        db.later("""
                INSERT INTO client_scope_assignment (client_id, scope_id, assignment, position)
                SELECT ?, s.id, named.column2, named.column3
                  FROM (VALUES %s) AS named JOIN client_scope s ON s.realm_id = ? AND s.name = named.column1""".formatted(String.join(",", Collections.nCopies(rows.size(), "(?,?,?)"))), values.toArray());
    }

    private record Assigning(String name, Assignment assignment, int position) {}

    private record AssignedScope(String client, String name, boolean optional) {}

    private static Map<String, List<AssignedScope>> scopeNames(Handle tx, List<String> ids) {
        var names = new HashMap<String, List<AssignedScope>>();
        if (ids.isEmpty()) return names;
        tx.createQuery("""
                        SELECT a.client_id, s.name, a.assignment
                          FROM client_scope_assignment a JOIN client_scope s ON s.id = a.scope_id
                         WHERE a.client_id IN (<ids>) ORDER BY a.client_id, a.position""")
                .bindList("ids", ids)
                .map((row, _) -> new AssignedScope(
                        row.getString(1), row.getString(2), row.getString(3).equals(Assignment.OPTIONAL.name())))
                .forEach(scope -> names.computeIfAbsent(scope.client(), _ -> new ArrayList<>())
                        .add(scope));
        return names;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Client client) {
        var settings = client.settings();
        var type = settings.accessTokenType();
        return statement
                .bind("id", client.id())
                .bind("realm", client.realm())
                .bind("name", settings.name())
                .bind("name_key", settings.name().toLowerCase(Locale.ROOT))
                .bind("description", settings.description())
                .bind("enabled", settings.enabled())
                .bind("public", settings.publicClient())
                .bind("pkce", settings.pkceRequired())
                .bind("grants", JsonText.of(settings.grantTypes()))
                .bind("redirect_uris", JsonText.of(settings.redirectUris()))
                .bind("post_logout", JsonText.of(settings.postLogoutRedirectUris()))
                .bind("origins", JsonText.of(settings.webOrigins()))
                .bind("root_url", settings.rootUrl())
                .bind("home_url", settings.homeUrl())
                .bind("display", settings.alwaysDisplayInUi())
                .bind("audience", JsonText.of(settings.audience()))
                .bind("lifespan", settings.tokenLifespanSeconds())
                .bind("token_type", type == null ? null : type.name())
                .bind("storage", settings.secretStorage().name())
                .bind("not_before", settings.notBefore());
    }

    private static Client client(ResultSet row, Map<String, List<AssignedScope>> names) throws SQLException {
        var tokenType = row.getString("access_token_type");
        var settings = new ClientSettings(
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("enabled"),
                row.getBoolean("public_client"),
                row.getBoolean("pkce_required"),
                JsonText.texts(row.getString("grant_types")).stream()
                        .flatMap(wire -> Grant.find(wire).stream())
                        .toList(),
                JsonText.texts(row.getString("redirect_uris")),
                JsonText.texts(row.getString("post_logout_redirect_uris")),
                JsonText.texts(row.getString("web_origins")),
                row.getString("root_url"),
                row.getString("home_url"),
                row.getBoolean("always_display_in_ui"),
                List.of(),
                List.of(),
                JsonText.texts(row.getString("audience")),
                Columns.number(row, "token_lifespan_seconds"),
                tokenType == null ? null : AccessTokenType.valueOf(tokenType),
                SecretStorage.valueOf(row.getString("secret_storage")),
                row.getLong("not_before"));
        var client = new Client(
                new ClientKey(row.getString("id")),
                new RealmId(row.getString("realm_id")),
                row.getString("client_id"),
                settings,
                new SubjectId(row.getString("service_account_id")),
                row.getBoolean("built_in"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"),
                Columns.instant(row, "deleted_at"));
        return withScopes(client, names);
    }

    private static Client withScopes(Client client, Map<String, List<AssignedScope>> names) {
        var assigned = names.getOrDefault(client.id().value(), List.of());
        return client.with(
                client.settings()
                        .withScopes(
                                assigned.stream()
                                        .filter(scope -> !scope.optional())
                                        .map(AssignedScope::name)
                                        .toList(),
                                assigned.stream()
                                        .filter(AssignedScope::optional)
                                        .map(AssignedScope::name)
                                        .toList()),
                client.version());
    }
}
