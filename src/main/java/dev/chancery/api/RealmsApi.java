package dev.chancery.api;

import static dev.chancery.api.ApiRequest.required;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RealmId;
import dev.chancery.key.RotateKeys;
import dev.chancery.realm.ChangeRealm;
import dev.chancery.realm.CreateRealm;
import dev.chancery.realm.DeleteRealm;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import dev.chancery.realm.Realms;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/realms`: the realms, and the keys they sign with.
public record RealmsApi(
        Bearer bearer,
        Realms realms,
        RealmStore store,
        CreateRealm create,
        ChangeRealm change,
        DeleteRealm delete,
        RotateKeys keys) {

    /// @param revoke end the keys there are at once, and with them every token that they signed
    record Rotation(@Nullable Boolean revoke) {}

    /// `GET /api/realms`: a page of those the caller may see; with `deleted=true`, of those in the bin.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var binned = Boolean.TRUE.equals(ApiRequest.flag(request, "deleted"));
        if (binned) actor.requireEverywhere(Permission.MANAGE_REALMS);
        else if (!actor.permissions().contains(Permission.VIEW_REALMS))
            throw Refused.forbidden("This needs the permission VIEW_REALMS, which your roles do not carry.");
        var page = store.page(binned, actor.everyRealm() ? null : actor.home(), ApiRequest.page(request));
        return ApiRequest.page(page.map(RealmDocument::of));
    }

    /// `POST /api/realms`: 201 with the realm.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, RealmDocument.class);
        var name = required("name", wish.name());
        if (wish.id() != null) throw Refused.invalid("id", "The server decides this.");
        if (wish.createdAt() != null) throw Refused.invalid("createdAt", "The server decides this.");
        if (wish.deletedAt() != null) throw Refused.invalid("deletedAt", "The server decides this.");
        var realm = create.run(actor, name, wish.settings(name));
        return shown(201, realm).with("Location", "/api/realms/" + realm.name());
    }

    /// `GET /api/realms/{name}`.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request, actor);
        actor.require(Permission.VIEW_REALMS, realm.id());
        return shown(200, realm);
    }

    /// `PATCH /api/realms/{name}` (RFC 7396), and `PUT`, which does the same: members that are absent stay as they are.
    public Response patch(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request, actor);
        actor.require(Permission.MANAGE_REALMS, realm.id());
        ApiRequest.requireMatch(request, realm.version());
        var patched = ApiRequest.patched(request, RealmDocument.of(realm), Set.copyOf(RealmDocument.READ_ONLY));
        var wish = ApiRequest.convert(patched, RealmDocument.class);
        return shown(200, change.run(actor, realm, wish.settings(realm.name())));
    }

    /// `DELETE /api/realms/{name}`: 204; it rests in the bin for 30 days, and nothing in it works.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request, actor);
        ApiRequest.requireMatch(request, realm.version());
        delete.run(actor, realm);
        return Response.empty(204);
    }

    /// `POST /api/realms/{id}/restore`: takes it out of the bin, by its `id`.
    public Response restore(Request request) {
        var actor = bearer.actor(request);
        return shown(200, delete.restore(actor, new RealmId(request.parameter("name"))));
    }

    /// `POST /api/realms/{name}/keys/rotate`: 204; a successor is published, or takes over at once with `revoke`.
    public Response rotateKeys(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request, actor);
        var wish = request.body().length == 0 ? new Rotation(null) : Json.read(request, Rotation.class);
        keys.now(actor, realm, wish.revoke() != null && wish.revoke());
        return Response.empty(204);
    }

    private Realm realm(Request request, Actor actor) {
        var realm = ApiRequest.realm(request.parameter("name"), actor, realms);
        return store.find(realm.id()).filter(read -> read.deletedAt() == null).orElse(realm);
    }

    private static Response shown(int status, Realm realm) {
        return Response.json(status, RealmDocument.of(realm)).with("ETag", ApiRequest.tag(realm.version()));
    }
}
