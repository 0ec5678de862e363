package dev.chancery.api;

import static dev.chancery.api.ApiRequest.or;
import static dev.chancery.api.ApiRequest.requireAbsent;
import static dev.chancery.api.ApiRequest.required;
import static dev.chancery.api.ApiRequest.time;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RoleId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.role.CreateRole;
import dev.chancery.role.Role;
import dev.chancery.role.RoleStore;
import org.jspecify.annotations.Nullable;

/// `/api/rbac/roles`: the roles of a realm.
public record RolesApi(Bearer bearer, Realms realms, RoleStore roles, CreateRole create) {

    /// @param composite not available in this version
    /// @param builtIn it carries permissions on this server, and cannot be deleted
    record RoleDocument(
            @Nullable String id,
            @Nullable String realmName,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean composite,
            @Nullable Boolean builtIn,
            @Nullable String createdAt) {

        static RoleDocument of(Realm realm, Role role) {
            return new RoleDocument(
                    role.id().value(),
                    realm.name(),
                    role.name(),
                    role.description(),
                    false,
                    role.builtIn(),
                    time(role.createdAt()));
        }
    }

    private record Found(Realm realm, Role role) {}

    /// `GET /api/rbac/roles?realm=`: a page, by name. Needs `VIEW_USERS` or `VIEW_REALMS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        requireView(actor);
        var page = roles.page(realm.id(), ApiRequest.page(request));
        return ApiRequest.page(page.map(role -> RoleDocument.of(realm, role)));
    }

    /// `POST /api/rbac/roles`: 201 with the role. Needs `MANAGE_REALMS`.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, RoleDocument.class);
        var realm = ApiRequest.realm(required("realmName", wish.realmName()), actor, realms);
        requireAbsent("id", wish.id());
        requireAbsent("builtIn", wish.builtIn());
        requireAbsent("createdAt", wish.createdAt());
        if (or(wish.composite(), false)) throw Refused.invalid("composite", "This is not available in this version.");
        var role = create.run(actor, realm, required("name", wish.name()), or(wish.description(), ""));
        return Response.json(201, RoleDocument.of(realm, role)).with("Location", "/api/rbac/roles/" + role.id());
    }

    /// `GET /api/rbac/roles/{roleId}`. Needs `VIEW_USERS` or `VIEW_REALMS`.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        requireView(actor);
        var found = found(request, actor);
        return Response.json(200, RoleDocument.of(found.realm(), found.role()));
    }

    /// `DELETE /api/rbac/roles/{roleId}`: 204; its holders lose it. A built-in one stays (409). Needs `MANAGE_REALMS`.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        actor.requireSomewhere(Permission.MANAGE_REALMS);
        create.delete(actor, found(request, actor).role());
        return Response.empty(204);
    }

    /// Whoever manages people must see what there is to grant.
    private static void requireView(Actor actor) {
        if (!actor.permissions().contains(Permission.VIEW_USERS)) actor.requireSomewhere(Permission.VIEW_REALMS);
    }

    private Found found(Request request, Actor actor) {
        var id = new RoleId(request.parameter("roleId"));
        var realm = ApiRequest.realmOf(request, actor, realms, roles.realmOf(id), "role");
        return new Found(realm, roles.find(realm.id(), id).orElseThrow(() -> ApiRequest.absent("role")));
    }
}
