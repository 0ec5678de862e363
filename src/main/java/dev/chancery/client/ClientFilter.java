package dev.chancery.client;

import dev.chancery.db.AnyCase;
import dev.chancery.id.RealmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which clients of a realm to list; an absent member lets all pass. Without an order they come by `client_id`, or by
/// name where only the name is looked for.
///
/// @param search the beginning of the `client_id`
/// @param name the beginning of the name, in any case
/// @param redirectUri what is in one of their redirect URIs
/// @param scope the name of a client scope that they have
/// @param unusedSince those with secrets, none of which was used since
/// @param binned those in the bin instead of those in use
public record ClientFilter(
        @Nullable String search,
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable Boolean publicClient,
        @Nullable Grant grantType,
        @Nullable String redirectUri,
        @Nullable String scope,
        @Nullable Instant unusedSince,
        boolean binned,
        @Nullable ClientOrder order) {
    private static final String HAS_SCOPE = """
            EXISTS (SELECT 1 FROM client_scope s
                     WHERE s.realm_id = :realm AND s.name = :scope
                       AND replace(client.scopes || client.optional_scopes, '"' || s.id || '"', '')
                           <> client.scopes || client.optional_scopes)""";
    private static final String UNUSED = """
            NOT public_client AND created_at < :unused
            AND NOT EXISTS (SELECT 1 FROM client_secret s WHERE s.client_id = client.id AND s.last_used_at >= :unused)""";

    public static ClientFilter all() {
        return new ClientFilter(null, null, null, null, null, null, null, null, false, null);
    }

    /// Whether it asks for what no change of a client announces.
    public boolean isAboutUse() {
        return unusedSince != null;
    }

    String where() {
        return binned ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL";
    }

    /// In the bin, several may have had one `client_id`.
    List<String> columns() {
        return switch (by()) {
            case CLIENT_ID -> binned ? List.of("client_id", "id") : List.of("client_id");
            case NAME -> List.of("name_key", "client_id");
            case CREATED_AT -> List.of("created_at", "id");
        };
    }

    List<Object> position(Client client) {
        return switch (by()) {
            case CLIENT_ID -> binned ? List.of(client.clientId(), client.id().value()) : List.of(client.clientId());
            case NAME -> List.of(AnyCase.of(client.settings().name()), client.clientId());
            case CREATED_AT ->
                List.of(client.createdAt().toEpochMilli(), client.id().value());
        };
    }

    boolean isNewestFirst() {
        return by() == ClientOrder.CREATED_AT;
    }

    String prefix() {
        var leading = switch (by()) {
            case CLIENT_ID -> search;
            case NAME -> name == null ? null : AnyCase.of(name);
            case CREATED_AT -> null;
        };
        return leading == null ? "" : leading;
    }

    /// What is asked beyond the prefix.
    String filter() {
        var asked = new ArrayList<String>();
        if (search != null && by() != ClientOrder.CLIENT_ID)
            asked.add("substr(client_id, 1, length(:search)) = :search");
        if (name != null && by() != ClientOrder.NAME) asked.add("substr(name_key, 1, length(:name)) = :name");
        if (enabled != null) asked.add("enabled = :enabled");
        if (publicClient != null) asked.add("public_client = :public");
        if (grantType != null) asked.add("grant_types LIKE :grant");
        if (redirectUri != null) asked.add("replace(redirect_uris, :redirect_uri, '') <> redirect_uris");
        if (scope != null) asked.add(HAS_SCOPE);
        if (unusedSince != null) asked.add(UNUSED);
        return String.join(" AND ", asked);
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        if (search != null) values.put("search", search);
        if (name != null) values.put("name", AnyCase.of(name));
        if (enabled != null) values.put("enabled", enabled);
        if (publicClient != null) values.put("public", publicClient);
        if (grantType != null) values.put("grant", "%\"" + grantType.wire + "\"%");
        if (redirectUri != null) values.put("redirect_uri", redirectUri);
        if (scope != null) values.put("scope", scope);
        if (unusedSince != null) values.put("unused", unusedSince);
        return values;
    }

    private ClientOrder by() {
        if (order != null) return order;
        return name != null && search == null && !binned ? ClientOrder.NAME : ClientOrder.CLIENT_ID;
    }
}
