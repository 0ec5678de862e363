package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.AtOnce;
import dev.chancery.Residents;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
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
            try (var server = new TestServer(dialect, InstantSource.system()).start()) {
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
                other.refresh(theirs).expect(200);
            }
    }
}
