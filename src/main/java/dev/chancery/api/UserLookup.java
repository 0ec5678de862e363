package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.http.Request;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;

/// Finds the person that a path names.
public record UserLookup(UserStore users, Realms realms) {

    record Found(Realm realm, User user) {}

    Found find(Request request, Actor actor, Permission permission) {
        var id = new SubjectId(request.parameter("id"));
        var realm = ApiRequest.realmOf(request, actor, realms, () -> users.realmOf(id), "person", permission);
        return new Found(realm, users.find(realm.id(), id).orElseThrow(() -> ApiRequest.absent("person")));
    }
}
