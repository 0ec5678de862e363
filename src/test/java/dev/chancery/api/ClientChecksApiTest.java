package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("/api/clients/{clientId}/risks and /redirect-check")
class ClientChecksApiTest {
    private static final List<String> WEB = List.of("authorization_code", "refresh_token");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static TestClient client(Map<String, Object> more) {
        var members = new HashMap<String, Object>(
                Map.of("grantTypes", WEB, "redirectUris", List.of("https://shop.example/cb")));
        members.putAll(more);
        return SERVER.client("master", members);
    }

    private static List<Map<String, Object>> risks(TestClient client) {
        return content(SERVER.api("GET", "/api/clients/" + client.id() + "/risks", null)
                .expect(200));
    }

    @Test
    @DisplayName("a client as the server makes it has none")
    void none() {
        assertThat(risks(client(Map.of()))).isEmpty();
        assertThat(risks(SERVER.client("master"))).isEmpty();
    }

    @Test
    @DisplayName("each is named, and its remedy ends it and it alone")
    void remedies() {
        var client = client(Map.of(
                "grantTypes",
                List.of("authorization_code", "refresh_token", "password", "implicit"),
                "pkceRequired",
                false,
                "secretStorage",
                "recoverable",
                "tokenLifespanSeconds",
                3_601));
        assertThat(risks(client))
                .extracting(risk -> risk.get("risk"))
                .containsExactly("password-grant", "implicit-grant", "no-pkce", "readable-secret", "long-lived-tokens");

        for (var left = 5; left > 0; left--) {
            var risk = risks(client).getFirst();
            SERVER.api("PATCH", "/api/clients/" + client.id(), risk.get("remedy"))
                    .expect(200);
            assertThat(risks(client)).hasSize(left - 1).doesNotContain(risk);
        }
        var mended = SERVER.api("GET", "/api/clients/" + client.id(), null).expect(200);
        assertThat(mended.get("grantTypes")).isEqualTo(WEB);
    }

    @Test
    @DisplayName("tokens live as long as the realm says where the client says nothing, and that counts")
    void lifespan_of_the_realm() {
        SERVER.realm("patient");
        SERVER.api("PATCH", "/api/realms/patient", Map.of("tokenLifespanSeconds", 3_601))
                .expect(200);
        var client = SERVER.client("patient");
        assertThat(risks(SERVER.client("patient", Map.of("tokenLifespanSeconds", 3_600))))
                .isEmpty();

        var risk = risks(client).getFirst();

        assertThat(risk).containsEntry("risk", "long-lived-tokens");
        SERVER.api("PATCH", "/api/clients/" + client.id(), risk.get("remedy")).expect(200);
        assertThat(risks(client)).isEmpty();
    }

    @Test
    @DisplayName("what only its owner can mend has no remedy")
    void no_remedy() {
        var client = client(Map.of("redirectUris", List.of("https://shop.example/*")));
        assertThat(risks(client))
                .singleElement()
                .satisfies(risk -> assertThat(risk)
                        .containsEntry("risk", "wildcard-redirect")
                        .containsEntry("member", "redirectUris")
                        .containsEntry("remedy", Map.of()));
    }

    @Test
    @DisplayName("an address is tried as the authorization endpoint would, and the nearest one is told")
    void redirect() {
        var client = client(Map.of("redirectUris", List.of(App.CALLBACK, "https://shop.example/signed-in")));
        assertThat(tried(client, App.CALLBACK)).containsEntry("allowed", true);
        assertThat(tried(client, "https://shop.example/signed-in/"))
                .containsEntry("allowed", false)
                .containsEntry("nearest", "https://shop.example/signed-in");
        assertThat(tried(SERVER.client("master"), App.CALLBACK))
                .containsEntry("allowed", false)
                .containsEntry("nearest", "");
        assertThat(SERVER.api("GET", "/api/clients/" + client.id() + "/redirect-check", null)
                        .expect(400)
                        .body())
                .contains("\"member\":\"uri\"");
    }

    private static Map<String, Object> tried(TestClient client, String uri) {
        var query = TestServer.encoded(Map.of("uri", uri));
        return SERVER.api("GET", "/api/clients/" + client.id() + "/redirect-check?" + query, null)
                .expect(200)
                .json();
    }
}
