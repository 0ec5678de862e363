package dev.chancery.spec.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("OpenID Connect Core §5.3 The userinfo endpoint")
class UserinfoTest {
    private static final String ORIGIN = "https://app.example.com";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private static String path(String realm) {
        return "/realms/" + realm + "/protocol/openid-connect/userinfo";
    }

    private TestClient app(String realm, Map<String, ?> more) {
        var members = new HashMap<String, Object>(Map.of(
                "grantTypes", List.of("password"),
                "scopes", List.of("openid", "profile", "email"),
                "optionalScopes", List.of("phone"),
                "webOrigins", List.of(ORIGIN)));
        members.putAll(more);
        return server.client(realm, members);
    }

    private String person(String realm) {
        var wish = Map.of(
                "realmName",
                realm,
                "username",
                "ada",
                "password",
                Residents.PASSWORD,
                "email",
                "ada@example.com",
                "emailVerified",
                true,
                "firstName",
                "Ada",
                "lastName",
                "Lovelace",
                "attributes",
                Map.of("phoneNumber", List.of("+44 1")));
        return server.api("POST", "/api/users", wish).expect(201).text("id");
    }

    private String token(TestClient client, String scope) {
        var wish = Map.of(
                "grant_type",
                "password",
                "client_id",
                client.clientId(),
                "client_secret",
                client.secret(),
                "username",
                "ada",
                "password",
                Residents.PASSWORD,
                "scope",
                scope);
        return server.tokenRequest(client.realm(), wish).expect(200).text("access_token");
    }

    private Answer get(String realm, String token) {
        return server.send(server.request(path(realm)).header("Authorization", "Bearer " + token));
    }

    private static String challenge(Answer answer) {
        return answer.header("WWW-Authenticate");
    }

    @Test
    @DisplayName("§5.3.2 the claims of the scopes that were granted, with the sub of the token")
    void claims() {
        var realm = server.realm("claims");
        var id = person(realm);
        var client = app(realm, Map.of());

        var answer = get(realm, token(client, "openid email")).expect(200);
        assertThat(answer.json()).isEqualTo(Map.of("sub", id, "email", "ada@example.com", "email_verified", true));
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(get(realm, token(client, "openid profile phone")).expect(200).json())
                .containsEntry("name", "Ada Lovelace")
                .containsEntry("preferred_username", "ada")
                .containsEntry("phone_number", "+44 1")
                .doesNotContainKeys("email", "acr", "roles", "aud");
    }

    @Test
    @DisplayName("§5.3.1 by GET and POST, with the token in the header or, by POST, in the body")
    void methods() {
        var realm = server.realm("methods");
        var id = person(realm);
        var token = token(app(realm, Map.of()), "openid");

        assertThat(get(realm, token).expect(200).text("sub")).isEqualTo(id);
        assertThat(server.send(server.request(path(realm))
                                .header("Authorization", "bearer " + token)
                                .POST(BodyPublishers.noBody()))
                        .expect(200)
                        .text("sub"))
                .isEqualTo(id);
        assertThat(server.form(path(realm), Map.of("access_token", token))
                        .expect(200)
                        .text("sub"))
                .isEqualTo(id);
    }

