package dev.chancery.oauth;

import dev.chancery.realm.Realm;

/// The issuer identifier of each realm: OpenID Connect Discovery §2. Configured, never derived from a request.
///
/// @param publicUrl where the server is reached from outside, without a slash at its end
public record Issuer(String publicUrl) {
    public static final String CONNECT = "/protocol/openid-connect";

    public String of(Realm realm) {
        return publicUrl + "/realms/" + realm.name();
    }

    /// A protocol endpoint of the realm, such as `/token`.
    public String endpoint(Realm realm, String path) {
        return of(realm) + CONNECT + path;
    }
}
