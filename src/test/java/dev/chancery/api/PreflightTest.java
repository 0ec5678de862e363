package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Fetch §3.2.2 CORS preflights")
class PreflightTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer preflight(String path, String origin) {
        return server.send(server.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static String token(String realm) {
        return "/realms/" + realm + "/protocol/openid-connect/token";
    }

    @Test
    @DisplayName(
            "an origin of any client of the realm is allowed at the token and revocation endpoints, no other one is")
    void origins_of_the_realm() {
        var realm = server.realm("cors");
        server.client(realm, Map.of("webOrigins", List.of("https://app.example.com")));
        server.client(
                realm, Map.of("redirectUris", List.of("https://other.example.com/cb"), "webOrigins", List.of("+")));

        var allowed = preflight(token(realm), "https://app.example.com").expect(204);

        assertThat(allowed.header(ALLOWED)).isEqualTo("https://app.example.com");
        assertThat(allowed.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(allowed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(preflight(token(realm), "https://other.example.com").header(ALLOWED))
                .isEqualTo("https://other.example.com");
        assertThat(preflight("/realms/cors/protocol/openid-connect/revoke", "https://app.example.com")
                        .header(ALLOWED))
                .isEqualTo("https://app.example.com");
        for (var stranger : List.of("https://app.example.com.evil.example", "https://evil.example", "null"))
            assertThat(preflight(token(realm), stranger).expect(204).header(ALLOWED))
                    .isEmpty();
        assertThat(preflight(token("master"), "https://app.example.com").header(ALLOWED))
                .isEmpty();
    }

    @Test
    @DisplayName("a client that is changed, switched off or deleted takes its origins along at once")
    void follows_changes() {
        var realm = server.realm("cors-changes");
        var client = server.client(realm, Map.of("webOrigins", List.of("https://a.example")));
        var path = "/api/clients/" + client.id();
        assertThat(preflight(token(realm), "https://a.example").header(ALLOWED)).isNotEmpty();

        server.api("PATCH", path, Map.of("webOrigins", List.of("https://b.example")))
                .expect(200);
        assertThat(preflight(token(realm), "https://a.example").header(ALLOWED)).isEmpty();
        assertThat(preflight(token(realm), "https://b.example").header(ALLOWED)).isNotEmpty();
        server.api("PATCH", path, Map.of("enabled", false)).expect(200);
        assertThat(preflight(token(realm), "https://b.example").header(ALLOWED)).isEmpty();
    }

    @Test
    @DisplayName("the real answer is readable only from the client's own origins")
    void real_answers() {
        var realm = server.realm("cors-real");
        var one = server.client(realm, Map.of("webOrigins", List.of("https://one.example")));
        server.client(realm, Map.of("webOrigins", List.of("https://two.example")));
        var form = TestServer.encoded(Map.of(
                "client_id",
                one.clientId(),
                "client_secret",
                one.secret(),
                "grant_type",
                "client_credentials",
                "token",
                "x"));

        for (var path : List.of(token(realm), "/realms/cors-real/protocol/openid-connect/revoke"))
            for (var origin : List.of("https://one.example", "https://two.example")) {
                var answer = server.send(server.request(path)
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
                assertThat(answer.expect(200).header(ALLOWED)).isEqualTo(origin.contains("one") ? origin : "");
            }
    }

    @Test
    @DisplayName("IS-09 the administration is shared with no origin at all")
    void not_the_administration() {
        server.client(server.realm("cors-admin"), Map.of("webOrigins", List.of("https://app.example.com")));

        var answer = preflight("/api/clients", "https://app.example.com");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header(ALLOWED)).isEmpty();
    }
}