    @Test
    @DisplayName("RFC 6750 §2 a token in the URL, or sent twice, is refused")
    void one_way_only() {
        var realm = server.realm("ways");
        person(realm);
        var token = token(app(realm, Map.of()), "openid");

        assertThat(server.get(path(realm) + "?access_token=" + token)
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_request");
        var both = server.request(path(realm))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("access_token=" + token));
        assertThat(server.send(both).expect(400).text("error")).isEqualTo("invalid_request");
        var twice = server.request(path(realm))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("access_token=%s&access_token=%s".formatted(token, token)));
        server.send(twice).expect(400);
    }

    @Test
    @DisplayName(
            "RFC 6750 §3 without a token a bare challenge; with a dead one invalid_token, and a reference to the cause")
    void errors() {
        var realm = server.realm("errors");
        var other = server.realm("others");
        person(realm);
        person(other);
        var client = app(realm, Map.of());
        var token = token(client, "openid");

        var bare = server.get(path(realm)).expect(401);
        assertThat(challenge(bare)).isEqualTo("Bearer realm=\"errors\"");
        assertThat(bare.body()).isEmpty();
        var basic = server.send(server.request(path(realm)).header("Authorization", "Basic YTpi"));
        assertThat(challenge(basic.expect(401))).isEqualTo("Bearer realm=\"errors\"");

        var foreign = token(app(other, Map.of()), "openid");
        for (var dead : List.of("nonsense", token + "x", foreign)) {
            var answer = get(realm, dead).expect(401);
            assertThat(challenge(answer)).startsWith("Bearer realm=\"errors\", error=\"invalid_token\"");
            assertThat(answer.text("error")).isEqualTo("invalid_token");
            var cause = server.api("GET", "/api/realms/errors/failures/" + answer.text("reference"), null)
                    .expect(200);
            assertThat(cause.text("cause")).isEqualTo("dead_token");
        }
        clock.advance(Duration.ofSeconds(301));
        get(realm, token).expect(401);
    }

    @Test
    @DisplayName(
            "a person's token without openid gets insufficient_scope; a service account is answered without it (D16)")
    void openid() {
        var realm = server.realm("scopes");
        person(realm);
        var refused = get(realm, token(app(realm, Map.of()), "email")).expect(403);
        assertThat(refused.text("error")).isEqualTo("insufficient_scope");
        assertThat(challenge(refused)).contains("error=\"insufficient_scope\"");

        var machine = server.client(
                realm,
                Map.of("serviceAccount", Map.of("email", "robot@example.com"), "scopes", List.of("email", "profile")));
        var answer = server.token(machine).expect(200);
        assertThat(get(realm, answer.text("access_token")).expect(200).json())
                .containsEntry("sub", answer.claims().get("sub"))
                .containsEntry("email", "robot@example.com")
                .containsEntry("preferred_username", "service-account-" + machine.clientId());
    }

    @Test
    @DisplayName("AD-16 RT-10 the answer is what is true now: whoever was changed, switched off or deleted")
    void strict() {
        var realm = server.realm("strictly");
        var id = person(realm);
        var client = app(realm, Map.of());
        var token = token(client, "openid email");

        server.api("PATCH", "/api/users/" + id, Map.of("email", "new@example.com"))
                .expect(200);
        assertThat(get(realm, token).expect(200).text("email")).isEqualTo("new@example.com");
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("scopes", List.of("openid")))
                .expect(200);
        assertThat(get(realm, token).expect(200).json())
                .as("a scope that the client has lost")
                .isEqualTo(Map.of("sub", id));
        server.api("PATCH", "/api/users/" + id, Map.of("enabled", false)).expect(200);
        get(realm, token).expect(401);
        server.api("PATCH", "/api/users/" + id, Map.of("enabled", true)).expect(200);
        server.form(
                        "/realms/strictly/protocol/openid-connect/revoke",
                        Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token))
                .expect(200);
        get(realm, token).expect(401);
    }

    @Test
    @DisplayName("§8 a pairwise sub is the token's, and no mapper says another")
    void pairwise() {
        var realm = server.realm("pairs");
        var id = person(realm);
        var mapper = Map.of("name", "p", "type", "pairwise-subject", "config", Map.of("salt", "0123456789abcdef"));
        var token = token(app(realm, Map.of("mappers", List.of(mapper))), "openid");

        assertThat(get(realm, token).expect(200).text("sub"))
                .isEqualTo(Answer.claimsOf(token).get("sub"))
                .isNotEqualTo(id);
    }

    @Test
    @DisplayName("web pages of the realm's clients may read the answer and the errors, and no others")
    void cors() {
        var realm = server.realm("pages");
        person(realm);
        var token = token(app(realm, Map.of()), "openid");

        for (var bearer : List.of(token, "nonsense"))
            for (var origin : List.of(ORIGIN, "https://evil.example.com")) {
                var answer = server.send(server.request(path(realm))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Origin", origin));
                assertThat(answer.response()
                                .headers()
                                .firstValue("Access-Control-Allow-Origin")
                                .isPresent())
                        .isEqualTo(origin.equals(ORIGIN));
            }
        var preflight = server.send(server.request(path(realm))
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
    }
}
