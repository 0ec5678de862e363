package dev.chancery.device;

import static dev.chancery.oauth.OAuthError.TEMPORARILY_UNAVAILABLE;
import static dev.chancery.oauth.OAuthError.UNAUTHORIZED_CLIENT;

import dev.chancery.client.Grant;
import dev.chancery.clientauth.AuthenticatedClient;
import dev.chancery.clientauth.ClientAuthenticator;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.failure.FailureCause;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.issue.GrantedScope;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.Parameters;
import dev.chancery.realm.Realm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;

/// The device authorization endpoint: RFC 8628 §3.1 and §3.2.
public record DeviceEndpoint(
        Issuer issuer, ClientAuthenticator clients, DeviceStore store, Guesses guesses, InstantSource clock) {
    /// Its path among the protocol's endpoints.
    public static final String PATH = "/auth/device";

    /// The page of a realm where people type what a device shows.
    public static final String PAGE = "/device";

    public static final String USER_CODE = "user_code";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int PAUSE_SECONDS = 5;
    private static final int BYTES = 32;

    public Response handle(Realm realm, Request http) {
        var form = Parameters.of(http);
        var client = clients.authenticate(realm, http, form);
        requireAllowed(client);
        var scope = GrantedScope.ofPerson(
                        client.registration(), form.one("scope").orElse(""))
                .text();
        // whoever knows the name of a public client may ask, and each answer leaves a row
        if (guesses.ofVisitor(realm.id().value(), http.address()) instanceof Guess.TooMany(var wait))
            throw TEMPORARILY_UNAVAILABLE
                    .because(FailureCause.TOO_MANY_GUESSES, "too many devices ask from there: try again later")
                    .of(client.client().clientId())
                    .retryAfter(wait.toSeconds() + 1);
        var code = Base64.getUrlEncoder().withoutPadding().encodeToString(RandomToken.bytes(BYTES));
        return answer(realm, code, kept(realm, http, client, scope, TokenHash.of(code)));
    }

    private static void requireAllowed(AuthenticatedClient client) {
        if (!client.settings().allows(Grant.DEVICE_CODE))
            throw UNAUTHORIZED_CLIENT
                    .because(FailureCause.GRANT_NOT_ALLOWED, "the client is not registered for this grant type")
                    .of(client.client().clientId())
                    .privately("grant_type %s", Grant.DEVICE_CODE.wire);
    }

    /// Under a code that no other device shows.
    private UserCode kept(Realm realm, Request http, AuthenticatedClient client, String scope, TokenHash hash) {
        var now = clock.instant();
        var asked = new DeviceAuthorization(
                hash,
                realm.id(),
                client.client().id(),
                client.client().clientId(),
                scope,
                http.address(),
                http.header("User-Agent").orElse(""),
                DeviceAuthorization.State.PENDING,
                null,
                now,
                now.plus(LIFE));
        var code = UserCode.draw();
        while (!store.insert(asked, code, PAUSE_SECONDS)) code = UserCode.draw();
        return code;
    }

    private Response answer(Realm realm, String deviceCode, UserCode userCode) {
        var page = issuer.of(realm) + PAGE;
        var answer = new LinkedHashMap<String, Object>();
        answer.put("device_code", deviceCode);
        answer.put(USER_CODE, userCode.text());
        answer.put("verification_uri", page);
        answer.put("verification_uri_complete", page + "?" + USER_CODE + "=" + userCode.text());
        answer.put("expires_in", LIFE.toSeconds());
        answer.put("interval", PAUSE_SECONDS);
        return Response.json(200, answer).noStore();
    }
}
