package dev.chancery.document;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.group.Group;
import dev.chancery.group.GroupSettings;
import dev.chancery.id.GroupId;
import dev.chancery.realm.Attributes;
import dev.chancery.realm.Realm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A group as the API shows and takes it.
///
/// @param parentId the group that it is in; null at the top
/// @param path the names from the top to it, each after a slash
/// @param attributes what its members have where they have none of their own
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GroupDocument(
        @Nullable String id,
        @Nullable String realmName,
        @Nullable String parentId,
        @Nullable String path,
        @Nullable String name,
        @Nullable String description,
        @Nullable Map<String, List<String>> attributes,
        @Nullable String createdAt) {

    public GroupSettings settings() {
        return new GroupSettings(or(description, ""), new Attributes(or(attributes, Map.of())));
    }

    @Nullable
    public GroupId parent() {
        return parentId == null ? null : new GroupId(parentId);
    }

    public static GroupDocument of(Realm realm, Group group, String path) {
        return new GroupDocument(
                group.id().value(),
                realm.name(),
                group.parent() == null ? null : group.parent().value(),
                path,
                group.name(),
                group.settings().description(),
                group.settings().attributes().values(),
                time(group.createdAt()));
    }
}
