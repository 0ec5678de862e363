package dev.chancery.api;

import static dev.chancery.api.ApiRequest.requireAbsent;
import static dev.chancery.api.ApiRequest.required;

import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.ChangeClient;
import dev.chancery.client.Client;
import dev.chancery.client.ClientFilter;
import dev.chancery.client.DeleteClient;
import dev.chancery.client.Grant;
import dev.chancery.client.ListedClients;
import dev.chancery.client.RegisterClient;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.ClientKey;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.scope.Scopes;
import org.jspecify.annotations.Nullable;

/// `/api/clients`: the registrations of OAuth clients.
public record ClientsApi(
        Bearer bearer,
        Realms realms,
        ListedClients clients,
        Scopes scopes,
        ClientLookup lookup,
        RegisterClient register,
        ChangeClient change,
        DeleteClient delete) {

    /// `GET /api/clients?realm=`: a page; `clientId` and `name` filter by their beginning, `enabled`, `publicClient`,
    /// `grantType` and `deleted` exactly.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_CLIENTS, realm.id());
        var hidden = scopes.hidden(realm.id());
        var page = clients.page(realm.id(), filter(request), ApiRequest.page(request));
        return ApiRequest.page(page.map(client -> ClientDocument.of(realm, client, null, hidden)));
    }

    /// `POST /api/clients`: 201 with the client and, this once, its secret.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, ClientDocument.class);
        var realm = ApiRequest.realm(required("realmName", wish.realmName()), actor, realms);
        requireAbsent("id", wish.id());
        requireAbsent("clientSecret", wish.clientSecret());
        requireAbsent("createdAt", wish.createdAt());
        requireAbsent("serviceAccountId", wish.serviceAccountId());
        requireAbsent("serviceAccountUsername", wish.serviceAccountUsername());
        requireAbsent("deletedAt", wish.deletedAt());
        var registered = register.run(actor, realm, wish.clientId(), wish.settings());
        return shown(201, realm, registered.client(), registered.secret())
                .with("Location", "/api/clients/" + registered.client().id());
    }

    /// `GET /api/clients/{clientId}`, by `clientId` or `id`.
    public Response get(Request request) {
        var found = lookup.find(request, bearer.actor(request), Permission.VIEW_CLIENTS);
        return shown(200, found.realm(), found.client(), null);
    }

    /// `PATCH /api/clients/{clientId}`: RFC 7396; with `If-Match`, only if nobody changed the client meanwhile.
    public Response patch(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        ApiRequest.requireMatch(request, found.client().version());
        var current = ClientDocument.of(
                found.realm(), found.client(), null, scopes.hidden(found.realm().id()));
        var patched = ApiRequest.patched(request, current, ClientDocument.READ_ONLY);
        var wish = ApiRequest.convert(patched, ClientDocument.class);
        var changed = change.run(actor, found.realm(), found.client(), wish.settings());
        return shown(200, found.realm(), changed, null);
    }

    /// `DELETE /api/clients/{clientId}`: 204; it rests in the bin for 30 days.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        ApiRequest.requireMatch(request, found.client().version());
        delete.run(actor, found.realm(), found.client());
        return Response.empty(204);
    }

    /// `POST /api/clients/{clientId}/restore?realm=`: takes it out of the bin, by its `id`.
    public Response restore(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        var restored = delete.restore(actor, realm, new ClientKey(request.parameter("clientId")));
        return shown(200, realm, restored, null);
    }

    private Response shown(int status, Realm realm, Client client, @Nullable String secret) {
        return Response.json(status, ClientDocument.of(realm, client, secret, scopes.hidden(realm.id())))
                .with("ETag", ApiRequest.tag(client.version()))
                .noStore();
    }

    private static ClientFilter filter(Request request) {
        var query = request.query();
        var grant = query.one("grantType")
                .map(wire -> Grant.find(wire)
                        .orElseThrow(() -> Refused.invalid("grantType", "There is no such grant type.")));
        return new ClientFilter(
                query.one("clientId").orElse(null),
                query.one("name").orElse(null),
                ApiRequest.flag(request, "enabled"),
                ApiRequest.flag(request, "publicClient"),
                grant.orElse(null),
                Boolean.TRUE.equals(ApiRequest.flag(request, "deleted")));
    }
}
