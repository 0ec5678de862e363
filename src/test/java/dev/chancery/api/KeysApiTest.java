package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/realms/{name}/keys")
class KeysApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private List<Map<String, Object>> keys(String realm) {
        return content(server.api("GET", "/api/realms/" + realm + "/keys", null).expect(200));
    }

    @Test
    @DisplayName("AD-09 a key is shown with its kid, algorithm and times, and without its private part")
    void shown() {
        server.realm("shown", Map.of("signatureAlgorithm", "ES256"));

        var key = keys("shown").getFirst();

        assertThat(key)
                .containsOnlyKeys("kid", "alg", "publishedAt", "activeFrom")
                .containsEntry("alg", "ES256")
                .containsEntry("publishedAt", "2030-01-31T12:00:00Z");
        assertThat(server.get("/realms/shown/protocol/openid-connect/certs").body())
                .contains(key.get("kid").toString());
    }

    @Test
    @DisplayName("a successor is published before it signs, and the old key stays known until what it signed is dead")
    void rotated() {
        var realm = server.realm("rotated", Map.of("signatureAlgorithm", "ES256"));
        var client = server.client(realm);
        var old = keys(realm).getFirst().get("kid");

        server.api("POST", "/api/realms/rotated/keys/rotate", null).expect(204);

        var both = keys(realm);
        assertThat(both).hasSize(2);
        assertThat(both.getFirst()).containsEntry("activeFrom", both.getLast().get("supersededAt"));
        assertThat(both.getLast()).containsEntry("kid", old).containsKey("goneAt");
        assertThat(kid(server.token(client).expect(200).text("access_token"))).isEqualTo(old);
        clock.advance(Duration.ofHours(1));
        assertThat(kid(server.token(client).expect(200).text("access_token")))
                .isEqualTo(both.getFirst().get("kid"));
    }

    @Test
    @DisplayName("with revoke the old keys end at once, and every token they signed with them")
    void revoked() {
        var realm = server.realm("revoked", Map.of("signatureAlgorithm", "ES256"));
        var token = Callers.administrator(server, realm, "boss", "admin");
        server.api(token, "GET", "/api/users", null).expect(200);

        server.api("POST", "/api/realms/revoked/keys/rotate", Map.of("revoke", true))
                .expect(204);

        server.api(token, "GET", "/api/users", null).expect(401);
    }

    private static Object kid(String jwt) {
        return new String(
                        java.util.Base64.getUrlDecoder().decode(jwt.split("\\.")[0]),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }
}
