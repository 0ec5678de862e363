package dev.chancery.spec.rfc6749;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("RFC 6749 §4.3 Resource Owner Password Credentials Grant")
class PasswordGrantTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @DisplayName("§4.3.3 an administrator's name and password buy admin-cli an access token")
    void issues() {
        var answer = with(Map.of()).expect(200);

        assertThat(answer.claims())
                .containsEntry("preferred_username", TestServer.ADMIN)
                .containsEntry("azp", "admin-cli");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    @DisplayName("§4.3.2 username and password are REQUIRED")
    void required() {
        assertRefused(with(Map.of("username", "")), "invalid_request");
        assertRefused(with(Map.of("password", "")), "invalid_request");
    }

    @Test
    @DisplayName("§5.2 a wrong password and an unknown name are the same invalid_grant")
    void wrong() {
        var wrong = with(Map.of("password", "not it"));
        var unknown = with(Map.of("username", "nobody"));

        assertRefused(wrong, "invalid_grant");
        assertRefused(unknown, "invalid_grant");
        assertThat(unknown.text("error_description").replace(unknown.text("reference"), ""))
                .isEqualTo(wrong.text("error_description").replace(wrong.text("reference"), ""));
    }

    @Test
    @DisplayName("§4.3 a client must be switched on for it, and none is by default")
    void off_by_default() {
        var client = SERVER.client("master");

        var refused = SERVER.token(
                client,
                Map.of("grant_type", "password", "username", TestServer.ADMIN, "password", TestServer.PASSWORD));

        assertRefused(refused, "unauthorized_client");
    }

    @Test
    @DisplayName("§4.3 a realm that requires a second factor has no use for a password alone")
    void second_factor() {
        SERVER.realm("strict", Map.of("mfaRequired", true));
        var client = SERVER.client("strict", Map.of("grantTypes", List.of("password")));

        var refused = SERVER.token(
                client, Map.of("grant_type", "password", "username", "anna", "password", "whatever it is"));

        assertRefused(refused, "invalid_grant");
    }

    @Test
    @DisplayName(
            "§4.3 who must do something first, which takes pages, gets no token, nor learns it with a wrong password")
    void required_action() {
        SERVER.realm("asking");
        var client = SERVER.client("asking", Map.of("grantTypes", List.of("password"), "scopes", List.of("profile")));
        var wish = Map.of(
                "realmName",
                "asking",
                "username",
                "anna",
                "password",
                "correct horse battery",
                "requiredActions",
                List.of("UPDATE_PASSWORD"));
        var anna = SERVER.api("POST", "/api/users", wish).expect(201);
        var right = Map.of("grant_type", "password", "username", "anna", "password", "correct horse battery");

        var refused = SERVER.token(client, right);
        assertRefused(refused, "invalid_grant");
        assertThat(refused.text("error_description")).contains("not fully set up");
        assertThat(SERVER.token(client, Map.of("grant_type", "password", "username", "anna", "password", "wrong"))
                        .text("error_description"))
                .doesNotContain("set up");

        SERVER.api("PATCH", anna.header("Location"), Map.of("requiredActions", List.of()))
                .expect(200);
        SERVER.token(client, right).expect(200);
    }

    private static Answer with(Map<String, String> bent) {
        var form = new HashMap<>(Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                TestServer.ADMIN,
                "password",
                TestServer.PASSWORD));
        form.putAll(bent);
        return SERVER.tokenRequest("master", form);
    }

    private static void assertRefused(Answer answer, String error) {
        assertThat(answer.expect(400).get("error")).isEqualTo(error);
    }
}
