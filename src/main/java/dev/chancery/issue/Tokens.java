package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.client.Client;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.realm.Realm;
import java.nio.ByteBuffer;

/// What a grant bought: RFC 6749 §5.1.
///
/// @param accessToken a signed JWT, as ASCII
/// @param expiresIn seconds
/// @param scope what was granted, as the answer lists it
/// @param notBefore when the realm last voided its tokens, in seconds since the epoch
/// @param algorithm of the key that signed it
@SuppressWarnings("ArrayRecordComponent")
public record Tokens(byte[] accessToken, long expiresIn, String scope, long notBefore, SignatureAlgorithm algorithm) {

    private static final byte[] BEFORE_TOKEN = "{\"access_token\":\"".getBytes(US_ASCII);

    /// Seconds that an access token of the client lives: its own, else the realm's.
    static long lifespan(Realm realm, Client client) {
        var own = client.settings().tokenLifespanSeconds();
        return own == null ? realm.settings().tokenLifespanSeconds() : own;
    }

    /// The answer, in the shape that clients made for Keycloak read too. Scopes are visible ASCII without quotes.
    public byte[] toJson() {
        var rest = ("\",\"expires_in\":" + expiresIn
                        + ",\"refresh_expires_in\":0,\"token_type\":\"Bearer\",\"not-before-policy\":" + notBefore
                        + ",\"scope\":\"" + scope + "\"}")
                .getBytes(US_ASCII);
        return ByteBuffer.allocate(BEFORE_TOKEN.length + accessToken.length + rest.length)
                .put(BEFORE_TOKEN)
                .put(accessToken)
                .put(rest)
                .array();
    }
}
