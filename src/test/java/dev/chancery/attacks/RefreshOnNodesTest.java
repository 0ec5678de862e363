package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.AtOnce;
import dev.chancery.Residents;
import dev.chancery.Setting;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.db.Dialect;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("TK, RT, LG Codes, refresh tokens and sessions on two nodes over one database, and over restarts")
class RefreshOnNodesTest {
    private static TestServer here;
    private static TestServer there;

    @BeforeAll
    static void start() {
        here = new TestServer(Dialect.POSTGRES, InstantSource.system()).start();
        there = here.neighbour();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    private static SignedIn signedIn() {
        return SignedIn.at(here, SignedIn.client(here, "master", Map.of()));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.expect(400).get("error")).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("TK-02 of 50 redemptions of one code over two nodes one succeeds")
    void codes() {
        var one = signedIn();
        var code = one.code();

        var answers =
                AtOnce.of(50, number -> one.on(number % 2 == 0 ? here : there).redeem(code));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 200).forEach(RefreshOnNodesTest::assertRefused);
        var won = answers.stream().filter(answer -> answer.status() == 200).findFirst();
        for (var node : List.of(here, there))
            assertThat(one.on(node).isActive(won.orElseThrow())).isFalse();
    }

    @Test
    @DisplayName("RT-03 of 100 refreshes over two nodes one live token comes")
    void refreshes() {
        var one = signedIn();
        var first = one.tokens();

        var answers =
                AtOnce.of(100, number -> one.on(number % 2 == 0 ? here : there).refresh(first));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers.stream().map(answer -> answer.text("refresh_token")).distinct())
                .hasSize(1);
        one.on(there).refresh(answers.getFirst()).expect(200);
    }

    @Test
    @DisplayName("RT-03 without grace a token that was used up is refused at a node whose clock is behind, too")
    void without_grace() {
        var realm = here.realm("strict", Map.of("refreshTokenGraceSeconds", 0));
        try (var behind = here.neighbour(() -> Instant.now().minusSeconds(3))) {
            var one = SignedIn.at(here, SignedIn.client(here, realm, Map.of()));
            var first = one.tokens();
            var second = one.refresh(first).expect(200);

            assertRefused(one.on(behind).refresh(first));
            assertRefused(one.refresh(second));
        }
    }

    @Test
    @DisplayName("LG-08 a browser whose session an administrator ends at one node is signed in at neither")
    void browser() {
        var app = App.withAda(here, "browsers");
        var silently = app.address(Map.of("prompt", "none"));
        var browser = new WebBrowser(here);
        app.signIn(browser, Map.of());
        var elsewhere = new WebBrowser(there);
        elsewhere.cookies().putAll(browser.cookies());
        assertThat(elsewhere.open(silently).told()).containsKey("code");

        here.api("DELETE", "/api/sessions?everybody=true&realm=browsers", null).expect(204);

        for (var each : List.of(elsewhere, browser))
            assertThat(each.open(silently).told()).containsEntry("error", "login_required");
    }

    @Test
    @DisplayName("LG-08 a session that ended on one node is dead on the other at once: access, refresh and userinfo")
    void session() {
        var one = signedIn();
        var tokens = one.tokens();
        var other = one.on(there);
        assertThat(other.isActive(tokens)).isTrue();

        Residents.of(here).endSession("master", one.sid());

        assertThat(other.isActive(tokens)).isFalse();
        assertRefused(other.refresh(tokens));
        there.send(there.request("/realms/master/protocol/openid-connect/userinfo")
                        .header("Authorization", "Bearer " + tokens.text("access_token")))
                .expect(401);
    }

    @Test
    @DisplayName("RT-04 what was used up stays so over a restart, and what was not lives on")
    void restart() {
        for (var dialect : List.of(Dialect.values()))
            try (var server = lasting(dialect)) {
                server.realm("lasting", Map.of("refreshTokenGraceSeconds", 0));
                var one = SignedIn.at(server, SignedIn.client(server, "lasting", Map.of()));
                var other = SignedIn.at(server, one.client());
                var first = one.tokens();
                var second = one.refresh(first).expect(200);
                var theirs = other.tokens();

                server.restart();

                assertRefused(one.refresh(first));
                assertRefused(one.refresh(second));
                assertThat(one.isActive(second)).isFalse();
                assertThat(other.isActive(theirs)).isTrue();
                other.refresh(theirs).expect(200);
            }
    }

    @Test
    @DisplayName("a browser stays signed in over a restart, and half-way through it goes on")
    void browser_over_a_restart() {
        for (var dialect : List.of(Dialect.values()))
            try (var server = lasting(dialect)) {
                var app = App.withAda(server, "lasting");
                var signedIn = new WebBrowser(server);
                app.signIn(signedIn, Map.of());
                var halfWay = new WebBrowser(server);
                var page = halfWay.open(app.address(Map.of()))
                        .url()
                        .substring(server.url().length());

                server.restart();

                assertThat(signedIn.open(app.address(Map.of("prompt", "none"))).told())
                        .containsKey("code");
                var form = halfWay.open(server.url() + page);
                var typed = Map.of("username", "ada", "password", Residents.PASSWORD);
                assertThat(halfWay.submit(form, typed).told()).containsKey("code");
            }
    }

    /// Called the same wherever it listens.
    private static TestServer lasting(Dialect dialect) {
        return new TestServer(dialect, InstantSource.system())
                .with(Setting.PUBLIC_URL, "https://id.example.com")
                .start();
    }
}
