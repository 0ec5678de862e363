package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.InvalidJws;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.issue.ActiveToken;
import dev.chancery.issue.ActiveTokens;
import dev.chancery.key.SigningKeys;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.role.Privileges;
import java.util.Map;
import java.util.Optional;

/// Turns a bearer token (RFC 6750 §2.1) into an actor, with the rights its holder has in the database at this moment.
///
/// Only tokens that were made for administration count: signing in to an ordinary app must not hand it the server.
public record Bearer(SigningKeys keys, Realms realms, ActiveTokens tokens, Privileges privileges) {
    private static final String SCHEME = "Bearer ";

    public Actor actor(Request request) {
        var header = request.header("Authorization").orElseThrow(() -> unauthorized("Send a bearer token.", ""));
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) throw unauthorized("Send a bearer token.", "");
        var token = header.substring(SCHEME.length());
        return realm(token)
                .flatMap(realm -> tokens.find(realm, token))
                .filter(ActiveToken::administers)
                .map(active -> actor(active, request.address()))
                .orElseThrow(() -> unauthorized(
                        "The token is not valid here: it is malformed, expired, revoked, or not made for administration.",
                        ", error=\"invalid_token\""));
    }

    /// The token names a key, and the key belongs to one realm; the signature is checked with it afterwards.
    private Optional<Realm> realm(String token) {
        try {
            return CompactJws.parse(token).kid().flatMap(keys::realmOf).flatMap(realms::find);
        } catch (InvalidJws _) {
            return Optional.empty();
        }
    }

    private Actor actor(ActiveToken token, String address) {
        var realm = token.realm();
        var label = token.ofClient()
                ? "client:%s@%s".formatted(token.clientId(), realm.name())
                : "user:%s@%s".formatted(token.username(), realm.name());
        return privileges.actor(label, realm, token.subject(), address);
    }

    /// RFC 6750 §3: "the resource server MUST include the HTTP "WWW-Authenticate" response header field".
    private static HttpRefusal unauthorized(String detail, String error) {
        return new HttpRefusal(401, detail, Map.of("WWW-Authenticate", "Bearer realm=\"chancery\"" + error));
    }
}
