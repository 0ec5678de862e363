package dev.chancery.client;

import dev.chancery.db.Among;
import dev.chancery.db.AnyCase;
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
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ProtocolMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Clients at rest; their rows name their scopes by id. A deleted one keeps its row, in the bin, but gives up its
/// `client_id`.
public record ClientStore(Database db, Pages pages) {

    private static final String COLUMNS = """
            id, realm_id, client_id, name, description, enabled, public_client, pkce_required, grant_types,
            redirect_uris, post_logout_redirect_uris, web_origins, root_url, home_url, always_display_in_ui, audience,
            token_lifespan_seconds, access_token_type, secret_storage, not_before, service_account_id, built_in,
            created_at, version, deleted_at, scopes, optional_scopes, mappers, service_account, manages, consent_required,
            refresh_token_lifespan_seconds, session_lifespan_seconds""";

    public Optional<Client> find(RealmId realm, String clientId) {
        return one("realm_id = :realm AND client_id = :key AND deleted_at IS NULL", realm, clientId);
    }

    public Optional<Client> find(RealmId realm, ClientKey id) {
        return one("realm_id = :realm AND id = :key", realm, id.value());
    }

    /// By its service account, also from the bin.
    public Optional<Client> find(RealmId realm, SubjectId account) {
        return one("realm_id = :realm AND service_account_id = :key", realm, account.value());
    }

    /// The realm of a client in use, whoever asks.
    public Optional<RealmId> realmOf(ClientKey id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM client WHERE id = :id AND deleted_at IS NULL")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    /// The first few realms in use that have a client of this `client_id`, among these, or whoever asks.
    public List<RealmId> realmsOf(String clientId, @Nullable Set<RealmId> among, int limit) {
        var realms = among == null ? new Among(List.of()) : Among.of(among);
        return db.read(tx -> tx.createQuery(
                        """
                        SELECT c.realm_id FROM client c JOIN realm r ON r.id = c.realm_id
                         WHERE c.client_id = :key AND c.deleted_at IS NULL AND r.deleted_at IS NULL
                        """ + (among == null ? "" : " AND " + realms.in("r.id")) + " ORDER BY r.name LIMIT :limit")
                .bindMap(realms.values())
                .bind("key", clientId)
                .bind("limit", limit)
                .map((row, _) -> new RealmId(row.getString(1)))
                .list());
    }

    /// Those whose roles administer the realm, also from the bin. Without the names of their scopes.
    List<Client> managing(RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM client WHERE manages = :realm")
                .bind("realm", realm)
                .map((row, _) -> client(row))
                .list());
    }

