package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.AtOnce;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("RT Refresh tokens")
class RefreshTokensTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private SignedIn signedIn(Map<String, Object> members) {
        var realm = server.realm("refresh-" + UUID.randomUUID(), members);
        return SignedIn.at(server, SignedIn.client(server, realm, Map.of()));
    }

    private SignedIn signedIn() {
        return signedIn(Map.of());
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.expect(400).get("error")).isEqualTo("invalid_grant");
        assertThat(answer.json()).doesNotContainKeys("access_token", "refresh_token", "id_token");
    }

    @Test
    @DisplayName(
            "RT-01 a refresh token that was used up ends all that came of its sign-in at the client, and is explained")
    void reuse() {
        var one = signedIn();
        var first = one.tokens();
        var second = one.refresh(first).expect(200);
        clock.advance(GRACE);

        var refused = one.refresh(first);

        assertRefused(refused);
        assertRefused(one.refresh(second));
        assertThat(one.isActive(first)).isFalse();
        assertThat(one.isActive(second)).isFalse();
        assertThat(cause(one, refused)).isEqualTo("refresh_token_reused");
        assertThat(one.isActive(one.at(one.client()).tokens()))
                .as("a new sign-in")
                .isTrue();
    }

    @Test
    @DisplayName(
            "LG-15 the refresh token of somebody who is switched off is dead to whoever asks, too; switched on, it lives")
    void switched_off_person() {
        var one = signedIn();
        var token = one.tokens().text("refresh_token");
        assertThat(one.isActive(token)).isTrue();
        var path = "/api/users/" + one.user().id().value();

        server.api("PATCH", path, Map.of("enabled", false)).expect(200);

        assertThat(one.isActive(token)).isFalse();
        assertRefused(one.refresh(token, Map.of()));
        server.api("PATCH", path, Map.of("enabled", true)).expect(200);
        assertThat(one.isActive(token)).isTrue();
    }

    @Test
    @DisplayName("RT-01 a token from before the last two ends it within the grace, too")
    void older() {
        var one = signedIn();
        var first = one.tokens();
        var second = one.refresh(first).expect(200);
        var third = one.refresh(second).expect(200);

        assertRefused(one.refresh(first));

        assertRefused(one.refresh(third));
        assertThat(one.isActive(third)).isFalse();
    }

    @Test
    @DisplayName("RT-01 whoever merely knows the name of a grant, as every access token tells it, cannot end it")
    void named_only() {
        var one = signedIn();
        var tokens = one.tokens();
        var grant = tokens.claims().get("grant_id");
        var mac = tokens.text("refresh_token")
                .substring(tokens.text("refresh_token").lastIndexOf('.'));

        for (var forged :
                List.of("rt_%s_0.e30.%s".formatted(grant, "A".repeat(43)), "rt_%s_7.e30%s".formatted(grant, mac)))
            assertThat(cause(one, one.refresh(forged, Map.of()))).isEqualTo("refresh_token_unknown");

        one.refresh(tokens).expect(200);
    }

    @Test
    @DisplayName(
            "RT-02 a refresh token that another client shows, of this realm or another, is refused and left to its owner")
    void another_client() {
        var one = signedIn();
        var tokens = one.tokens();
        var other = one.at(SignedIn.client(server, one.client().realm(), Map.of()));
        var open = one.at(SignedIn.client(server, one.client().realm(), Map.of("publicClient", true)));

        for (var stranger : List.of(other, open)) {
            var refused = stranger.refresh(tokens);
            assertRefused(refused);
            assertThat(cause(one, refused)).isEqualTo("refresh_token_of_another_client");
        }
        assertRefused(signedIn().refresh(tokens));
        one.refresh(tokens).expect(200);
    }

    @Test
    @DisplayName(
            "RT-03 of 100 refreshes in the same moment all that succeed get the same refresh token, which is alive")
    void parallel() {
        var one = signedIn();
        var first = one.tokens();

        var answers = AtOnce.of(100, _ -> one.refresh(first));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.text("refresh_token"))
                .containsOnly(answers.getFirst().text("refresh_token"));
        one.refresh(answers.getLast()).expect(200);
    }

    @Test
    @DisplayName("RT-03 without grace exactly one of 50 refreshes in the same moment succeeds")
    void parallel_without_grace() {
        var one = signedIn(Map.of("refreshTokenGraceSeconds", 0));
        var first = one.tokens();

        var answers = AtOnce.of(50, _ -> one.refresh(first));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 200).forEach(RefreshTokensTest::assertRefused);
    }

    @Test
    @DisplayName("RT-05 who lost the answer gets the same successor again for ten seconds, and never a second family")
    void grace() {
        var one = signedIn();
        var first = one.tokens();
        var second = one.refresh(first).expect(200);
        clock.advance(GRACE.minusSeconds(1));

        var again = one.refresh(first).expect(200);

        assertThat(again.text("refresh_token")).isEqualTo(second.text("refresh_token"));
        assertThat(again.text("access_token")).isNotEqualTo(second.text("access_token"));
        var other = one.at(SignedIn.client(server, one.client().realm(), Map.of()));
        assertRefused(other.refresh(first));
        one.refresh(again).expect(200);
    }

    @Test
    @DisplayName("RT-04 a clock that is set back makes no refresh token young again that was used up")
    void set_back() {
        var one = signedIn();
        var first = one.tokens();
        var second = one.refresh(first).expect(200);
        clock.advance(Duration.ofSeconds(-20));

        var refused = one.refresh(first);
        var after = one.refresh(second);

        clock.advance(Duration.ofSeconds(20));
        assertRefused(refused);
        assertRefused(after);
        assertThat(cause(one, refused)).isEqualTo("refresh_token_reused");
    }

    @Test
    @DisplayName(
            "RT-16 one that is cut, extended or changed in a character is nothing, and costs the right one nothing")
    void bent() {
        var one = signedIn();
        var tokens = one.tokens();
        var text = tokens.text("refresh_token");
        var bent = new ArrayList<>(List.of(
                text.substring(1),
                text.substring(0, text.length() - 1),
                text + "A",
                "A" + text,
                text + ".",
                text.toUpperCase(Locale.ROOT)));
        for (var at = 0; at < text.length(); at += 4)
            bent.add(text.substring(0, at) + (text.charAt(at) == '1' ? '2' : '1') + text.substring(at + 1));

        for (var other : bent) {
            assertThat(one.isActive(other)).as(other).isFalse();
            assertRefused(one.refresh(other, Map.of()));
        }

        one.refresh(tokens).expect(200);
    }

    @Test
    @DisplayName("RT-06, LG-27 an end of the session, a new password or the end of an account end refreshing")
    void ended() {
        var realm = Residents.of(server);
        var left = signedIn();
        var tokens = left.tokens();
        realm.endSession(left.client().realm(), left.sid());
        assertEnded(left, tokens);

        var careful = signedIn();
        var away = careful.offline();
        var earlier = List.of(careful.tokens(), away.tokens());
        realm.setPassword(careful.client().realm(), careful.user().settings().username(), "another password");
        for (var each : earlier) assertEnded(careful, each);

        var disabled = signedIn();
        var theirs = disabled.tokens();
        realm.disable(disabled.user());
        assertEnded(disabled, theirs);

        var deleted = signedIn();
        var gone = deleted.tokens();
        realm.delete(deleted.user());
        assertEnded(deleted, gone);
    }

    @Test
    @DisplayName("RT-06 a client or a realm that is switched off refreshes nothing, nor one that lost the grant type")
    void switched_off() {
        for (var change : List.of(Map.of("enabled", false), Map.of("grantTypes", List.of("authorization_code")))) {
            var one = signedIn();
            var tokens = one.tokens();
            server.api("PATCH", "/api/clients/" + one.client().id(), change).expect(200);
            assertThat(one.refresh(tokens).status()).isIn(400, 401);
        }
        var one = signedIn();
        var tokens = one.tokens();
        server.api("PATCH", "/api/realms/" + one.client().realm(), Map.of("enabled", false))
                .expect(200);
        assertThat(one.refresh(tokens).status()).isIn(400, 401, 404);
    }

    @Test
    @DisplayName("RT-06 what is withdrawn from a client refreshes nothing and buys nothing; another client's lives")
    void withdrawn() {
        var one = signedIn();
        var other = one.at(SignedIn.client(server, one.client().realm(), Map.of()));
        var theirs = other.tokens();
        var tokens = one.tokens();
        var away = one.offline().tokens();
        var code = one.code();
        assertThat(List.of(tokens, away)).allMatch(one::isActive);
        assertThat(other.isActive(theirs)).isTrue();
        var somebody = SignedIn.at(server, one.client());
        var somebodys = somebody.tokens();

        var path = "/api/users/" + one.user().id() + "/consents/" + one.client().clientId();
        server.api("DELETE", path, null).expect(204);

        assertEnded(one, tokens);
        assertEnded(one, away);
        assertRefused(one.redeem(code));
        assertThat(other.isActive(theirs)).isTrue();
        other.refresh(theirs).expect(200);
        somebody.refresh(somebodys).expect(200);
        one.tokens();
    }

    @Test
    @DisplayName("RT-07 not-before of the realm, the client or the person ends what was granted earlier, for good")
    void not_before() {
        for (var what : List.of("realm", "client", "person")) {
            var one = signedIn();
            var tokens = one.tokens();
            clock.advance(Duration.ofSeconds(5));
            var path = Map.of(
                            "realm", "/api/realms/" + one.client().realm(),
                            "client", "/api/clients/" + one.client().id(),
                            "person", "/api/users/" + one.user().id())
                    .get(what);
            server.api("PATCH", path, Map.of("notBefore", clock.instant().getEpochSecond()))
                    .expect(200);

            var refused = one.refresh(tokens);

            assertRefused(refused);
            assertThat(cause(one, refused)).as(what).isEqualTo("grant_ended");
            one.refresh(SignedIn.at(server, one.client()).tokens()).expect(200);
        }
    }

    @Test
    @DisplayName(
            "RT-09 a scope that was taken from the client is gone at the next refresh, and offline access with its scope")
    void lost_scope() {
        var one = signedIn();
        var tokens = one.tokens();
        var away = one.offline();
        var offline = away.tokens();
        assertThat(tokens.text("scope")).isEqualTo("openid profile email");
        var members = new HashMap<String, Object>(
                Map.of("scopes", List.of("openid", "profile"), "optionalScopes", List.of()));
        server.api("PATCH", "/api/clients/" + one.client().id(), members).expect(200);

        var refreshed = one.refresh(tokens).expect(200);

        assertThat(refreshed.text("scope")).isEqualTo("openid profile");
        assertThat(refreshed.claims()).doesNotContainKey("email");
        assertRefused(away.refresh(offline));
    }

    @Test
    @DisplayName(
            "RT-18 what is refreshed every day ends with its session, at the latest; offline access at its own end")
    void absolute_end() {
        var one = signedIn(
                Map.of("sessionIdleSeconds", 1_000, "sessionLifespanSeconds", 3_000, "offlineLifespanSeconds", 5_000));
        var tokens = one.tokens();
        var offline = one.offline().tokens();
        for (var passed = 900; passed < 3_000; passed += 900) {
            clock.advance(Duration.ofSeconds(900));
            tokens = one.refresh(tokens).expect(200);
        }
        assertThat(number(tokens, "refresh_expires_in"))
                .as("no promise beyond the end")
                .isEqualTo(300);
        clock.advance(Duration.ofSeconds(300));

        assertRefused(one.refresh(tokens));
        offline = one.refresh(offline).expect(200);
        clock.advance(Duration.ofSeconds(2_000));
        assertRefused(one.refresh(offline));
    }

    private void assertEnded(SignedIn one, Answer tokens) {
        assertRefused(one.refresh(tokens));
        assertThat(one.isActive(tokens)).isFalse();
    }

    private static long number(Answer answer, String member) {
        return ((Number) answer.get(member)).longValue();
    }

    /// Why it was refused, as an administrator is told.
    private String cause(SignedIn one, Answer refused) {
        var path = "/api/realms/%s/failures/%s".formatted(one.client().realm(), refused.text("reference"));
        return server.api("GET", path, null).expect(200).text("cause");
    }
}
