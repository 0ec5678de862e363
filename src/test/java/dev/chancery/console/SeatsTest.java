package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.AtOnce;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Whoever has signed in to the console")
class SeatsTest {
    private static final String CLIENTS = "/console/realms/alpha/clients";
    private static final SettableClock CLOCK = new SettableClock("2026-11-22T12:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    private static String ada = "";

    @BeforeAll
    static void people() {
        SERVER.realm("alpha", Map.of("tokenLifespanSeconds", 60));
        ada = Residents.of(SERVER).user("alpha", "ada", "admin").id().value();
    }

    @Test
    @DisplayName("is nobody to the API by their cookie alone (AD-21)")
    void cookie_alone() {
        var desk = Desk.of(SERVER, "alpha", "ada");

        desk.knock("/api/realms").expect(401);
        desk.knock(CLIENTS).expect(200);
    }

    @Test
    @DisplayName("is signed out by a cookie that was bent by one character")
    void bent() {
        var cookie = Desk.of(SERVER, "alpha", "ada").cookie();

        for (var at : List.of(0, 4, cookie.length() / 2, cookie.length() - 12)) {
            var other = cookie.charAt(at) == 'A' ? 'B' : 'A';
            var bent = cookie.substring(0, at) + other + cookie.substring(at + 1);
            assertThat(Desk.isSentAway(Desk.knock(SERVER, bent, CLIENTS)))
                    .as(bent)
                    .isTrue();
        }
        for (var rubbish : List.of("", "x", "djEuYS5iLmM"))
            assertThat(Desk.isSentAway(Desk.knock(SERVER, rubbish, CLIENTS))).isTrue();
    }

    @Test
    @DisplayName("has, once signed out, no session in the realm, no cookie, and no use for a copy of it")
    void sign_out() {
        var desk = Desk.of(SERVER, "alpha", "ada");
        var copy = desk.cookie();
        var before = sessions();

        var out = desk.browser().post(SERVER.url() + "/console/sign-out", Map.of("mark", desk.mark()));

        assertThat(out.url()).startsWith(SERVER.issuer("master"));
        assertThat(desk.browser().cookies()).doesNotContainKey("console");
        assertThat(sessions()).hasSize(before.size() - 1);
        assertThat(Desk.isSentAway(Desk.knock(SERVER, copy, CLIENTS))).isTrue();
    }

    private static List<?> sessions() {
        return (List<?>) SERVER.api("GET", "/api/sessions?realm=alpha&userId=" + ada, null)
                .expect(200)
                .get("content");
    }

    @Test
    @DisplayName("is out at once when an administrator ends their session")
    void ended() {
        var desk = Desk.of(SERVER, "alpha", "ada");
        desk.knock(CLIENTS).expect(200);

        SERVER.api("DELETE", "/api/sessions?realm=alpha&userId=" + ada, null).expect(204);

        assertThat(desk.knock(CLIENTS).expect(303).header("Location"))
                .as("to the pages of their own realm")
                .startsWith(SERVER.issuer("alpha") + "/protocol/openid-connect/auth?");
        desk.browser()
                .post(SERVER.url() + "/console/sign-out", Map.of("mark", desk.mark()))
                .answer()
                .expect(401);
    }

    @Test
    @DisplayName(
            "is led to the sign-in when the session that they end is their own, and not told that nothing was saved")
    void ends_own() {
        for (var path : List.of("/sessions/end", "/users/" + ada + "/sessions/end")) {
            var desk = Desk.of(SERVER, "alpha", "ada");

            var out = desk.browser().post(SERVER.url() + "/console/realms/alpha" + path, Map.of("mark", desk.mark()));

            assertThat(out.url()).as(path).startsWith(SERVER.issuer("alpha"));
            assertThat(sessions()).isEmpty();
        }
    }

    @Test
    @DisplayName("stays, however often their access token runs out, and goes on with a new cookie")
    void renewed() {
        var desk = Desk.of(SERVER, "alpha", "ada");
        for (var times = 0; times < 3; times++) {
            var before = desk.cookie();
            CLOCK.advance(Duration.ofMinutes(2));

            var answer = desk.knock(CLIENTS).expect(200);

            assertThat(answer.header("Set-Cookie"))
                    .matches("console=[A-Za-z0-9_-]+; Path=/; HttpOnly; SameSite=Lax")
                    .doesNotContain(before);
            desk.open(CLIENTS).answer().expect(200);
            assertThat(desk.cookie()).isNotEqualTo(before);
        }
    }

    @Test
    @DisplayName("loses no page that the browser asks for beside another when the access token has run out")
    void at_once() {
        var desk = Desk.of(SERVER, "alpha", "ada");
        CLOCK.advance(Duration.ofMinutes(2));

        assertThat(AtOnce.of(4, _ -> desk.knock(CLIENTS))).allMatch(answer -> answer.status() == 200);

        CLOCK.advance(Duration.ofSeconds(5));
        desk.open(CLIENTS).answer().expect(200);
        CLOCK.advance(Duration.ofMinutes(2));
        desk.knock(CLIENTS).expect(200);
    }

    @Test
    @DisplayName("is out, with all that came of it, where an old cookie is used again later: somebody else has a copy"
            + " (RFC 9700 §4.14.2)")
    void copied() {
        var desk = Desk.of(SERVER, "alpha", "ada");
        var copy = desk.cookie();
        CLOCK.advance(Duration.ofMinutes(2));
        desk.open(CLIENTS).answer().expect(200);
        CLOCK.advance(Duration.ofMinutes(2));

        assertThat(Desk.isSentAway(Desk.knock(SERVER, copy, CLIENTS))).isTrue();
        assertThat(Desk.isSentAway(desk.knock(CLIENTS))).isTrue();
    }
}
