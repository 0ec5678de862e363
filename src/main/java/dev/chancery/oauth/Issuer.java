package dev.chancery.oauth;

import dev.chancery.realm.Realm;
import java.net.URI;

/// The issuer identifier of each realm: OpenID Connect Discovery §2. Configured, never derived from a request.
///
/// @param publicUrl where the server is reached from outside, without a slash at its end
public record Issuer(String publicUrl) {
    public static final String CONNECT = "/protocol/openid-connect";

    /// The path under which the server is reached, empty for the root of its host.
    public String path() {
        return URI.create(publicUrl).getRawPath();
    }

    public String of(Realm realm) {
        return publicUrl + "/realms/" + realm.name();
    }

    /// A protocol endpoint of the realm, such as `/token`.
    public String endpoint(Realm realm, String path) {
        return of(realm) + CONNECT + path;
    }
}
