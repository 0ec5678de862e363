package dev.chancery.spec.rfc6749;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("RFC 6749 §3.2 Token Endpoint, §5 its answers")
class TokenEndpointTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String TOKEN = "/realms/master/protocol/openid-connect/token";

    private static TestClient reports;

    @BeforeAll
    static void a_client() {
        reports = SERVER.client("master", Map.of("webOrigins", List.of("https://app.example.com")));
    }

    @Test
    @DisplayName("§3.2 the client MUST use POST")
    void post_only() {
        for (var method : List.of("GET", "PUT", "DELETE", "PATCH")) {
            var answer = SERVER.send(SERVER.request(TOKEN).method(method, BodyPublishers.noBody()));
            assertThat(answer.expect(405).header("Allow")).contains("POST");
        }
    }

    @Test
    @DisplayName("§3.2 a parameter MUST NOT be included more than once")
    void no_repetition() {
        for (var name : List.of("grant_type", "client_id", "client_secret", "scope", "unheard_of")) {
            var answer = post(form() + "&" + name + "=a&" + name + "=b");
            assertThat(answer.expect(400).get("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    @DisplayName("§3.2 a parameter without a value is as good as absent, and one that nobody knows is ignored")
    void lenient_where_it_says_so() {
        assertThat(post(form() + "&scope=&unheard_of=1").expect(200).get("scope"))
                .isEqualTo("profile email");
    }

    @Test
    @DisplayName("§5.1 the answer is JSON, with access_token, token_type, expires_in and scope")
    void successful() {
        var answer = post(form()).expect(200);

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.get("access_token")).isInstanceOf(String.class);
        assertThat(answer.get("expires_in")).isInstanceOf(Integer.class);
        assertThat(answer.json()).containsEntry("token_type", "Bearer").containsEntry("scope", "profile email");
    }

    @Test
    @DisplayName("§5.1 Cache-Control: no-store stands on every answer, good or bad")
    void no_store() {
        for (var form : List.of(form(), "", "grant_type=magic", form() + "&scope=none"))
            assertThat(post(form).header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    @DisplayName("§5.2 invalid_request: a required parameter is missing, or the form is malformed")
    void invalid_request() {
        assertRefused(post(""), 400, "invalid_request");
        assertRefused(
                post("client_id=%s&client_secret=%s".formatted(reports.clientId(), reports.secret())),
                400,
                "invalid_request");
        assertRefused(post(form() + "&scope=%zz"), 400, "invalid_request");
        assertRefused(post(form() + "&scope=%ff"), 400, "invalid_request");
    }

    @Test
    @DisplayName("§5.2 invalid_client: no client, or one that is not known")
    void invalid_client() {
        assertRefused(post("grant_type=client_credentials"), 401, "invalid_client");
        assertRefused(post("grant_type=client_credentials&client_id=nobody"), 401, "invalid_client");
        assertRefused(post("grant_type=client_credentials&client_id=" + reports.clientId()), 401, "invalid_client");
    }

    @Test
    @DisplayName("§5.2 unauthorized_client: the client is not registered for the grant; a public one never is for this")
    void unauthorized_client() {
        assertRefused(post(form().replace("client_credentials", "password")), 400, "unauthorized_client");
        assertRefused(post("grant_type=client_credentials&client_id=admin-cli"), 400, "unauthorized_client");
    }

    @Test
    @DisplayName("§5.2 unsupported_grant_type: nobody has this grant")
    void unsupported_grant_type() {
        for (var grant :
                List.of("magic", "implicit", "CLIENT_CREDENTIALS", "urn:ietf:params:oauth:grant-type:saml2-bearer"))
            assertRefused(post(form().replace("client_credentials", grant)), 400, "unsupported_grant_type");
    }

    @Test
    @DisplayName("§5.2 invalid_scope: more than the client was given")
    void invalid_scope() {
        for (var scope : List.of("phone", "profile%20none", "offline_access", "%22", "profile%09email"))
            assertRefused(post(form() + "&scope=" + scope), 400, "invalid_scope");
    }

    @Test
    @DisplayName("§5.2 a realm that does not exist is 404, without a hint at those that do")
    void unknown_realm() {
        var answer = SERVER.form(TOKEN.replace("master", "nowhere"), Map.of("grant_type", "client_credentials"));

        assertThat(answer.expect(404).body()).doesNotContain("master");
    }

    @Test
    @DisplayName("Fetch §3.2 web pages of the client's origins may read the answer, others may not")
    void cors() {
        assertThat(from("https://app.example.com").header("Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example.com");
        assertThat(from("https://evil.example").header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(from("https://evil.example").header("Vary")).contains("Origin");
    }

    private static Answer from(String origin) {
        return SERVER.send(SERVER.request(TOKEN)
                        .header("Origin", origin)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form())))
                .expect(200);
    }

    /// §5.2: the code, a description in its character set, and the reference for an administrator.
    private static void assertRefused(Answer answer, int status, String error) {
        answer.expect(status);
        assertThat(answer.get("error")).isEqualTo(error);
        assertThat(answer.text("error_description"))
                .matches("[ !#-\\[\\]-~]+")
                .endsWith("(reference %s)".formatted(answer.get("reference")));
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static String form() {
        return "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(reports.clientId(), reports.secret());
    }

    private static Answer post(String form) {
        return SERVER.send(SERVER.request(TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }
}
