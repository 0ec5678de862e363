package dev.chancery.api;

import static dev.chancery.document.Member.requireAbsent;
import static dev.chancery.document.Member.required;

import dev.chancery.admin.Permission;
import dev.chancery.document.GroupDocument;
import dev.chancery.group.DefineGroup;
import dev.chancery.group.Group;
import dev.chancery.group.GroupFilter;
import dev.chancery.group.GroupStore;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.GroupId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.Set;

/// `/api/groups`: the groups of a realm, a tree. Their roles are granted like those of people.
public record GroupsApi(Bearer bearer, Realms realms, GroupStore groups, GroupLookup lookup, DefineGroup define) {
    private static final Set<String> READ_ONLY = Set.of("id", "realmName", "path", "createdAt");

    /// `GET /api/groups?realm=`: a page of those at the top, by name; with `parent=`, of those in a group;
    /// with `search=`, of those whose name contains it, wherever they are. Needs `VIEW_USERS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_USERS, realm.id());
        var parent = request.query()
                .one("parent")
                .map(id -> groups.find(realm.id(), new GroupId(id)).orElseThrow(() -> ApiRequest.absent("group")));
        var filter = new GroupFilter(parent.map(Group::id).orElse(null), ApiRequest.prefix(request, "search"));
        var page = groups.page(realm.id(), filter, ApiRequest.page(request));
        return ApiRequest.page(page.with(lookup.documents(realm, page.content())));
    }

    /// `POST /api/groups`: 201 with the group. Needs `MANAGE_USERS`.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, GroupDocument.class);
        var realm = ApiRequest.realm(required("realmName", wish.realmName()), actor, realms);
        requireAbsent("id", wish.id());
        requireAbsent("path", wish.path());
        requireAbsent("createdAt", wish.createdAt());
        var group = define.run(actor, realm, null, wish.parent(), required("name", wish.name()), wish.settings());
        return shown(201, realm, group).with("Location", "/api/groups/" + group.id());
    }

    /// `GET /api/groups/{groupId}`. Needs `VIEW_USERS`.
    public Response get(Request request) {
        var found = lookup.find(request, bearer.actor(request), Permission.VIEW_USERS);
        return shown(200, found.realm(), found.group());
    }

    /// `PATCH /api/groups/{groupId}`: RFC 7396; with `If-Match`, only if nobody changed it meanwhile. Another
    /// `parentId` moves it, with all below it: then the actor must hold what its old place gives and its new one.
    /// Needs `MANAGE_USERS`.
    public Response patch(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_USERS);
        ApiRequest.requireMatch(request, found.group().version());
        var patched = ApiRequest.patched(request, lookup.document(found.realm(), found.group()), READ_ONLY);
        var wish = ApiRequest.convert(patched, GroupDocument.class);
        var name = required("name", wish.name());
        var changed = define.change(actor, found.realm(), found.group(), wish.parent(), name, wish.settings());
        return shown(200, found.realm(), changed);
    }

    /// `DELETE /api/groups/{groupId}`: 204; all groups below it go with it. Needs `MANAGE_USERS`, and all that their
    /// members lose.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_USERS);
        ApiRequest.requireMatch(request, found.group().version());
        define.delete(actor, found.realm(), found.group());
        return Response.empty(204);
    }

    private Response shown(int status, Realm realm, Group group) {
        return Response.json(status, lookup.document(realm, group)).with("ETag", ApiRequest.tag(group.version()));
    }
}
