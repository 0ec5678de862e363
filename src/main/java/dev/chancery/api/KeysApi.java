package dev.chancery.api;

import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.key.RealmKey;
import dev.chancery.key.RotateKeys;
import dev.chancery.key.SigningKeys;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import org.jspecify.annotations.Nullable;

/// `/api/realms/{name}/keys`: the course of a realm's signing keys, never their private parts.
public record KeysApi(Bearer bearer, Realms realms, SigningKeys keys, RotateKeys rotate) {

    /// @param revoke end the keys there are at once, and with them every token that they signed
    record Rotation(@Nullable Boolean revoke) {}

    /// @param activeFrom from when it signs; until then verifiers only learn of it
    /// @param supersededAt from when its successor signs
    /// @param goneAt from when nothing that it signed is believed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyDocument(
            String kid,
            String alg,
            @Nullable String publishedAt,
            @Nullable String activeFrom,
            @Nullable String supersededAt,
            @Nullable String goneAt) {

        static KeyDocument of(RealmKey key) {
            return new KeyDocument(
                    key.key().kid(),
                    key.key().algorithm().jwsName(),
                    time(key.publishedAt()),
                    time(key.activeFrom()),
                    time(key.supersededAt()),
                    time(key.goneAt()));
        }
    }

    /// `GET /api/realms/{name}/keys`: all that are kept, the one that takes over last first. Needs `VIEW_REALMS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request, actor);
        actor.require(Permission.VIEW_REALMS, realm.id());
        return ApiRequest.whole(keys.all(realm).stream().map(KeyDocument::of).toList());
    }

    /// `POST /api/realms/{name}/keys/rotate`: 204; a successor is published, or takes over at once with `revoke`. Needs
    /// `MANAGE_REALMS`.
    public Response rotate(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request, actor);
        var wish = request.body().length == 0 ? new Rotation(null) : Json.read(request, Rotation.class);
        rotate.now(actor, realm, wish.revoke() != null && wish.revoke());
        return Response.empty(204);
    }

    private Realm realm(Request request, Actor actor) {
        return ApiRequest.realm(request.parameter("name"), actor, realms);
    }
}
