package dev.chancery.oauth;

import dev.chancery.client.RealmOrigins;
import dev.chancery.http.Cors;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.realm.Realm;

/// The CORS preflight (Fetch §3.2.2) of the endpoints that web pages post to. It carries no client, so it allows the
/// origins of all; the real answer can be read only from those of the client that was authenticated.
public record Preflight(RealmOrigins origins) {

    /// `OPTIONS`: 204 always; an origin that no client of the realm has registered learns nothing.
    public Response handle(Realm realm, Request request) {
        return new Cors(origins.of(realm)).preflight(request, "GET, POST", "Authorization, Content-Type");
    }
}
