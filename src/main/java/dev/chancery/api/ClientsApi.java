package dev.chancery.api;

import static dev.chancery.document.Member.requireAbsent;
import static dev.chancery.document.Member.required;

import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.AccountRoles;
import dev.chancery.client.ChangeClient;
import dev.chancery.client.Client;
import dev.chancery.client.ClientFilter;
import dev.chancery.client.ClientOrder;
import dev.chancery.client.DeleteClient;
import dev.chancery.client.Grant;
import dev.chancery.client.RegisterClient;
import dev.chancery.document.ClientDocument;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.ClientKey;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.role.RoleNames;
import java.util.List;
import java.util.Objects;

/// `/api/clients`: the registrations of OAuth clients.
public record ClientsApi(
        Bearer bearer,
        Realms realms,
        ListedClients clients,
        ShownClients shown,
        ClientLookup lookup,
        RegisterClient register,
        ChangeClient change,
        DeleteClient delete,
        AccountRoles roles) {

    /// `GET /api/clients?realm=`: a page; `clientId` and `name` filter by their beginning, `enabled`, `publicClient`,
    /// `grantType`, `scope` and `deleted` exactly, `redirectUri` by a part of one, `unusedSince` by use;
    /// `sort` by `clientId`, `name` or `createdAt`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_CLIENTS, realm.id());
        return clients.page(realm, filter(request), ApiRequest.page(request));
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
        wish.requireActing();
        var registered =
                register.run(actor, realm, RegisterClient.Wish.named(wish.clientId()), wish.settings(), wish.roles());
        var granted = wish.roles().equals(RoleNames.NONE) ? RoleNames.NONE : roles.of(registered.client());
        var document = shown.document(realm, registered.client(), registered.secret(), granted);
        return answer(201, registered.client(), document)
                .with("Location", "/api/clients/" + registered.client().id());
    }

    /// `GET /api/clients/{clientId}`, by `clientId` or `id`.
    public Response get(Request request) {
        var found = lookup.find(request, bearer.actor(request), Permission.VIEW_CLIENTS);
        return shown(found.realm(), found.client());
    }

    /// `PATCH /api/clients/{clientId}`: RFC 7396; with `If-Match`, only if nobody changed the client meanwhile.
    public Response patch(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        ApiRequest.requireMatch(request, found.client().version());
        var current = document(found.realm(), found.client());
        var patched = ApiRequest.patched(request, current, ClientDocument.READ_ONLY);
        var wish = ApiRequest.convert(patched, ClientDocument.class);
        if (!Objects.equals(wish.serviceAccount(), current.serviceAccount())) wish.requireActing();
        var roles = new AccountRoles.Change(current.roles(), wish.roles());
        var changed = change.run(actor, found.realm(), found.client(), wish.settings(), roles);
        return shown(found.realm(), changed);
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
        return shown(realm, restored);
    }

    private Response shown(Realm realm, Client client) {
        return answer(200, client, document(realm, client));
    }

    private static Response answer(int status, Client client, ClientDocument document) {
        return Response.json(status, document)
                .with("ETag", ApiRequest.tag(client.version()))
                .noStore();
    }

    private ClientDocument document(Realm realm, Client client) {
        return shown.document(realm, client, null, roles.of(client));
    }

    private static ClientFilter filter(Request request) {
        var query = request.query();
        var grant = query.one("grantType")
                .map(wire -> Grant.find(wire)
                        .orElseThrow(() -> Refused.invalid("grantType", "There is no such grant type.")));
        var binned = Boolean.TRUE.equals(ApiRequest.flag(request, "deleted"));
        var order = ApiRequest.sort(request, List.of(ClientOrder.values()), by -> by.wire);
        if (binned && order != null && order != ClientOrder.CLIENT_ID)
            throw Refused.invalid("sort", "Those in the bin go by clientId.");
        return new ClientFilter(
                ApiRequest.prefix(request, "clientId"),
                ApiRequest.prefix(request, "name"),
                ApiRequest.flag(request, "enabled"),
                ApiRequest.flag(request, "publicClient"),
                grant.orElse(null),
                ApiRequest.prefix(request, "redirectUri"),
                ApiRequest.prefix(request, "scope"),
                ApiRequest.begin(ApiRequest.day(request, "unusedSince")),
                binned,
                order);
    }
}
