package dev.chancery.scope;

import dev.chancery.id.RealmId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which client scopes of a realm to list, by name; an absent member lets all pass.
///
/// @param name what their names begin with
/// @param realmDefault how clients that are registered from now on get them
public record ScopeFilter(String name, @Nullable Assignment realmDefault) {

    public static ScopeFilter all() {
        return new ScopeFilter("", null);
    }

    String filter() {
        return realmDefault == null ? "" : "realm_default = :realm_default";
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        if (realmDefault != null) values.put("realm_default", realmDefault.name());
        return values;
    }
}
