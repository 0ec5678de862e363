package dev.chancery.spec.rfc6749;

import static dev.chancery.TestServer.basic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("RFC 6749 §2.3 Client Authentication")
class ClientAuthenticationTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String TOKEN = "/realms/master/protocol/openid-connect/token";
    private static final String GRANT = "grant_type=client_credentials";

    private static TestClient reports;

    @BeforeAll
    static void a_client() {
        reports = SERVER.client("master");
    }

    @Test
    @DisplayName("§2.3.1 the id and the secret by HTTP Basic")
    void basic_works() {
        byHeader(basic(reports.clientId(), reports.secret()), GRANT).expect(200);
    }

    @Test
    @DisplayName("§2.3.1 by HTTP Basic, both are form-encoded first")
    void basic_is_form_encoded() {
        var odd = SERVER.client("master", Map.of("clientId", "odd:id%+&"));
        var encoded = URLEncoder.encode(odd.clientId(), UTF_8);

        byHeader(basic(encoded, odd.secret()), GRANT).expect(200);
        byHeader(basic(odd.clientId(), odd.secret()), GRANT).expect(401);
    }

    @Test
    @DisplayName("§2.3.1 the id and the secret in the body")
    void post_works() {
        SERVER.token(reports).expect(200);
    }

    @Test
    @DisplayName("§2.3.1 parameters MUST NOT be included in the request URI, and a secret in it is not looked at")
    void never_in_the_uri() {
        var path = TOKEN + "?client_id=" + reports.clientId() + "&client_secret=" + reports.secret();

        var answer = SERVER.form(path, Map.of("grant_type", "client_credentials"));

        assertThat(answer.expect(400).get("error")).isEqualTo("invalid_request");
        assertThat(answer.body()).doesNotContain(reports.secret());
    }

    @Test
    @DisplayName("§2.3 the client MUST NOT use more than one method in a request")
    void one_method() {
        var both = GRANT + "&client_id=" + reports.clientId() + "&client_secret=" + reports.secret();

        var answer = byHeader(basic(reports.clientId(), reports.secret()), both);

        assertThat(answer.expect(400).get("error")).isEqualTo("invalid_request");
    }

    @Test
    @DisplayName("§3.2.1 client_id may stand beside HTTP Basic, if it is the same")
    void client_id_beside_basic() {
        var header = basic(reports.clientId(), reports.secret());

        byHeader(header, GRANT + "&client_id=" + reports.clientId()).expect(200);
        assertThat(byHeader(header, GRANT + "&client_id=admin-cli").expect(400).get("error"))
                .isEqualTo("invalid_request");
    }

    @Test
    @DisplayName("§5.2 who tried by the Authorization header is answered 401 with the scheme in WWW-Authenticate")
    void challenges() {
        for (var header : List.of(
                basic(reports.clientId(), "wrong"), "Basic !!!", "Basic " + "bm9jb2xvbg==", "Digest username=\"x\"")) {
            var answer = byHeader(header, GRANT).expect(401);
            assertThat(answer.get("error")).isEqualTo("invalid_client");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"master\"");
        }
    }

    @Test
    @DisplayName("§10.10 an unknown client and a wrong secret cannot be told apart")
    void unknown_is_as_wrong() {
        var wrong = SERVER.token(bent(reports.clientId(), "cs_wrong")).expect(401);
        var unknown = SERVER.token(bent("nobody", "cs_wrong")).expect(401);

        assertThat(withoutReference(unknown)).isEqualTo(withoutReference(wrong));
        assertThat(unknown.response().headers().map().keySet())
                .isEqualTo(wrong.response().headers().map().keySet());
    }

    @Test
    @DisplayName("§2.1 a client of one realm is nobody in another")
    void foreign_realm() {
        SERVER.realm("elsewhere");

        SERVER.token(new TestClient("elsewhere", reports.id(), reports.clientId(), reports.secret()))
                .expect(401);
    }

    @Test
    @DisplayName("§2.3 a disabled client is refused, and works again when it is enabled")
    void disabled() {
        var client = SERVER.client("master", Map.of("enabled", false));
        SERVER.token(client).expect(401);

        SERVER.api("PATCH", "/api/clients/" + client.clientId(), Map.of("enabled", true))
                .expect(200);

        SERVER.token(client).expect(200);
    }

    private static Answer byHeader(String authorization, String form) {
        return SERVER.send(SERVER.request(TOKEN)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static TestClient bent(String clientId, String secret) {
        return new TestClient("master", "", clientId, secret);
    }

    private static Map<String, Object> withoutReference(Answer answer) {
        var body = new HashMap<>(answer.json());
        var reference = String.valueOf(body.remove("reference"));
        body.compute("error_description", (_, text) -> String.valueOf(text).replace(reference, ""));
        return body;
    }
}
