package dev.chancery.client;

import dev.chancery.db.Keyset;
import dev.chancery.id.RealmId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        if (search != null) putRange(values, "search", search);
        if (name != null) putRange(values, "name", name.toLowerCase(Locale.ROOT));
        if (enabled != null) values.put("enabled", enabled);
        if (publicClient != null) values.put("public", publicClient);
        if (grantType != null) values.put("grant", "%\"" + grantType.wire + "\"%");
        return values;
    }

    private static void putRange(Map<String, Object> values, String column, String prefix) {
        values.put(column, prefix);
        values.put(column + "_end", prefix + Keyset.LAST);
    }
}
