package dev.chancery.api;

import static dev.chancery.document.Member.requireAbsent;
import static dev.chancery.document.Member.required;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.ClientStore;
import dev.chancery.document.RoleDocument;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RoleId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.role.DefineRole;
import dev.chancery.role.Role;
import dev.chancery.role.RoleFilter;
import dev.chancery.role.RoleKind;
import dev.chancery.role.RoleNames;
import dev.chancery.role.RolePartStore;
import dev.chancery.role.RoleStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/api/rbac/roles`: the roles of a realm.
public record RolesApi(
        Bearer bearer, Realms realms, RoleStore roles, RolePartStore parts, DefineRole define, ClientStore clients) {

    /// Whoever manages people must see what there is to grant.
    private static final Permission[] VIEW = {Permission.VIEW_USERS, Permission.VIEW_REALMS};

    /// Of the realm's own roles, or of those of clients.
    private static final Permission[] MANAGE = {Permission.MANAGE_REALMS, Permission.MANAGE_CLIENTS};

    private record Found(Realm realm, Role role) {}

    /// `GET /api/rbac/roles?realm=`: a page of the realm's own, by name; with `client=`, of those of a client;
    /// with `everywhere=true`, of both; with `kind=client`, of those of all clients. `composite` filters by
    /// whether they are made of others, `search` by a part of the name. Needs `VIEW_USERS` or `VIEW_REALMS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.requireAny(realm.id(), VIEW);
        var page = roles.page(realm.id(), filter(realm, request), ApiRequest.page(request));
        var within = parts.allIn(page.content());
        return ApiRequest.page(page.map(role -> document(realm, role, within)));
    }

    private RoleFilter filter(Realm realm, Request request) {
        var kind = ApiRequest.choice(request, "kind", List.of(RoleKind.values()), each -> each.wire);
        var both = Boolean.TRUE.equals(ApiRequest.flag(request, "everywhere"));
        var owner = both
                ? Optional.<Role.Owner>empty()
                : request.query().one("client").map(client -> owner(realm, client));
        return new RoleFilter(
                owner.map(Role.Owner::id).orElse(null),
                kind == null ? both : kind == RoleKind.CLIENT && owner.isEmpty(),
                kind,
                ApiRequest.flag(request, "composite"),
                ApiRequest.prefix(request, "search"));
    }

    /// `POST /api/rbac/roles`: 201 with the role. Needs `MANAGE_REALMS`, or `MANAGE_CLIENTS` for a role of a
    /// client; and to hold what it is made of.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, RoleDocument.class);
        var realm = ApiRequest.realm(required("realmName", wish.realmName()), actor, realms);
        requireAbsent("id", wish.id());
        requireAbsent("builtIn", wish.builtIn());
        requireAbsent("createdAt", wish.createdAt());
        var client = wish.clientId();
        requireManage(actor, realm, client != null);
        if (wish.composite() != null && wish.composite() != !wish.parts().equals(RoleNames.NONE))
            throw Refused.invalid("composite", "This follows from composites: say what it is made of.");
        var owner = client == null ? null : owner(realm, client);
        var role = define.run(actor, realm, null, owner, required("name", wish.name()), wish.settings(), wish.parts());
        return shown(201, realm, role).with("Location", "/api/rbac/roles/" + role.id());
    }

    /// `GET /api/rbac/roles/{roleId}`. Needs `VIEW_USERS` or `VIEW_REALMS`.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var found = found(request, actor, VIEW);
        return shown(200, found.realm(), found.role());
    }

    /// `PATCH /api/rbac/roles/{roleId}`: RFC 7396; with `If-Match`, only if nobody changed it meanwhile. Needs what
    /// creating it needs.
    public Response patch(Request request) {
        var actor = bearer.actor(request);
        var found = found(request, actor, MANAGE);
        ApiRequest.requireMatch(request, found.role().version());
        var current = document(found.realm(), found.role());
        var patched = ApiRequest.patched(request, current, RoleDocument.READ_ONLY);
        var wish = ApiRequest.convert(patched, RoleDocument.class);
        var changed = define.change(
                actor,
                found.realm(),
                found.role(),
                required("name", wish.name()),
                wish.settings(),
                current.parts(),
                wish.parts());
        return shown(200, found.realm(), changed);
    }

    /// `DELETE /api/rbac/roles/{roleId}`: 204; its holders lose it. A built-in one stays (409). Needs what creating it
    /// needs.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var found = found(request, actor, MANAGE);
        ApiRequest.requireMatch(request, found.role().version());
        define.delete(actor, found.realm(), found.role());
        return Response.empty(204);
    }

    private Role.Owner owner(Realm realm, String clientId) {
        return clients.find(realm.id(), clientId)
                .map(client -> new Role.Owner(client.id(), client.clientId()))
                .orElseThrow(() -> ApiRequest.absent("client"));
    }

    private RoleDocument document(Realm realm, Role role) {
        return document(realm, role, parts.allIn(List.of(role)));
    }

    private static RoleDocument document(Realm realm, Role role, Map<RoleId, List<Role>> within) {
        return RoleDocument.of(realm, role, RoleNames.of(within.getOrDefault(role.id(), List.of())));
    }

    private Response shown(int status, Realm realm, Role role) {
        return Response.json(status, document(realm, role)).with("ETag", ApiRequest.tag(role.version()));
    }

    private static void requireManage(Actor actor, Realm realm, boolean ofClient) {
        if (!ofClient || !actor.may(Permission.MANAGE_REALMS, realm.id()))
            actor.require(ofClient ? Permission.MANAGE_CLIENTS : Permission.MANAGE_REALMS, realm.id());
    }

    private Found found(Request request, Actor actor, Permission... enough) {
        var id = new RoleId(request.parameter("roleId"));
        var realm = ApiRequest.realmOf(request, actor, realms, () -> roles.realmOf(id), "role", enough);
        return new Found(realm, roles.find(realm.id(), id).orElseThrow(() -> ApiRequest.absent("role")));
    }
}
