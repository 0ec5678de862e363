package dev.chancery.client;

import java.util.Locale;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Which clients of a realm to list; an absent member lets all pass.
///
/// @param search the beginning of the `client_id`
/// @param name the beginning of the name, in any case
/// @param binned those in the bin instead of those in use
public record ClientFilter(
        @Nullable String search,
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable Boolean publicClient,
        @Nullable Grant grantType,
        boolean binned) {

    public static ClientFilter all() {
        return new ClientFilter(null, null, null, null, null, false);
    }

    String where() {
        return (binned ? " AND deleted_at IS NOT NULL" : " AND deleted_at IS NULL")
                + (search == null ? "" : " AND client_id >= :search AND client_id < :search_end")
                + (name == null ? "" : " AND name_key >= :name AND name_key < :name_end")
                + (enabled == null ? "" : " AND enabled = :enabled")
                + (publicClient == null ? "" : " AND public_client = :public")
                + (grantType == null ? "" : " AND grant_types LIKE :grant");
    }

    Query bound(Query query) {
        if (search != null) query.bind("search", search).bind("search_end", search + "\uffff");
        if (name != null) {
            var key = name.toLowerCase(Locale.ROOT);
            query.bind("name", key).bind("name_end", key + "\uffff");
        }
        if (enabled != null) query.bind("enabled", enabled);
        if (publicClient != null) query.bind("public", publicClient);
        if (grantType != null) query.bind("grant", "%\"" + grantType.wire + "\"%");
        return query;
    }
}
