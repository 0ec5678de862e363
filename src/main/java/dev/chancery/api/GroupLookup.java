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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        var parents =
                all.stream().flatMap(group -> Stream.ofNullable(group.parent())).collect(Collectors.toSet());
        var paths = new GroupPaths(groups).of(parents);
        return all.stream()
                .map(group -> {
                    var above = group.parent() == null ? "" : paths.getOrDefault(group.parent(), "");
                    return GroupDocument.of(realm, group, above + "/" + group.name());
                })
                .toList();
    }

    /// The names from the top to it, each after a slash.
    String path(Group group) {
        return new GroupPaths(groups).of(group);
    }
}
