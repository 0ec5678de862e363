package dev.chancery.client;

import dev.chancery.db.AnyCase;
import dev.chancery.id.RealmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which clients of a realm to list; an absent member lets all pass. They come by `client_id`, or by name where only
/// the name is looked for.
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
        boolean binned) {
    private static final String HAS_SCOPE = """
            EXISTS (SELECT 1 FROM client_scope s
                     WHERE s.realm_id = :realm AND s.name = :scope
                       AND replace(client.scopes || client.optional_scopes, '"' || s.id || '"', '')
                           <> client.scopes || client.optional_scopes)""";
    private static final String UNUSED = """
            NOT public_client AND created_at < :unused
            AND NOT EXISTS (SELECT 1 FROM client_secret s WHERE s.client_id = client.id AND s.last_used_at >= :unused)""";

    public static ClientFilter all() {
        return new ClientFilter(null, null, null, null, null, null, null, null, false);
    }

    /// Whether it asks for what no change of a client announces.
    public boolean isAboutUse() {
        return unusedSince != null;
    }

    String where() {
        return binned ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL";
    }

    /// In the bin, several may have had one `client_id`.
    List<String> order() {
        if (binned) return List.of("client_id", "id");
        return isByName() ? List.of("name_key", "client_id") : List.of("client_id");
    }

    List<Object> position(Client client) {
        if (binned) return List.of(client.clientId(), client.id().value());
        return isByName()
                ? List.of(AnyCase.of(client.settings().name()), client.clientId())
                : List.of(client.clientId());
    }

    String prefix() {
        if (name != null && isByName()) return AnyCase.of(name);
        return search == null ? "" : search;
    }

    /// What is asked beyond the prefix.
    String filter() {
        var asked = new ArrayList<String>();
        if (name != null && !isByName()) asked.add("substr(name_key, 1, length(:name)) = :name");
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
        if (name != null) values.put("name", AnyCase.of(name));
        if (enabled != null) values.put("enabled", enabled);
        if (publicClient != null) values.put("public", publicClient);
        if (grantType != null) values.put("grant", "%\"" + grantType.wire + "\"%");
        if (redirectUri != null) values.put("redirect_uri", redirectUri);
        if (scope != null) values.put("scope", scope);
        if (unusedSince != null) values.put("unused", unusedSince);
        return values;
    }

    private boolean isByName() {
        return name != null && search == null && !binned;
    }
}
