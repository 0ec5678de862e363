package dev.chancery.spec.rfc6750;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("RFC 6750 Bearer Token Usage, at /api")
class BearerTokenTest {
    private static final SettableClock CLOCK = new SettableClock("2030-01-01T00:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    @Test
    @DisplayName("§2.1 the token stands in the Authorization header; the scheme's name is case-insensitive")
    void header() {
        for (var scheme : List.of("Bearer ", "bearer ", "BEARER "))
            with(scheme + SERVER.adminToken()).expect(200);
    }

    @Test
    @DisplayName("§2.2, §2.3 a token in the query or in a form is not looked at")
    void header_only() {
        var token = SERVER.adminToken();

        SERVER.get("/api/clients?realm=master&access_token=" + token).expect(401);
        SERVER.form("/api/clients", Map.of("access_token", token)).expect(401);
    }

    @Test
    @DisplayName("§3 a request without a token is challenged, and given no error code")
    void challenge() {
        var answer = SERVER.get("/api/clients?realm=master").expect(401);

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"chancery\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    @DisplayName("§3.1 invalid_token: malformed, expired, or of a realm whose keys it was not signed with")
    void invalid_token() {
        var expired = SERVER.adminToken();
        CLOCK.advance(Duration.ofSeconds(301));
        var token = SERVER.adminToken();

        for (var bad : List.of("nonsense", expired, token + "x", token.substring(0, token.lastIndexOf('.') + 1))) {
            var answer = with("Bearer " + bad).expect(401);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(answer.body()).doesNotContain(bad);
        }
    }

    @Test
    @DisplayName("RFC 9068 §4 a token that was not made for administration is refused, even an administrator's (D15)")
    void audience() {
        var app = SERVER.client("master", Map.of("grantTypes", List.of("password")));
        var token = SERVER.token(
                        app,
                        Map.of("grant_type", "password", "username", TestServer.ADMIN, "password", TestServer.PASSWORD))
                .expect(200)
                .text("access_token");

        assertThat(with("Bearer " + token).expect(401).header("WWW-Authenticate"))
                .contains("invalid_token");
    }

    @Test
    @DisplayName("§3.1 a valid token without the right is 403")
    void insufficient() {
        var powerless = SERVER.client("master", Map.of("scopes", List.of("profile", "chancery-admin")));
        var token = SERVER.token(powerless).expect(200).text("access_token");

        with("Bearer " + token).expect(403);
    }

    private static Answer with(String authorization) {
        return SERVER.send(SERVER.request("/api/clients?realm=master").header("Authorization", authorization));
    }
}
