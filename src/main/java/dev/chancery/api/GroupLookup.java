package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.document.GroupDocument;
import dev.chancery.group.Group;
import dev.chancery.group.GroupPaths;
import dev.chancery.group.GroupStore;
import dev.chancery.http.Request;
import dev.chancery.id.GroupId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Finds the group that a path names, and says where it stands.
public record GroupLookup(GroupStore groups, Realms realms) {

    record Found(Realm realm, Group group) {}

    Found find(Request request, Actor actor, Permission permission) {
        var id = new GroupId(request.parameter("groupId"));
        var realm = ApiRequest.realmOf(request, actor, realms, () -> groups.realmOf(id), "group", permission);
        return new Found(realm, groups.find(realm.id(), id).orElseThrow(() -> ApiRequest.absent("group")));
    }

    GroupDocument document(Realm realm, Group group) {
        return GroupDocument.of(realm, group, path(group));
    }

    List<GroupDocument> documents(Realm realm, List<Group> all) {
        var above = new HashMap<Optional<GroupId>, String>();
        return all.stream()
                .map(group -> {
                    var parent = Optional.ofNullable(group.parent());
                    var path = above.computeIfAbsent(parent, _ -> parentOf(path(group)));
                    return GroupDocument.of(realm, group, path + "/" + group.name());
                })
                .toList();
    }

    private static String parentOf(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /// The names from the top to it, each after a slash.
    String path(Group group) {
        return new GroupPaths(groups).of(group);
    }
}
