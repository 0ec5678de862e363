package dev.chancery.discovery;

import dev.chancery.http.Response;
import dev.chancery.key.RotateKeys;
import dev.chancery.key.SigningKeys;
import dev.chancery.realm.Realm;
import java.util.Map;

/// The public keys of a realm: RFC 7517 §5. What is about to sign is in it, and what has signed still is.
public record JwksEndpoint(SigningKeys keys) {

    public Response handle(Realm realm) {
        var shown = keys.shown(realm).stream()
                .map(key -> key.key().publicJwk().toJSONObject())
                .toList();
        return Metadata.readableEverywhere(Response.json(200, Map.of("keys", shown)))
                .with("Cache-Control", "public, max-age=" + RotateKeys.JWKS_MAX_AGE.toSeconds());
    }
}
