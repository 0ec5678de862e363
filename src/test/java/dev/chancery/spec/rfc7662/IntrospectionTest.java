package dev.chancery.spec.rfc7662;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("RFC 7662 Token Introspection")
@ParameterizedClass(name = "on {0}")
@EnumSource(Dialect.class)
record IntrospectionTest(Dialect dialect) {
    private static final String INTROSPECT = "/realms/master/protocol/openid-connect/token/introspect";

    private static SettableClock clock;
    private static TestServer server;
    private static TestClient reports;

    @BeforeParameterizedClassInvocation
    static void start(Dialect dialect) {
        clock = new SettableClock("2030-01-01T00:00:00Z");
        server = new TestServer(dialect, clock).start();
        reports = server.client("master");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("§2.2 a live token is active, with its members")
    void active() {
        var issued = server.token(reports).expect(200);

        var answer = ask(reports, issued).json();

        var claims = issued.claims();
        assertThat(answer)
                .containsEntry("active", true)
                .containsEntry("token_type", "Bearer")
                .containsEntry("client_id", reports.clientId())
                .containsEntry("username", "service-account-" + reports.clientId())
                .containsEntry("scope", "profile email");
        for (var claim : List.of("iss", "sub", "aud", "exp", "iat", "jti"))
            assertThat(answer).containsEntry(claim, claims.get(claim));
    }

    @Test
    @DisplayName("§2.2 what is no token of ours is inactive, and nothing more is said")
    void inactive() {
        var token = server.token(reports).expect(200).text("access_token");
        var unsigned = token.substring(0, token.lastIndexOf('.') + 1);

        for (var text : List.of("nonsense", "..", token + "x", unsigned, "a".repeat(20_000)))
            assertThat(ask(reports, text).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    @DisplayName("§2.2 an expired token is inactive")
    void expired() {
        var issued = server.token(reports).expect(200);
        assertThat(ask(reports, issued).get("active")).isEqualTo(true);

        clock.advance(Duration.ofMinutes(5));

        assertThat(ask(reports, issued).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    @DisplayName("§2.2 the token of a client that was disabled or deleted is inactive at once")
    void of_a_dead_client() {
        var client = server.client("master", Map.of("audience", List.of(reports.clientId())));
        var issued = server.token(client).expect(200);
        var path = "/api/clients/" + client.clientId();

        server.api("PATCH", path, Map.of("enabled", false)).expect(200);
        assertThat(ask(reports, issued).get("active")).isEqualTo(false);
        server.api("PATCH", path, Map.of("enabled", true)).expect(200);
        assertThat(ask(reports, issued).get("active")).isEqualTo(true);
        server.api("DELETE", path, null).expect(204);
        assertThat(ask(reports, issued).get("active")).isEqualTo(false);
    }

    @Test
    @DisplayName("§2.2 a client sees its own tokens and those meant for it; others are inactive to it")
    void mine_and_meant_for_me() {
        var stranger = server.client("master");
        var meant = server.client("master", Map.of("audience", List.of(reports.clientId())));

        assertThat(ask(reports, server.token(meant)).get("active")).isEqualTo(true);
        assertThat(ask(stranger, server.token(reports)).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    @DisplayName("§2.2 a token of another realm is inactive")
    void of_another_realm() {
        var realm = server.realm("other" + dialect.name().toLowerCase(Locale.ROOT));
        var same = server.client(realm, Map.of("clientId", reports.clientId()));

        assertThat(ask(reports, server.token(same)).get("active")).isEqualTo(false);
    }

    @Test
    @DisplayName("§2.1 the caller MUST authenticate; to say who one is, is not enough")
    void authentication() {
        var token = server.token(reports).text("access_token");

        assertThat(server.form(INTROSPECT, Map.of("token", token)).expect(401).get("error"))
                .isEqualTo("invalid_client");
        server.form(INTROSPECT, Map.of("token", token, "client_id", "admin-cli"))
                .expect(401);
        server.form(INTROSPECT, Map.of("token", token, "client_id", reports.clientId(), "client_secret", "wrong"))
                .expect(401);
    }

    @Test
    @DisplayName("§2.1 token is REQUIRED; a token_type_hint that nobody knows changes nothing")
    void parameters() {
        assertThat(ask(reports, "").expect(400).get("error")).isEqualTo("invalid_request");
        var form = form(reports, server.token(reports).text("access_token"));
        form.put("token_type_hint", "made_up");
        assertThat(server.form(INTROSPECT, form).expect(200).get("active")).isEqualTo(true);
    }

    @Test
    @DisplayName("§4 answers are never stored, and GET is refused, so that tokens stay out of logs")
    void careful() {
        assertThat(ask(reports, server.token(reports)).header("Cache-Control")).isEqualTo("no-store");
        server.get(INTROSPECT + "?token=x").expect(405);
    }

    private static Answer ask(TestClient asking, Answer issued) {
        return ask(asking, issued.expect(200).text("access_token")).expect(200);
    }

    private static Answer ask(TestClient asking, String token) {
        return server.form(INTROSPECT, form(asking, token));
    }

    private static Map<String, String> form(TestClient asking, String token) {
        return new HashMap<>(Map.of("token", token, "client_id", asking.clientId(), "client_secret", asking.secret()));
    }
}
