package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.AtOnce;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.crypto.TokenHash;
import dev.chancery.session.Terms;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("TK Authorization codes")
class CodesTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private SignedIn signedIn() {
        return SignedIn.at(server, SignedIn.client(server, realm(), Map.of()));
    }

    private String realm() {
        return server.realm("codes-" + UUID.randomUUID());
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.expect(400).get("error")).isEqualTo("invalid_grant");
        assertThat(answer.json()).doesNotContainKeys("access_token", "refresh_token", "id_token");
    }

    @Test
    @DisplayName("TK-01 a code that is shown again is refused, and all tokens of its first use die with it")
    void replayed() {
        for (var pause : List.of(0, 1, 30, 300)) {
            var one = signedIn();
            var code = one.code();
            var tokens = one.redeem(code).expect(200);
            var refreshed = one.refresh(tokens).expect(200);
            clock.advance(Duration.ofSeconds(pause));
            assertThat(one.isActive(refreshed)).isEqualTo(pause < 300);

            var again = one.redeem(code);

            assertRefused(again);
            assertThat(one.isActive(tokens)).isFalse();
            assertThat(one.isActive(refreshed)).isFalse();
            assertRefused(one.refresh(refreshed));
            assertThat(cause(one, again)).isEqualTo("code_replayed");
        }
    }

    @Test
    @DisplayName(
            "TK-02 of 50 that redeem one code in the same moment one gets tokens, and they die when the others come")
    void parallel() {
        var one = signedIn();
        var code = one.code();

        var answers = AtOnce.of(50, _ -> one.redeem(code));

        var won = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(won).hasSize(1);
        answers.stream().filter(answer -> answer != won.getFirst()).forEach(CodesTest::assertRefused);
        assertThat(one.isActive(won.getFirst())).isFalse();
        assertRefused(one.refresh(won.getFirst()));
    }

    @Test
    @DisplayName(
            "TK-03 a code that another client shows, of this realm or another, buys nothing and is left to its owner")
    void another_client() {
        var one = signedIn();
        var code = one.code();
        var confidential = one.at(SignedIn.client(server, one.client().realm(), Map.of()));
        var open = one.at(SignedIn.client(server, one.client().realm(), Map.of("publicClient", true)));
        var abroad = one.at(SignedIn.client(server, realm(), Map.of()));

        for (var other : List.of(confidential, open)) {
            var refused = other.redeem(code);
            assertRefused(refused);
            assertThat(cause(one, refused)).isEqualTo("code_of_another_client");
        }
        assertRefused(abroad.redeem(code));
        var tokens = one.redeem(code).expect(200);
        assertRefused(confidential.redeem(code));
        assertThat(one.isActive(tokens)).isTrue();
    }

    @Test
    @DisplayName(
            "TK-04 a verifier that is missing, empty, wrong, too short, too long or of other characters is refused")
    void verifiers() {
        var one = signedIn();
        var code = one.code();
        var bad = List.of(
                "",
                "x".repeat(43),
                SignedIn.VERIFIER.substring(1),
                SignedIn.VERIFIER + "x",
                "x".repeat(42),
                "x".repeat(129),
                SignedIn.VERIFIER.replace('_', '/'),
                SignedIn.VERIFIER + "=",
                SignedIn.VERIFIER + " ");

        for (var verifier : bad) {
            var refused = one.redeem(code, Map.of("code_verifier", verifier));
            assertRefused(refused);
            assertThat(cause(one, refused)).as(verifier).isEqualTo("wrong_verifier");
        }
        one.redeem(code).expect(200);
    }

    @Test
    @DisplayName("TK-04 a verifier of a form that RFC 7636 has not is refused though its hash is the challenge")
    void form_of_the_verifier() {
        for (var odd : List.of("short", "é".repeat(43), "x".repeat(129))) {
            var terms = new Terms(SignedIn.REDIRECT, challenge(odd), null, List.of(), List.of());
            var one = signedIn().asking(terms);
            assertRefused(one.redeem(one.code(), Map.of("code_verifier", odd)));
        }
    }

    @Test
    @DisplayName("TK-05 a verifier for a code that was asked for without a challenge is refused")
    void downgrade() {
        var one = signedIn().asking(new Terms(SignedIn.REDIRECT, null, null, List.of(), List.of()));
        var code = one.code();

        assertRefused(one.redeem(code));
        one.redeem(code, Map.of("code_verifier", "")).expect(200);
    }

    @Test
    @DisplayName("TK-07 the redirect URI must be sent again, character by character, when it was sent before")
    void redirect_uri() {
        var one = signedIn();
        var code = one.code();

        for (var other :
                List.of("", SignedIn.REDIRECT + "/", SignedIn.REDIRECT + "?x=1", "https://APP.example.com/callback")) {
            var refused = one.redeem(code, Map.of("redirect_uri", other));
            assertRefused(refused);
            assertThat(cause(one, refused)).isEqualTo("redirect_uri_differs");
        }
        one.redeem(code).expect(200);
        var unsent = one.asking(new Terms(null, null, null, List.of(), List.of()));
        unsent.redeem(unsent.code(), Map.of("redirect_uri", "", "code_verifier", ""))
                .expect(200);
    }

    @Test
    @DisplayName("TK-08 a code is good for 60 seconds, by the clock and not by a cleaner")
    void old() {
        var one = signedIn();
        var late = one.code();
        clock.advance(Duration.ofSeconds(59));
        var early = one.code();
        one.redeem(one.code()).expect(200);
        clock.advance(Duration.ofSeconds(1));

        var refused = one.redeem(late);

        assertRefused(refused);
        assertThat(cause(one, refused)).isEqualTo("code_expired");
        one.redeem(early).expect(200);
    }

    @Test
    @DisplayName("LG-15 a code of somebody who is switched off, or signed out, buys nothing")
    void nobody() {
        var off = signedIn();
        var code = off.code();
        server.api("PATCH", "/api/users/" + off.user().id().value(), Map.of("enabled", false))
                .expect(200);
        assertRefused(off.redeem(code));

        var out = signedIn();
        code = out.code();
        Residents.of(server).endSession(out.client().realm(), out.sid());
        assertRefused(out.redeem(code));
    }

    @Test
    @DisplayName("TK-10 a code that is cut, extended or respelled is refused; at rest there is only its hash")
    void respelled() {
        var one = signedIn();
        var code = one.code();
        var swapped = code.chars()
                .map(each -> Character.isUpperCase(each) ? Character.toLowerCase(each) : Character.toUpperCase(each))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        for (var other : List.of(code.substring(1), code.substring(0, 42), code + "A", "A" + code, swapped, " " + code))
            assertRefused(one.redeem(other));
        assertThat(Residents.of(server).dump()).doesNotContain(code);
        var tokens = one.redeem(code).expect(200);
        assertThat(Residents.of(server).dump())
                .doesNotContain(code, tokens.text("refresh_token"), tokens.text("access_token"));
    }

    @Test
    @DisplayName("TK-14 answers to a code and to a refresh token are never stored, good or bad")
    void no_store() {
        var one = signedIn();
        var code = one.code();
        var tokens = one.redeem(code);

        for (var answer : List.of(tokens, one.refresh(tokens), one.redeem(code), one.refresh(tokens)))
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(TokenHash.of(verifier).digest());
    }

    /// Why it was refused, as an administrator is told.
    private String cause(SignedIn one, Answer refused) {
        return server.api(
                        "GET",
                        "/api/realms/%s/failures/%s".formatted(one.client().realm(), refused.text("reference")),
                        null)
                .expect(200)
                .text("cause");
    }
}
