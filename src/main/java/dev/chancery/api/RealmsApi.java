package dev.chancery.api;

import static dev.chancery.document.Member.requireAbsent;
import static dev.chancery.document.Member.required;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.document.RealmDocument;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RealmId;
import dev.chancery.realm.ChangeRealm;
import dev.chancery.realm.CreateRealm;
import dev.chancery.realm.DeleteRealm;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmFilter;
import dev.chancery.realm.RealmStore;
import dev.chancery.realm.Realms;
import java.util.Objects;

/// `/api/realms`: the realms of this server.
public record RealmsApi(
        Bearer bearer, Realms realms, RealmStore store, CreateRealm create, ChangeRealm change, DeleteRealm delete) {

    /// `GET /api/realms`: a page of those the caller may see; with `deleted=true`, of those in the bin. With `name`,
    /// those whose name begins with it; with `enabled`, those that are so.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var binned = Boolean.TRUE.equals(ApiRequest.flag(request, "deleted"));
        if (binned) actor.requireEverywhere(Permission.MANAGE_REALMS);
        else actor.requireSomewhere(Permission.VIEW_REALMS);
        var only = binned ? null : actor.realmsFor(Permission.VIEW_REALMS).orElse(null);
        var filter = new RealmFilter(
                binned,
                Objects.requireNonNullElse(ApiRequest.prefix(request, "name"), ""),
                ApiRequest.flag(request, "enabled"),
                only);
        var page = store.page(filter, ApiRequest.page(request));
        return ApiRequest.page(page.map(RealmDocument::of));
    }

    /// `POST /api/realms`: 201 with the realm.
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, RealmDocument.class);
        var name = required("name", wish.name());
        requireAbsent("id", wish.id());
        requireAbsent("createdAt", wish.createdAt());
        requireAbsent("deletedAt", wish.deletedAt());
        var realm = create.run(actor, null, name, wish.settings(name));
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
        var patched = ApiRequest.patched(request, RealmDocument.of(realm), RealmDocument.READ_ONLY);
        var wish = ApiRequest.convert(patched, RealmDocument.class);
        return shown(200, change.run(actor, realm, wish.settings(realm.name())));
    }

    /// `DELETE /api/realms/{name}`: 204; it rests in the bin for 30 days, and nothing in it works.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request, actor);
        actor.require(Permission.MANAGE_REALMS, realm.id());
        ApiRequest.requireMatch(request, realm.version());
        delete.run(actor, realm);
        return Response.empty(204);
    }

    /// `POST /api/realms/{id}/restore`: takes it out of the bin, by its `id`.
    public Response restore(Request request) {
        var actor = bearer.actor(request);
        return shown(200, delete.restore(actor, new RealmId(request.parameter("name"))));
    }

    private Realm realm(Request request, Actor actor) {
        var realm = ApiRequest.realm(request.parameter("name"), actor, realms);
        return store.find(realm.id())
                .filter(read -> read.deletedAt() == null)
                .orElseThrow(() -> ApiRequest.absent("realm"));
    }

    private static Response shown(int status, Realm realm) {
        return Response.json(status, RealmDocument.of(realm)).with("ETag", ApiRequest.tag(realm.version()));
    }
}