    /// Realms in use that are not administered by the roles of all clients that are for it.
    List<RealmId> unmanagedRealms() {
        return db.read(tx -> tx.createQuery("""
                        SELECT r.id FROM realm r
                         WHERE r.deleted_at IS NULL
                           AND (SELECT count(*) FROM client c WHERE c.manages = r.id)
                               < CASE r.name WHEN 'master' THEN 1 ELSE 2 END""")
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
                    .map((row, _) -> client(row))
                    .forEach(client -> origins.addAll(WebOrigin.allowed(client.settings())));
            return origins;
        });
    }

    private Optional<Client> one(String where, RealmId realm, String key) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM client WHERE " + where)
                .bind("realm", realm)
                .bind("key", key)
                .map((row, _) -> client(row))
                .findOne()
                .map(found -> named(found, scopeNames(tx, realm))));
    }

    public Page<Client> page(RealmId realm, ClientFilter filter, PageRequest request) {
        return db.read(tx -> {
            var list = new Keyset<>(
                            COLUMNS,
                            "client WHERE realm_id = :realm" + filter.where(),
                            filter.columns(),
                            filter.isNewestFirst(),
                            (row, _) -> client(row),
                            filter::position)
                    .within(filter.prefix())
                    .through(filter.filter());
            var page = list.page(
                    tx, new ListName("client", realm.value(), filter.toString()), filter.values(realm), request, pages);
            var names = scopeNames(tx, realm);
            return page.map(client -> named(client, names));
        });
    }

    /// Whether the realm has clients beyond those that came with it.
    public boolean hasAny(RealmId realm) {
        return db.read(tx -> tx.createQuery(
                        "SELECT 1 FROM client WHERE realm_id = :realm AND NOT built_in AND deleted_at IS NULL LIMIT 1")
                .bind("realm", realm)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /// As many of those in use as `limit` says, in no order.
    public List<Client> all(RealmId realm, int limit) {
        return db.read(tx -> {
            var names = scopeNames(tx, realm);
            return tx.createQuery("SELECT " + COLUMNS + """
                             FROM client
                            WHERE realm_id = :realm AND deleted_at IS NULL AND manages IS NULL
                            ORDER BY client_id LIMIT :limit""")
                    .bind("realm", realm)
                    .bind("limit", limit)
                    .map((row, _) -> named(client(row), names))
                    .list();
        });
    }

    /// False when the `client_id` is taken. Of its scopes, those are kept that exist.
    public boolean insert(Client client, List<ClientScope> existing) {
        return db.write(tx -> bound(tx.createUpdate("INSERT INTO client (name_key, " + COLUMNS + """
                        ) VALUES (:name_key, :id, :realm, :client_id, :name, :description, :enabled, :public,
                        :pkce, :grants, :redirect_uris, :post_logout, :origins, :root_url, :home_url, :display,
                        :audience, :lifespan, :token_type, :storage, :not_before, :service_account, :built_in,
                        :created_at, 1, NULL, :scopes, :optional_scopes, :mappers, :account, :manages,
                        :consent_required, :refresh_lifespan, :session_lifespan)
                        ON CONFLICT DO NOTHING"""), client, existing)
                        .bind("client_id", client.clientId())
                        .bind("service_account", client.serviceAccount())
                        .bind("built_in", client.builtIn())
                        .bind("manages", client.manages())
                        .bind("created_at", client.createdAt())
                        .execute()
                == 1);
    }

    /// The new version; absent when somebody else changed the client since it was read.
    public Optional<Long> update(Client client, List<ClientScope> existing) {
        return db.write(tx -> bound(tx.createQuery("""
                        UPDATE client SET name = :name, name_key = :name_key, description = :description,
                               enabled = :enabled, public_client = :public, pkce_required = :pkce,
                               grant_types = :grants, redirect_uris = :redirect_uris,
                               post_logout_redirect_uris = :post_logout, web_origins = :origins,
                               root_url = :root_url, home_url = :home_url, always_display_in_ui = :display,
                               scopes = :scopes, optional_scopes = :optional_scopes, audience = :audience,
                               token_lifespan_seconds = :lifespan, access_token_type = :token_type,
                               secret_storage = :storage, not_before = :not_before, mappers = :mappers,
                               service_account = :account, consent_required = :consent_required,
                               refresh_token_lifespan_seconds = :refresh_lifespan,
                               session_lifespan_seconds = :session_lifespan, version = version + 1
                         WHERE realm_id = :realm AND id = :id AND version = :version AND deleted_at IS NULL
                        RETURNING version"""), client, existing)
                .bind("version", client.version())
                .mapTo(Long.class)
                .findOne());
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

    /// Without the names of their scopes, and without those that go with their realm.
    public List<Client> binnedBefore(Instant then, int limit) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS
                                + " FROM client WHERE deleted_at IS NOT NULL AND deleted_at < :then AND manages IS NULL ORDER BY deleted_at LIMIT :limit")
                .bind("then", then)
                .bind("limit", limit)
                .map((row, _) -> client(row))
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

    /// By id, as the rows name them.
    private static Map<String, String> scopeNames(Handle tx, RealmId realm) {
        var names = new HashMap<String, String>();
        tx.createQuery("SELECT id, name FROM client_scope WHERE realm_id = :realm")
                .bind("realm", realm)
                .map((row, _) -> names.put(row.getString(1), row.getString(2)))
                .forEach(_ -> {});
        return names;
    }

    private static String ids(List<String> names, List<ClientScope> existing) {
        var ids = existing.stream()
                .collect(Collectors.toMap(ClientScope::name, scope -> scope.id().value()));
        return JsonText.of(names.stream().map(ids::get).filter(Objects::nonNull).toList());
    }

    /// The scopes of a row by name; one that is gone is simply not assigned any more.
    private static Client named(Client row, Map<String, String> byId) {
        var settings = row.settings();
        var named = settings.withScopes(names(settings.scopes(), byId), names(settings.optionalScopes(), byId));
        return row.with(named, row.version());
    }

    private static List<String> names(List<String> ids, Map<String, String> byId) {
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Client client, List<ClientScope> existing) {
        var settings = client.settings();
        var type = settings.accessTokenType();
        return statement
                .bind("id", client.id())
                .bind("realm", client.realm())
                .bind("name", settings.name())
                .bind("name_key", AnyCase.of(settings.name()))
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
                .bind("scopes", ids(settings.scopes(), existing))
                .bind("optional_scopes", ids(settings.optionalScopes(), existing))
                .bind("audience", JsonText.of(settings.audience()))
                .bind("lifespan", settings.tokenLifespanSeconds())
                .bind("token_type", type == null ? null : type.name())
                .bind("storage", settings.secretStorage().name())
                .bind("not_before", settings.notBefore())
                .bind("mappers", JsonText.of(settings.mappers()))
                .bind("account", settings.serviceAccount().text())
                .bind("consent_required", settings.consentRequired())
                .bind("refresh_lifespan", settings.refreshTokenLifespanSeconds())
                .bind("session_lifespan", settings.sessionLifespanSeconds());
    }

    /// With the ids of its scopes where their names belong.
    private static Client client(ResultSet row) throws SQLException {
        var managed = row.getString("manages");
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
                row.getBoolean("consent_required"),
                JsonText.texts(row.getString("scopes")),
                JsonText.texts(row.getString("optional_scopes")),
                JsonText.texts(row.getString("audience")),
                Columns.number(row, "token_lifespan_seconds"),
                Columns.number(row, "refresh_token_lifespan_seconds"),
                Columns.number(row, "session_lifespan_seconds"),
                tokenType == null ? null : AccessTokenType.valueOf(tokenType),
                SecretStorage.valueOf(row.getString("secret_storage")),
                row.getLong("not_before"),
                ProtocolMapper.list(row.getString("mappers")),
                ServiceAccount.of(row.getString("service_account")));
        return new Client(
                new ClientKey(row.getString("id")),
                new RealmId(row.getString("realm_id")),
                row.getString("client_id"),
                settings,
                new SubjectId(row.getString("service_account_id")),
                row.getBoolean("built_in"),
                managed == null ? null : new RealmId(managed),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"),
                Columns.instant(row, "deleted_at"));
    }
}
