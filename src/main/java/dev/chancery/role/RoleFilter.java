package dev.chancery.role;

import dev.chancery.db.AnyCase;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which roles of a realm to list, by name: its own, those of a client, or all.
///
/// @param everywhere those of the realm and of its clients in use, instead of those of the one or the other
/// @param search what is in their name, in any case
public record RoleFilter(
        @Nullable ClientKey client,
        boolean everywhere,
        @Nullable String search) {

    public static RoleFilter ofRealm() {
        return new RoleFilter(null, false, null);
    }

    String where() {
        return everywhere ? " AND c.deleted_at IS NULL" : " AND r.container = :container";
    }

    /// Several clients may have a role of one name.
    List<String> order() {
        return everywhere ? List.of("r.name", "r.id") : List.of("r.name");
    }

    List<Object> position(Role role) {
        return everywhere ? List.of(role.name(), role.id().value()) : List.of(role.name());
    }

    String filter() {
        return search == null ? "" : "replace(r.name_key, :search, '') <> r.name_key";
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        if (!everywhere) values.put("container", client == null ? realm.value() : client.value());
        if (search != null) values.put("search", AnyCase.of(search));
        return values;
    }
}
