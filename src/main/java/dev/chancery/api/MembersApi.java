package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.document.UserDocument;
import dev.chancery.group.GroupStore;
import dev.chancery.group.JoinGroup;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realms;
import dev.chancery.user.User;
import dev.chancery.user.UserFilter;
import dev.chancery.user.UserStore;

/// `/api/groups/{groupId}/members` and `/api/users/{id}/groups`: who is in which group.
public record MembersApi(
        Bearer bearer, Realms realms, GroupLookup groups, GroupStore store, UserStore users, JoinGroup join) {

    /// `GET /api/groups/{groupId}/members`: a page of people, by user name, but for those in groups below. With
    /// `search=`, those of whom any name begins with it. Needs `VIEW_USERS`.
    public Response members(Request request) {
        var found = groups.find(request, bearer.actor(request), Permission.VIEW_USERS);
        var realm = found.realm();
        var page = store.pageOfMembers(
                found.group(), UserFilter.term(ApiRequest.prefix(request, "search")), ApiRequest.page(request));
        var people = users.all(realm.id(), page.content()).stream()
                .map(user -> UserDocument.of(realm, user))
                .toList();
        return ApiRequest.page(page.with(people));
    }

    /// `PUT /api/groups/{groupId}/members/{id}`: 204, also when they are in it already. Needs `MANAGE_USERS`, and all
    /// that its members hold by it.
    public Response add(Request request) {
        var actor = bearer.actor(request);
        var found = groups.find(request, actor, Permission.MANAGE_USERS);
        join.run(actor, found.realm(), found.group(), member(request, found));
        return Response.empty(204);
    }

    /// `DELETE /api/groups/{groupId}/members/{id}`: 204, also when they are not in it. Needs what adding needs.
    public Response remove(Request request) {
        var actor = bearer.actor(request);
        var found = groups.find(request, actor, Permission.MANAGE_USERS);
        join.leave(actor, found.realm(), found.group(), member(request, found));
        return Response.empty(204);
    }

    /// `GET /api/users/{id}/groups`: all groups that the person was put into. Needs `VIEW_USERS`.
    public Response groupsOf(Request request) {
        Actor actor = bearer.actor(request);
        var id = new SubjectId(request.parameter("id"));
        var realm =
                ApiRequest.realmOf(request, actor, realms, () -> users.realmOf(id), "person", Permission.VIEW_USERS);
        return ApiRequest.whole(store.allOf(realm.id(), id).stream()
                .map(group -> groups.document(realm, group))
                .toList());
    }

    private User member(Request request, GroupLookup.Found found) {
        return users.find(found.realm().id(), new SubjectId(request.parameter("id")))
                .orElseThrow(() -> ApiRequest.absent("person"));
    }
}
