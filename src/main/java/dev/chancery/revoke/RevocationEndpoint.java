package dev.chancery.revoke;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.client.WebOrigin;
import dev.chancery.clientauth.AuthenticatedClient;
import dev.chancery.clientauth.ClientAuthenticator;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Cors;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.issue.ActiveRefreshTokens;
import dev.chancery.issue.ActiveTokens;
import dev.chancery.issue.RevokedTokenStore;
import dev.chancery.oauth.Busy;
import dev.chancery.oauth.Parameters;
import dev.chancery.realm.Realm;

/// The revocation endpoint: RFC 7009 §2. The answer is given once the revocation is stored for good.
public record RevocationEndpoint(
        ClientAuthenticator clients,
        ActiveTokens tokens,
        RevokedTokenStore revoked,
        ActiveRefreshTokens refreshTokens) {

    public Response handle(Realm realm, Request http) {
        var form = Parameters.of(http);
        var client = clients.authenticate(realm, http, form);
        var cors = new Cors(WebOrigin.allowed(client.settings()));
        var token = form.one("token")
                .orElseThrow(() -> INVALID_REQUEST
                        .because(FailureCause.MALFORMED_REQUEST, "the parameter token is missing")
                        .of(client.client().clientId())
                        .readableFrom(cors.origins()));

        try {
            tokens.authentic(realm, token)
                    // §2.1: "verifies whether the token was issued to the client making the revocation request"
                    .filter(claims -> isOwn(client, claims))
                    .ifPresent(claims -> revoked.insert(
                            realm.id(),
                            claims.getJWTID(),
                            claims.getExpirationTime().toInstant()));
            refreshTokens.end(client.actor(realm, http.address()), realm, client.client(), token);
        } catch (StorageUnavailable | StorageFault busy) {
            // §2.2.1: "If the server responds with HTTP status code 503, the client must assume the token still exists"
            throw Busy.of(busy).of(client.client().clientId()).readableFrom(cors.origins());
        }
        // §2.2: "The authorization server responds with HTTP status code 200 if the token has been revoked successfully
        // or if the client submitted an invalid token."
        return cors.share(http, Response.empty(200).noStore());
    }

    private static boolean isOwn(AuthenticatedClient client, JWTClaimsSet claims) {
        return client.client().clientId().equals(claims.getClaim("azp"));
    }
}
