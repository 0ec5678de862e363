package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.client.Client;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.id.SessionId;
import dev.chancery.realm.Realm;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a grant bought: RFC 6749 §5.1.
///
/// @param accessToken a signed JWT, as ASCII
/// @param expiresIn seconds
/// @param scope what was granted, as the answer lists it
/// @param notBefore when the realm last voided its tokens, in seconds since the epoch
/// @param algorithm of the key that signed it
/// @param more what only comes with a person's sign-in
@SuppressWarnings("ArrayRecordComponent")
public record Tokens(
        byte[] accessToken,
        long expiresIn,
        String scope,
        long notBefore,
        SignatureAlgorithm algorithm,
        @Nullable OfPerson more) {

    /// @param refreshExpiresIn seconds; 0 without a refresh token
    /// @param idToken OpenID Connect Core §3.1.3.3; absent unless openid was granted
    /// @param session to which all of it belongs; absent for offline access
    public record OfPerson(
            @Nullable String refreshToken,
            long refreshExpiresIn,
            @Nullable String idToken,
            @Nullable SessionId session) {}

    private static final byte[] BEFORE_TOKEN = "{\"access_token\":\"".getBytes(US_ASCII);

    /// Seconds that an access token of the client lives.
    public static long lifespan(Realm realm, Client client) {
        return client.settings().tokenLifespan(realm);
    }

    /// The answer, in the shape that clients made for Keycloak read too. Scopes are visible ASCII without quotes.
    public byte[] toJson() {
        var rest = ("\",\"expires_in\":" + expiresIn
                        + ",\"refresh_expires_in\":" + (more == null ? 0 : more.refreshExpiresIn())
                        + ",\"token_type\":\"Bearer\",\"not-before-policy\":" + notBefore
                        + ",\"scope\":\"" + scope + "\"" + (more == null ? "}" : toJson(more)))
                .getBytes(US_ASCII);
        return ByteBuffer.allocate(BEFORE_TOKEN.length + accessToken.length + rest.length)
                .put(BEFORE_TOKEN)
                .put(accessToken)
                .put(rest)
                .array();
    }

    private static String toJson(OfPerson more) {
        return member("refresh_token", more.refreshToken())
                + member("id_token", more.idToken())
                + member("session_state", more.session())
                + "}";
    }

    /// Of texts that need no escape.
    private static String member(String name, @Nullable Object value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }
}
