package dev.chancery.userinfo;

import static dev.chancery.oauth.OAuthError.INSUFFICIENT_SCOPE;
import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;
import static dev.chancery.oauth.OAuthError.INVALID_TOKEN;

import dev.chancery.client.RealmOrigins;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Cors;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.issue.ActiveToken;
import dev.chancery.issue.ActiveTokens;
import dev.chancery.issue.LaterClaims;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.scope.BuiltInScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The userinfo endpoint: OpenID Connect Core §5.3. Web pages of the realm's clients may read it.
public record UserinfoEndpoint(ActiveTokens tokens, LaterClaims claims, RealmOrigins origins) {
    private static final String PARAMETER = "access_token";
    private static final String SCHEME = "Bearer ";

    /// `GET` and `POST`: 200 with the claims about the subject of the access token, or RFC 6750 §3's errors.
    public Response handle(Realm realm, Request http) {
        var cors = new Cors(origins.of(realm));
        try {
            var answer = presented(http)
                    .map(token -> Response.json(200, answer(realm, token)))
                    .orElseGet(() -> challenge(realm));
            return cors.share(http, answer.noStore());
        } catch (OAuthException refused) {
            throw refused.readableFrom(cors.origins());
        }
    }

    private Map<String, Object> answer(Realm realm, String presented) {
        var token = tokens.find(realm, presented)
                .orElseThrow(() -> INVALID_TOKEN.because(
                        FailureCause.DEAD_TOKEN, "the access token is malformed, expired or revoked"));
        // §5.3.1: "The UserInfo Endpoint … MUST accept Access Tokens as OAuth 2.0 Bearer Token Usage"; without openid
        // nobody asked for an identity. A service account is its client: there was nobody to ask.
        if (!token.ofClient() && !words(token).contains(BuiltInScope.OPENID.scopeName))
            throw INSUFFICIENT_SCOPE
                    .because(FailureCause.SCOPE_MISSING, "the access token was not granted the scope openid")
                    .of(token.clientId());
        var answer = new LinkedHashMap<String, Object>();
        // §5.3.2: "The sub Claim in the UserInfo Response MUST be exactly the same as the sub Claim in the ID Token"
        answer.put("sub", token.claims().getSubject());
        claims.atUserinfo(token).forEach(answer::putIfAbsent);
        return answer;
    }

    private static List<String> words(ActiveToken token) {
        return List.of(String.valueOf(token.claims().getClaim("scope")).split(" "));
    }

    private static Optional<String> presented(Request http) {
        // RFC 6750 §2.3: "it SHOULD NOT be used": a URL ends up in logs and histories
        if (!http.query().all(PARAMETER).isEmpty())
            throw malformed("the access token belongs in the Authorization header or the body, not in the URL");
        var all = new ArrayList<String>();
        for (var value : http.headers("Authorization"))
            if (value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) all.add(value.substring(SCHEME.length()));
        if (isForm(http)) all.addAll(http.form().all(PARAMETER));
        // RFC 6750 §2: "Clients MUST NOT use more than one method to transmit the token in each request."
        if (all.size() > 1) throw malformed("the access token is sent more than once");
        return all.stream().findFirst();
    }

    private static boolean isForm(Request http) {
        return http.method().equals("POST")
                && http.header("Content-Type")
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                        .isPresent();
    }

    private static OAuthException malformed(String description) {
        return INVALID_REQUEST.because(FailureCause.MALFORMED_REQUEST, "%s", description);
    }

    /// RFC 6750 §3.1: "If the request lacks any authentication information …, the resource server SHOULD NOT include an
    /// error code or other error information."
    private static Response challenge(Realm realm) {
        return Response.empty(401).with("WWW-Authenticate", "Bearer realm=\"%s\"".formatted(realm.name()));
    }
}
