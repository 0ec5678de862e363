package dev.chancery.role;

import dev.chancery.db.AnyCase;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which roles of a realm to list, by name: its own, those of a client, or all; an absent member lets all of these
/// pass.
///
/// @param everywhere those of the realm and of its clients in use, instead of those of the one or the other
/// @param composite whether they are made of others
/// @param search what is in their name, in any case
public record RoleFilter(
        @Nullable ClientKey client,
        boolean everywhere,
        @Nullable RoleKind kind,
        @Nullable Boolean composite,
        @Nullable String search) {

    public static RoleFilter ofRealm() {
        return new RoleFilter(null, false, null, null, null);
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
        var asked = new ArrayList<String>();
        if (kind != null) asked.add("r.client_id IS " + (kind == RoleKind.REALM ? "NULL" : "NOT NULL"));
        if (composite != null)
            asked.add("EXISTS (SELECT 1 FROM role_composite k WHERE k.parent_id = r.id) = :composite");
        if (search != null) asked.add("replace(r.name_key, :search, '') <> r.name_key");
        return String.join(" AND ", asked);
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        if (!everywhere) values.put("container", client == null ? realm.value() : client.value());
        if (composite != null) values.put("composite", composite);
        if (search != null) values.put("search", AnyCase.of(search));
        return values;
    }
}
