package dev.chancery.group;

import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where groups stand: the names from the top, each after a slash, such as `/staff/desk`.
public record GroupPaths(GroupStore groups) {

    public String of(Group group) {
        return groups.allAbove(group).reversed().stream()
                .map(above -> "/" + above.name())
                .collect(Collectors.joining());
    }

    /// The same of several; none of one that is gone.
    public Map<GroupId, String> of(Set<GroupId> several) {
        return several.isEmpty() ? Map.of() : groups.paths(several);
    }

    public Optional<Group> find(RealmId realm, String path) {
        var found = Optional.<Group>empty();
        for (var name : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            found = groups.find(realm, found.map(Group::id).orElse(null), name);
            if (found.isEmpty()) return found;
        }
        return found;
    }
}
