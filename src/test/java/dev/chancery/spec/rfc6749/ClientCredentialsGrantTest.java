package dev.chancery.spec.rfc6749;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("RFC 6749 §4.4 Client Credentials Grant")
class ClientCredentialsGrantTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @DisplayName("§4.4.3 a valid request buys an access token, and never a refresh token")
    void issues_an_access_token() {
        var reports = SERVER.client("master");

        var answer = SERVER.token(reports).expect(200);

        assertThat(answer.json())
                .containsEntry("token_type", "Bearer")
                .containsEntry("scope", "profile email")
                .containsEntry("expires_in", 300)
                .doesNotContainKey("refresh_token");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store"); // §5.1
    }

    @Test
    @DisplayName("§3.3 the order of the scopes asked for does not matter: the same ones get the same answer")
    void scope_order() {
        var reports = SERVER.client("master", Map.of("scopes", List.of("profile", "email", "phone")));

        for (var asked : List.of("phone email profile", "profile phone email", "email email phone profile"))
            assertThat(SERVER.token(reports, Map.of("scope", asked)).expect(200).get("scope"))
                    .isEqualTo("profile email phone");
    }

    @Test
    @DisplayName("§3.3 asking for less gets less; asking for a scope the client was not given is refused, by its name")
    void scope_is_narrowed_never_widened() {
        var reports = SERVER.client("master", Map.of("scopes", List.of("profile", "email")));

        assertThat(SERVER.token(reports, Map.of("scope", "email")).expect(200).get("scope"))
                .isEqualTo("email");
        var refused = SERVER.token(reports, Map.of("scope", "phone")).expect(400);

        assertThat(refused.get("error")).isEqualTo("invalid_scope");
        assertThat(refused.text("error_description")).contains("phone");
    }
}
