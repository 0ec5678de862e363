package dev.chancery.api;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.requireAbsent;
import static dev.chancery.document.Member.required;

import dev.chancery.admin.Permission;
import dev.chancery.document.UserDocument;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.realm.Realms;
import dev.chancery.user.ChangeUser;
import dev.chancery.user.CreateUser;
import dev.chancery.user.SetPassword;
import dev.chancery.user.UserFilter;
import dev.chancery.user.UserOrder;
import dev.chancery.user.UserStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/users`: the accounts of people. An account of a realm that the caller cannot see is not there.
public record UsersApi(
        Bearer bearer,
        Realms realms,
        UserLookup lookup,
        UserStore users,
        CreateUser create,
        ChangeUser change,
        SetPassword passwords) {

    /// @param temporary whether they must change it when they sign in with it
    record NewPassword(@Nullable String password, @Nullable Boolean temporary) {}

    /// `GET /api/users?realm=`: a page, by user name or by what is looked for: the beginning of a `username`, `email`,
    /// `firstName` or `lastName`, or with `search` of any of these; or with `sort` by `username`, `email` or
    /// `createdAt`. Needs `VIEW_USERS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_USERS, realm.id());
        var page = users.page(realm.id(), filter(request), ApiRequest.page(request));
        return ApiRequest.page(page.map(user -> UserDocument.of(realm, user)));
    }

    /// `POST /api/users`: 201 with the person; without a `password` nobody can sign in as them yet. Needs
    /// `MANAGE_USERS`.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, UserDocument.class);
        var realm = ApiRequest.realm(required("realmName", wish.realmName()), actor, realms);
        requireAbsent("id", wish.id());
        requireAbsent("createdAt", wish.createdAt());
        var user = create.run(actor, realm, null, wish.settings(), wish.password());
        return shown(201, new UserLookup.Found(realm, user)).with("Location", "/api/users/" + user.id());
    }

    /// `GET /api/users/{id}`. Needs `VIEW_USERS`.
    public Response get(Request request) {
        return shown(200, lookup.find(request, bearer.actor(request), Permission.VIEW_USERS));
    }

    /// `PATCH /api/users/{id}` (RFC 7396), and `PUT`, which does the same: absent members stay as they are. With
    /// `If-Match`, only if nobody changed the person meanwhile. Needs `MANAGE_USERS`, and all that they may do.
    public Response patch(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_USERS);
        ApiRequest.requireMatch(request, found.user().version());
        var current = UserDocument.of(found.realm(), found.user());
        var patched = ApiRequest.patched(request, current, UserDocument.READ_ONLY);
        var wish = ApiRequest.convert(patched, UserDocument.class);
        var changed = change.run(actor, found.realm(), found.user(), wish.settings());
        return shown(200, new UserLookup.Found(found.realm(), changed));
    }

    /// `DELETE /api/users/{id}`: 204; at once and for good. The last administrator stays (409). Needs `MANAGE_USERS`,
    /// and all that the person may do.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_USERS);
        ApiRequest.requireMatch(request, found.user().version());
        change.delete(actor, found.realm(), found.user());
        return Response.empty(204);
    }

    /// `PUT /api/users/{id}/password`: 204. Needs `MANAGE_USERS`, and every role that the person holds, as for granting
    /// it, since whoever sets a password can act as them.
    public Response setPassword(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_USERS);
        var wish = Json.read(request, NewPassword.class);
        var password = required("password", wish.password());
        passwords.run(actor, found.realm(), found.user(), password, or(wish.temporary(), false));
        return Response.empty(204);
    }

    private static UserFilter filter(Request request) {
        return new UserFilter(
                ApiRequest.prefix(request, "search"),
                ApiRequest.prefix(request, "username"),
                ApiRequest.prefix(request, "email"),
                ApiRequest.prefix(request, "firstName"),
                ApiRequest.prefix(request, "lastName"),
                ApiRequest.flag(request, "enabled"),
                ApiRequest.sort(request, List.of(UserOrder.values()), by -> by.wire));
    }

    private static Response shown(int status, UserLookup.Found found) {
        return Response.json(status, UserDocument.of(found.realm(), found.user()))
                .with("ETag", ApiRequest.tag(found.user().version()))
                .noStore();
    }
}
