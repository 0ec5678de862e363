package dev.chancery.introspect;

import static dev.chancery.oauth.OAuthError.INVALID_CLIENT;
import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.client.Client;
import dev.chancery.clientauth.AuthenticatedClient;
import dev.chancery.clientauth.ClientAuthenticator;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.issue.ActiveRefreshTokens;
import dev.chancery.issue.ActiveToken;
import dev.chancery.issue.ActiveTokens;
import dev.chancery.issue.LaterClaims;
import dev.chancery.issue.StandingGrants.Standing;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.Parameters;
import dev.chancery.realm.Realm;
import java.util.LinkedHashMap;
import java.util.Map;

/// The introspection endpoint: RFC 7662 §2.
public record IntrospectionEndpoint(
        ClientAuthenticator clients,
        ActiveTokens tokens,
        ActiveRefreshTokens refreshTokens,
        LaterClaims more,
        Issuer issuer) {

    public Response handle(Realm realm, Request http) {
        var form = Parameters.of(http);
        var client = clients.authenticate(realm, http, form);
        // §2.1: "the endpoint MUST also require some form of authorization": saying who one is, is none
        if (client.settings().publicClient())
            throw INVALID_CLIENT
                    .because(FailureCause.WRONG_METHOD, "a public client cannot introspect tokens")
                    .of(client.client().clientId());
        var token = form.one("token")
                .orElseThrow(() ->
                        INVALID_REQUEST.because(FailureCause.MALFORMED_REQUEST, "the parameter token is missing"));

        return tokens.find(realm, token)
                .filter(active -> mayKnow(client, active))
                .map(this::answer)
                // a refresh token is for the authorization server alone: of others than its client nobody need know it
                .or(() -> refreshTokens
                        .find(realm, client.client(), token)
                        .map(standing -> answer(realm, client.client(), standing)))
                // §2.2: a token that is dead, unknown, or not for the asking: nothing but "active": false
                .map(answer -> Response.json(200, answer))
                .orElseGet(() -> Response.json(200, Map.of("active", false)))
                .noStore();
    }

    private Map<String, Object> answer(Realm realm, Client client, Standing standing) {
        var grant = standing.grant();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("active", true);
        answer.put("iss", issuer.of(realm));
        answer.put("client_id", client.clientId());
        answer.put("scope", grant.scope());
        answer.put("iat", grant.grantedAt().getEpochSecond());
        answer.put("exp", standing.refreshableUntil().getEpochSecond());
        if (grant.session() != null) answer.put("sid", grant.session().value());
        answer.put("typ", grant.isOffline() ? "Offline" : "Refresh");
        return answer;
    }

    /// A client may ask about the tokens that are meant for it, and about its own.
    private static boolean mayKnow(AuthenticatedClient client, ActiveToken token) {
        var clientId = client.client().clientId();
        return token.clientId().equals(clientId) || token.claims().getAudience().contains(clientId);
    }

    private Map<String, Object> answer(ActiveToken token) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("active", true);
        answer.putAll(token.claims().toJSONObject());
        more.atIntrospection(token)
                .forEach((claim, value) -> answer.merge(claim, value, IntrospectionEndpoint::within));
        answer.put("token_type", "Bearer");
        if (!token.pairwise()) answer.put("username", token.username());
        return answer;
    }

    /// What the token says stands; what is said here alone joins it where both are objects.
    private static Object within(Object said, Object here) {
        if (!(said instanceof Map<?, ?> token) || !(here instanceof Map<?, ?> more)) return said;
        var both = new LinkedHashMap<Object, Object>(token);
        more.forEach((name, value) -> both.merge(name, value, IntrospectionEndpoint::within));
        return both;
    }
}
