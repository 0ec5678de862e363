package dev.chancery.api;

import static dev.chancery.document.Member.requireAbsent;
import static dev.chancery.document.Member.required;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.document.ScopeDocument;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.ScopeId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.scope.Assignment;
import dev.chancery.scope.ChangeScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.CreateScope;
import dev.chancery.scope.ScopeFilter;
import dev.chancery.scope.ScopeStore;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// `/api/scopes`: the client scopes of a realm. A client is given them by its members `scopes` and `optionalScopes`.
public record ScopesApi(Bearer bearer, Realms realms, ScopeStore scopes, CreateScope create, ChangeScope change) {

    private record Found(Realm realm, ClientScope scope) {}

    /// `GET /api/scopes?realm=`: a page, by name; with `name`, of those that begin with it; with
    /// `realmDefault`, of those that clients get so. Needs `VIEW_CLIENTS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_CLIENTS, realm.id());
        var filter = new ScopeFilter(
                Objects.requireNonNullElse(ApiRequest.prefix(request, "name"), ""),
                ApiRequest.choice(
                        request,
                        "realmDefault",
                        List.of(Assignment.values()),
                        each -> each.name().toLowerCase(Locale.ROOT)));
        var page = scopes.page(realm.id(), filter, ApiRequest.page(request));
        return ApiRequest.page(page.map(scope -> ScopeDocument.of(realm, scope)));
    }

    /// `POST /api/scopes`: 201 with the scope. Needs `MANAGE_CLIENTS`.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, ScopeDocument.class);
        var realm = ApiRequest.realm(required("realmName", wish.realmName()), actor, realms);
        requireAbsent("id", wish.id());
        requireAbsent("builtIn", wish.builtIn());
        requireAbsent("createdAt", wish.createdAt());
        var scope = create.run(actor, realm, null, required("name", wish.name()), wish.settings());
        return shown(201, new Found(realm, scope)).with("Location", "/api/scopes/" + scope.id());
    }

    /// `GET /api/scopes/{scopeId}`. Needs `VIEW_CLIENTS`.
    public Response get(Request request) {
        return shown(200, found(request, bearer.actor(request), Permission.VIEW_CLIENTS));
    }

    /// `PATCH /api/scopes/{scopeId}`: RFC 7396; with `If-Match`, only if nobody changed it meanwhile. Needs
    /// `MANAGE_CLIENTS`.
    public Response patch(Request request) {
        var actor = bearer.actor(request);
        var found = found(request, actor, Permission.MANAGE_CLIENTS);
        ApiRequest.requireMatch(request, found.scope().version());
        var patched =
                ApiRequest.patched(request, ScopeDocument.of(found.realm(), found.scope()), ScopeDocument.READ_ONLY);
        var wish = ApiRequest.convert(patched, ScopeDocument.class);
        var changed = change.run(actor, found.realm(), found.scope(), wish.settings());
        return shown(200, new Found(found.realm(), changed));
    }

    /// `DELETE /api/scopes/{scopeId}`: 204; the clients that had it lose it. A built-in one stays (409). Needs
    /// `MANAGE_CLIENTS`.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var found = found(request, actor, Permission.MANAGE_CLIENTS);
        ApiRequest.requireMatch(request, found.scope().version());
        change.delete(actor, found.realm(), found.scope());
        return Response.empty(204);
    }

    private Found found(Request request, Actor actor, Permission permission) {
        var id = new ScopeId(request.parameter("scopeId"));
        var realm = ApiRequest.realmOf(request, actor, realms, () -> scopes.realmOf(id), "scope", permission);
        return new Found(realm, scopes.find(realm.id(), id).orElseThrow(() -> ApiRequest.absent("scope")));
    }

    private static Response shown(int status, Found found) {
        return Response.json(status, ScopeDocument.of(found.realm(), found.scope()))
                .with("ETag", ApiRequest.tag(found.scope().version()));
    }
}
