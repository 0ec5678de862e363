package dev.chancery.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SettableClock;
import dev.chancery.Shell;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.ToolBox;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("C Authentication page: client credentials")
class ClientCredentialsPageTest {
    private static final SettableClock CLOCK = new SettableClock("2030-01-01T00:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    private static final String CURL = """
            curl -X POST \\
            -H "Content-Type: application/x-www-form-urlencoded" \\
            -d "client_id=<CLIENT_ID>" \\
            -d "client_secret=<CLIENT_SECRET>" \\
            -d "grant_type=client_credentials" \\
            https://<AUTH_SERVER>/realms/<REALM>/protocol/openid-connect/token""";

    private static final String PYTHON = """
            import requests
            token_url = "https://<AUTH_SERVER>/realms/<REALM>/protocol/openid-connect/token"
            data = {
            "client_id": "<CLIENT_ID>",
            "client_secret": "<CLIENT_SECRET>",
            "grant_type": "client_credentials"
            }
            response = requests.post(token_url, data=data)
            token = response.json()["access_token"]
            print("JWT Token:", token)
            expires_in = response.json()["expires_in"]
            print("Expires in:", expires_in, "seconds")
            """;

    private static TestClient client;

    @BeforeAll
    static void a_client() {
        client = SERVER.client(SERVER.realm("cqdg"));
    }

    private static String filledIn(String text) {
        return text.replace("https://<AUTH_SERVER>", SERVER.url())
                .replace("<REALM>", client.realm())
                .replace("<CLIENT_ID>", client.clientId())
                .replace("<CLIENT_SECRET>", client.secret());
    }

    @Test
    @DisplayName("C1 C2 C5 C6 C8 C9 C20 the curl tab gets a JWT")
    void curl() {
        var answer = Shell.run(filledIn(CURL)).json();

        assertThat(Answer.claimsOf((String) answer.get("access_token"))).containsEntry("azp", client.clientId());
        assertThat(answer.get("expires_in")).isEqualTo(300);
    }

    @Test
    @DisplayName("C7 C8 C9 C20 the Python tab prints the token and its seconds")
    void python() {
        var printed = ToolBox.python(filledIn(PYTHON)).succeeded().out();

        assertThat(printed)
                .containsPattern("JWT Token: [\\w-]+\\.[\\w-]+\\.[\\w-]+\\n")
                .endsWith("Expires in: 300 seconds\n");
    }

    @Test
    @DisplayName("C3 C4 C19 a token expires after 5 minutes; what replaces it is another request, not a refresh token")
    void expiry() {
        var answer = SERVER.token(client).expect(200);
        assertThat(answer.json()).doesNotContainKey("refresh_token");
        assertThat(isActive(answer)).isTrue();

        CLOCK.advance(Duration.ofSeconds(301));

        assertThat(isActive(answer)).isFalse();
        assertThat(isActive(SERVER.token(client).expect(200))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "client_secret", "grant_type"})
    @DisplayName("C10 C11 C12 a request that lacks a required parameter is refused")
    void required(String parameter) {
        var refused = SERVER.token(client, Map.of(parameter, ""));

        assertThat(refused.status()).isIn(400, 401);
        assertThat(refused.text("error")).isIn("invalid_request", "invalid_client");
        assertThat(refused.json()).doesNotContainKey("access_token");
    }

    @Test
    @DisplayName("C13 scope asks for less; a scope that the client has not got is refused by its name")
    void scope() {
        assertThat(SERVER.token(client, Map.of("scope", "profile")).expect(200).get("scope"))
                .isEqualTo("profile");

        var refused = SERVER.token(client, Map.of("scope", "profile reports")).expect(400);

        assertThat(refused.get("error")).isEqualTo("invalid_scope");
        assertThat(refused.text("error_description")).contains("'reports'");
    }

    @Test
    @DisplayName("C15 the header Authorization: Bearer <JWT_TOKEN> opens an API; this server's own is one")
    void bearer() {
        var token = SERVER.adminToken();

        var line = "curl -s -H \"Authorization: Bearer <JWT_TOKEN>\" %s/api/realms".formatted(SERVER.url());

        assertThat(Shell.run(line.replace("<JWT_TOKEN>", token)).json()).containsKey("content");
    }

    @Test
    @DisplayName("C16 a secret can be told by its form: cs_, 26 random characters, and a checksum of 6 (D18)")
    void recognizable() {
        assertThat(client.secret()).matches("cs_[0-9A-Za-z]{32}");
        assertThat(RandomToken.isClientSecret(client.secret())).isTrue();
        assertThat(RandomToken.isClientSecret("cs_" + "a".repeat(32))).isFalse();
    }

    @Test
    @DisplayName("C17 neither a token nor a secret is repeated in a refusal, and no answer with either may be stored")
    void nothing_sensitive() {
        var wrong = "cs_" + "x".repeat(32);

        var refused = SERVER.token(new TestClient(client.realm(), client.id(), client.clientId(), wrong))
                .expect(401);

        assertThat(refused.body()).doesNotContain(wrong);
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(SERVER.token(client).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    @DisplayName("C18 rotating with an overlap leaves the old secret in use until the overlap ends")
    void overlap() {
        var rotating = SERVER.client("cqdg");
        var path = "/api/clients/" + rotating.clientId();

        var rotated = SERVER.api("POST", path + "/rotate-secret", Map.of("overlapSeconds", 3600))
                .expect(200);
        var fresh = new TestClient(rotating.realm(), rotating.id(), rotating.clientId(), rotated.text("clientSecret"));

        SERVER.token(rotating).expect(200);
        SERVER.token(fresh).expect(200);
        CLOCK.advance(Duration.ofHours(1));
        SERVER.token(rotating).expect(401);
        SERVER.token(fresh).expect(200);
        var secrets = SERVER.api("GET", path + "/secrets", null).expect(200);
        assertThat((List<?>) secrets.get("content")).hasSize(2);
    }

    private static boolean isActive(Answer answer) {
        var asked = SERVER.form(
                "/realms/cqdg/protocol/openid-connect/token/introspect",
                Map.of(
                        "token",
                        answer.text("access_token"),
                        "client_id",
                        client.clientId(),
                        "client_secret",
                        client.secret()));
        return (Boolean) asked.expect(200).get("active");
    }
}
