package dev.chancery.group;

import dev.chancery.db.AnyCase;
import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which groups of a realm to list, by name: those in a group, or at the top; wherever they are, those that
/// are looked for without a `parent`.
///
/// @param search what is in their name, in any case
public record GroupFilter(
        @Nullable GroupId parent, @Nullable String search) {

    public static GroupFilter atTop() {
        return new GroupFilter(null, null);
    }

    private boolean isEverywhere() {
        return parent == null && search != null;
    }

    String where() {
        return isEverywhere() ? "" : " AND g.above = :above";
    }

    /// In different groups, several may have one name.
    List<String> order() {
        return isEverywhere() ? List.of("g.name", "g.id") : List.of("g.name");
    }

    List<Object> position(Group group) {
        return isEverywhere() ? List.of(group.name(), group.id().value()) : List.of(group.name());
    }

    String filter() {
        return search == null ? "" : "replace(g.name_key, :search, '') <> g.name_key";
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        if (!isEverywhere()) values.put("above", parent == null ? "" : parent.value());
        if (search != null) values.put("search", AnyCase.of(search));
        return values;
    }
}
