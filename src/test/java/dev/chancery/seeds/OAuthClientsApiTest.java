package dev.chancery.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Shell;
import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("B OAuth Clients API: its calls and their answers")
class OAuthClientsApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String LIST = """
            curl -H "Authorization: Bearer $TOKEN" \\
            "http://localhost:8080/api/clients?realm=master\"""";

    private static final String CREATE = """
            curl -X POST \\
            -H "Authorization: Bearer $TOKEN" \\
            -H "Content-Type: application/json" \\
            -d '{
            "realmName": "master",
            "publicClient": false,
            "pkceRequired": true,
            "redirectUris": ["https://app.example.com/callback"],
            "webOrigins": ["https://app.example.com"],
            "grantTypes": ["authorization_code", "refresh_token"],
            "scopes": ["openid", "profile", "email"]
            }' \\
            http://localhost:8080/api/clients""";

    private static final String ROTATE = """
            curl -X POST \\
            -H "Authorization: Bearer $TOKEN" \\
            http://localhost:8080/api/clients/client-a1b2c3d4/rotate-secret""";

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final String SECRET = "cs_[0-9A-Za-z]{32}";
    private static final String SECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    private static Shell curl(String line) {
        var environment = Map.of("TOKEN", SERVER.adminToken());
        return Shell.run(environment, line.replace("http://localhost:8080", SERVER.url()))
                .succeeded();
    }

    @Test
    @DisplayName("B1 B2 B4 B34 the curl line for listing lists the clients of the realm master")
    void lists() {
        var created = curl(CREATE).json();

        var listed = curl(LIST).json();

        assertThat(JsonText.of(listed.get("content"))).contains((String) created.get("clientId"), "admin-cli");
        assertThat(listed).containsKeys("page", "size", "totalElements", "totalPages"); // D14
    }

    @Test
    @DisplayName(
            "B5 B14–B24 B34 the curl line for creating answers with the documented members, in their order and types")
    void creates() {
        var answer = curl(CREATE).out();

        assertThat(answer)
                .matches("(?s)\\{\"id\":\"" + UUID + "\",\"clientId\":\"client-[0-9a-f]{8}\",\"clientSecret\":\""
                        + SECRET
                        + "\",\"realmName\":\"master\",\"publicClient\":false,\"pkceRequired\":true,"
                        + "\"redirectUris\":\\[\"https://app.example.com/callback\"],"
                        + "\"grantTypes\":\\[\"authorization_code\",\"refresh_token\"],"
                        + "\"enabled\":true,\"createdAt\":\"" + SECONDS + "\",.*}")
                .contains(
                        "\"webOrigins\":[\"https://app.example.com\"]",
                        "\"scopes\":[\"openid\",\"profile\",\"email\"]");
    }

    @Test
    @DisplayName("B13 creating answers 201 Created, and says where the client is")
    void created_status() {
        var answer = SERVER.api("POST", "/api/clients", minimal());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/clients/" + answer.text("id"));
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    @DisplayName("B25 B26 B28 B29 the secret is in no answer but the one to creating")
    void secret_is_shown_once() {
        var created = SERVER.api("POST", "/api/clients", minimal()).expect(201);
        var secret = created.text("clientSecret");
        var path = "/api/clients/" + created.text("clientId");

        for (var read : List.of(path, path + "/secrets", "/api/clients?realm=master&size=100")) {
            var shown = SERVER.api("GET", read, null).expect(200);
            assertThat(shown.body()).doesNotContain(secret).doesNotContain("clientSecret");
        }
        var only = JsonText.MAPPER.readTree(
                SERVER.api("GET", path + "/secrets", null).body());
        var secretId = only.get("content").get(0).get("id").asString();
        SERVER.api("GET", path + "/secrets/" + secretId + "/value", null).expect(404);
    }

    @Test
    @DisplayName("B27 a client is found by its clientId and by its id, with the same members")
    void gets() {
        var created = SERVER.api("POST", "/api/clients", minimal()).expect(201).json();

        var byClientId = SERVER.api("GET", "/api/clients/" + created.get("clientId"), null)
                .expect(200);
        var byId = SERVER.api("GET", "/api/clients/" + created.get("id"), null).expect(200);

        created.remove("clientSecret");
        assertThat(byClientId.json()).isEqualTo(created);
        assertThat(byId.body()).isEqualTo(byClientId.body());
    }

    @Test
    @DisplayName("B30 B31 B32 B34 the curl line for rotating returns a new secret, and the old one is dead at once")
    void rotates() {
        var client = SERVER.client("master", Map.of("clientId", "client-a1b2c3d4"));
        SERVER.token(client).expect(200);

        var rotated = curl(ROTATE).json();

        assertThat(rotated).containsEntry("clientId", "client-a1b2c3d4").containsEntry("id", client.id());
        var fresh = (String) rotated.get("clientSecret");
        assertThat(fresh).matches(SECRET).isNotEqualTo(client.secret());
        SERVER.token(client).expect(401);
        SERVER.token(new TestServer.TestClient("master", client.id(), client.clientId(), fresh))
                .expect(200);
    }

    @Test
    @DisplayName("B33 deleting answers 204 No Content; then, and for an unknown client, 404")
    void deletes() {
        var client = SERVER.client("master");

        var deleted = SERVER.api("DELETE", "/api/clients/" + client.clientId(), null);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        SERVER.api("GET", "/api/clients/" + client.clientId(), null).expect(404);
        SERVER.api("DELETE", "/api/clients/" + client.clientId(), null).expect(404);
        SERVER.api("DELETE", "/api/clients/client-00000000", null).expect(404);
        SERVER.token(client).expect(401);
    }

    @Test
    @DisplayName("B3 every call needs a bearer token (401), and the right to the call (403)")
    void needs_a_token_and_the_right() {
        var client = SERVER.client("master");
        var path = "/api/clients/" + client.clientId();
        var powerless = SERVER.token(SERVER.client("master", Map.of("scopes", List.of("chancery-admin"))))
                .expect(200)
                .text("access_token");
        record Call(String method, String path, Object body) {}
        var calls = List.of(
                new Call("GET", "/api/clients?realm=master", null),
                new Call("POST", "/api/clients", minimal()),
                new Call("GET", path, null),
                new Call("POST", path + "/rotate-secret", null),
                new Call("DELETE", path, null));

        for (var call : calls) {
            var stranger = SERVER.api("nonsense", call.method(), call.path(), call.body())
                    .expect(401);
            assertThat(stranger.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(stranger.json()).containsKeys("error", "message", "timestamp"); // D13
            SERVER.api(powerless, call.method(), call.path(), call.body()).expect(403);
        }
        SERVER.token(client).expect(200);
    }

    @Test
    @DisplayName("B35 what the documentation leaves out: change, disable, and the list of secrets")
    void changes_disables_lists_secrets() {
        var client = SERVER.client("master");
        var path = "/api/clients/" + client.clientId();

        var changed = SERVER.api("PATCH", path, Map.of("name", "Reports", "enabled", false))
                .expect(200);

        assertThat(changed.json()).containsEntry("name", "Reports").containsEntry("enabled", false);
        SERVER.token(client).expect(401);
        SERVER.api("PATCH", path, Map.of("enabled", true)).expect(200);
        SERVER.token(client).expect(200);
        var secrets = SERVER.api("GET", path + "/secrets", null).expect(200);
        assertThat((List<?>) secrets.get("content")).hasSize(1);
    }

    private static Map<String, Object> minimal() {
        return Map.of("realmName", "master", "grantTypes", List.of("client_credentials"));
    }
}
