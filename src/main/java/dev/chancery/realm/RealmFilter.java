package dev.chancery.realm;

import dev.chancery.db.Among;
import dev.chancery.id.RealmId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which realms to list, by name; an absent member lets all pass.
///
/// @param binned those in the bin instead of those in use
/// @param name what their names begin with
/// @param only those of them that there may be
public record RealmFilter(
        boolean binned,
        String name,
        @Nullable Boolean enabled,
        @Nullable Set<RealmId> only) {

    public static RealmFilter inUse() {
        return new RealmFilter(false, "", null, null);
    }

    private Among among() {
        return Among.of(only == null ? Set.of() : only);
    }

    /// What is asked for, and not of whom: they may see one more realm while they turn over.
    String asked() {
        return "%s %s %s".formatted(binned, enabled, name);
    }

    String where() {
        return "deleted_at " + (binned ? "> 0" : "IS NULL") + (only == null ? "" : " AND " + among().in("id"));
    }

    String filter() {
        return enabled == null ? "" : "enabled = :enabled";
    }

    Map<String, Object> values() {
        var values = new HashMap<>(among().values());
        if (enabled != null) values.put("enabled", enabled);
        return values;
    }
}
