package dev.chancery.spec.rfc6749;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("RFC 6749 §4.1.3, §6 What a code and a refresh token buy")
class RefreshTokenGrantTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private SignedIn signedIn(Map<String, Object> ofClient) {
        return SignedIn.at(server, SignedIn.client(server, server.realm("six-" + UUID.randomUUID()), ofClient));
    }

    private static long number(Answer answer, String member) {
        return ((Number) answer.get(member)).longValue();
    }

    private static void assertRefused(Answer answer, String error) {
        assertThat(answer.expect(400).get("error")).isEqualTo(error);
    }

    @Test
    @DisplayName("§4.1.3, §6 code and refresh_token are REQUIRED, and rubbish is invalid_grant")
    void required() {
        var one = signedIn(Map.of());

        assertRefused(one.redeem(""), "invalid_request");
        assertRefused(one.refresh("", Map.of()), "invalid_request");
        for (var rubbish : List.of("x", "rt_", "rt_x_0.e30.y", one.tokens().text("access_token"))) {
            assertRefused(one.redeem(rubbish), "invalid_grant");
            assertRefused(one.refresh(rubbish, Map.of()), "invalid_grant");
        }
    }

    @Test
    @DisplayName("§5.1 the answer of a code: both tokens, how long they live, and the scope")
    void answer() {
        var one = signedIn(Map.of("refreshTokenLifespanSeconds", 600));

        var tokens = one.tokens();

        assertThat(tokens.json())
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", 300)
                .containsEntry("refresh_expires_in", 600)
                .containsEntry("scope", "openid profile email")
                .containsKeys("access_token", "refresh_token", "id_token", "session_state", "not-before-policy");
        assertThat(one.refresh(tokens).expect(200).json().keySet())
                .isEqualTo(tokens.json().keySet());
    }

    @Test
    @DisplayName("§6 a client without the grant type gets no refresh token, and its tokens live on")
    void without_refresh() {
        var one = signedIn(Map.of("grantTypes", List.of("authorization_code")));

        var tokens = one.tokens();

        assertThat(tokens.json()).doesNotContainKey("refresh_token").containsEntry("refresh_expires_in", 0);
        assertThat(one.isActive(tokens)).isTrue();
        clock.advance(Duration.ofSeconds(299));
        assertThat(one.isActive(tokens)).isTrue();
    }

    @Test
    @DisplayName("§6 a refresh may ask for less, which costs the next one nothing; never for more")
    void scope() {
        var one = signedIn(Map.of());
        var tokens = one.tokens();

        var less = one.refresh(tokens.text("refresh_token"), Map.of("scope", "openid email"))
                .expect(200);

        assertThat(less.text("scope")).isEqualTo("openid email");
        assertThat(less.claims()).doesNotContainKey("given_name").containsEntry("scope", "openid email");
        for (var more : List.of("openid phone", "phone", "offline_access", "no-such-scope"))
            assertRefused(one.refresh(less.text("refresh_token"), Map.of("scope", more)), "invalid_scope");
        assertThat(one.refresh(less).expect(200).text("scope")).isEqualTo("openid profile email");
    }

    @Test
    @DisplayName("§10.4 an unused refresh token ends by the clock: the client's time, and the session's")
    void idle() {
        var one = signedIn(Map.of("refreshTokenLifespanSeconds", 600, "sessionLifespanSeconds", 1_500));
        var tokens = one.tokens();
        clock.advance(Duration.ofSeconds(599));
        tokens = one.refresh(tokens).expect(200);
        clock.advance(Duration.ofSeconds(599));
        tokens = one.refresh(tokens).expect(200);
        assertThat(number(tokens, "refresh_expires_in"))
                .as("the client's end of it all")
                .isEqualTo(302);
        clock.advance(Duration.ofSeconds(302));
        assertRefused(one.refresh(tokens), "invalid_grant");

        var other = signedIn(Map.of("refreshTokenLifespanSeconds", 600));
        var unused = other.tokens();
        clock.advance(Duration.ofSeconds(600));
        assertRefused(other.refresh(unused), "invalid_grant");
    }

    @Test
    @DisplayName("§6 refreshing keeps the session alive, and a session that nobody uses ends what it gave")
    void session() {
        var one = signedIn(Map.of());
        var tokens = one.tokens();
        var other = one.at(SignedIn.client(server, one.client().realm(), Map.of()));
        var beside = other.tokens();
        for (var turn = 0; turn < 3; turn++) {
            clock.advance(Duration.ofSeconds(1_700));
            tokens = one.refresh(tokens).expect(200);
        }
        beside = other.refresh(beside).expect(200);
        clock.advance(Duration.ofSeconds(1_800));

        assertRefused(one.refresh(tokens), "invalid_grant");
        assertRefused(other.refresh(beside), "invalid_grant");
    }

    @Test
    @DisplayName("OpenID Connect Core §11 offline access outlives the session, and is no part of it")
    void offline() {
        var one = signedIn(Map.of());
        var away = one.offline();

        var tokens = away.tokens();

        assertThat(tokens.claims()).doesNotContainKey("sid").containsKey("grant_id");
        assertThat(tokens.json()).doesNotContainKey("session_state");
        server.api("DELETE", "/api/sessions/" + one.sid(), null).expect(204);
        clock.advance(Duration.ofDays(20));
        var refreshed = away.refresh(tokens).expect(200);
        assertThat(away.isActive(refreshed)).isTrue();
        assertThat(refreshed.text("scope")).contains("offline_access");
        clock.advance(Duration.ofDays(30));
        assertRefused(away.refresh(refreshed), "invalid_grant");
    }

    @Test
    @DisplayName(
            "OpenID Connect Core §11 the password grant gives offline access to clients that refresh, and to no others")
    void offline_by_password() {
        var one = signedIn(Map.of());
        var realm = one.client().realm();
        var refreshes = Map.<String, Object>of(
                "grantTypes", List.of("password", "refresh_token"), "optionalScopes", List.of("offline_access"));
        var other =
                Map.<String, Object>of("grantTypes", List.of("password"), "optionalScopes", List.of("offline_access"));

        var tokens = byPassword(one, server.client(realm, refreshes)).expect(200);

        assertThat(tokens.claims()).doesNotContainKey("sid");
        assertThat(tokens.json()).containsKey("refresh_token").doesNotContainKey("session_state");
        assertRefused(byPassword(one, server.client(realm, other)), "invalid_scope");
    }

    private Answer byPassword(SignedIn one, TestClient client) {
        return server.token(
                client,
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        one.user().settings().username(),
                        "password",
                        Residents.PASSWORD,
                        "scope",
                        "offline_access"));
    }
}
