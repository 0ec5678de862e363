package dev.chancery.spec.rfc7009;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("RFC 7009 Token Revocation")
@ParameterizedClass(name = "on {0}")
@EnumSource(Dialect.class)
record RevocationTest(Dialect dialect) {
    private static final String CONNECT = "/realms/master/protocol/openid-connect";

    private static TestServer server;
    private static TestServer elsewhere;
    private static TestClient reports;

    /// PostgreSQL has two nodes; what one revokes, the other is asked about.
    @BeforeParameterizedClassInvocation
    static void start(Dialect dialect) {
        server = new TestServer(dialect, InstantSource.system()).start();
        elsewhere = dialect == Dialect.POSTGRES ? server.neighbour() : server;
        reports = server.client("master");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (elsewhere != server) elsewhere.close();
        server.close();
    }

    @Test
    @DisplayName("§2.2 200 once the token is revoked, and every node knows when the answer is there")
    void revokes() {
        var token = token(reports);
        assertThat(isActive(token)).isTrue();

        assertThat(revoke(reports, token).expect(200).body()).isEmpty();

        assertThat(isActive(token)).isFalse();
        assertThat(isActive(token(reports))).as("the next one").isTrue();
    }

    @Test
    @DisplayName("§2.2 200 for a token that is invalid, or revoked already")
    void invalid_tokens() {
        var token = token(reports);
        revoke(reports, token).expect(200);

        revoke(reports, token).expect(200);
        revoke(reports, "nonsense").expect(200);
    }

    @Test
    @DisplayName("§2.1 a client cannot revoke the token of another, and does not learn that it exists")
    void not_mine() {
        var stranger = server.client("master");
        var token = token(reports);

        revoke(stranger, token).expect(200);

        assertThat(isActive(token)).isTrue();
    }

    @Test
    @DisplayName("§2.1 the client MUST authenticate; token is REQUIRED; an unknown hint is ignored")
    void parameters() {
        var token = token(reports);

        assertThat(server.form(CONNECT + "/revoke", Map.of("token", token))
                        .expect(401)
                        .get("error"))
                .isEqualTo("invalid_client");
        assertThat(revoke(new TestClient("master", "", reports.clientId(), "wrong"), token)
                        .expect(401)
                        .get("error"))
                .isEqualTo("invalid_client");
        assertThat(revoke(reports, "").expect(400).get("error")).isEqualTo("invalid_request");
        assertThat(isActive(token)).isTrue();
        server.form(
                        CONNECT + "/revoke",
                        Map.of(
                                "token",
                                token,
                                "token_type_hint",
                                "made_up",
                                "client_id",
                                reports.clientId(),
                                "client_secret",
                                reports.secret()))
                .expect(200);
        assertThat(isActive(token)).isFalse();
    }

    @Test
    @DisplayName(
            "§2.1 a public client revokes its own, such as an administrator's token: no call works with it any more")
    void of_a_person() {
        var token = server.userToken("master", "admin-cli", TestServer.ADMIN, TestServer.PASSWORD);
        elsewhere.api(token, "GET", "/api/realms", null).expect(200);

        server.form(CONNECT + "/revoke", Map.of("token", token, "client_id", "admin-cli"))
                .expect(200);

        for (var node : List.of(server, elsewhere))
            node.api(token, "GET", "/api/realms", null).expect(401);
    }

    private static String token(TestClient client) {
        return server.token(client).expect(200).text("access_token");
    }

    private static Answer revoke(TestClient client, String token) {
        return server.form(
                CONNECT + "/revoke",
                Map.of("token", token, "client_id", client.clientId(), "client_secret", client.secret()));
    }

    private static boolean isActive(String token) {
        var form = Map.of("token", token, "client_id", reports.clientId(), "client_secret", reports.secret());
        return (Boolean)
                elsewhere.form(CONNECT + "/token/introspect", form).expect(200).get("active");
    }
}
