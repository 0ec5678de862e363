package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.db.Dialect;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R-23 In a new epoch nobody is signed in by what is older")
class RestoredSignInsTest {
    private WebBrowser signedIn;
    private WebBrowser halfWay;
    private View page;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    @DisplayName("neither by a session nor by a sign-in that was under way")
    void epoch(Dialect dialect) {
        try (var server = new TestServer(dialect, InstantSource.system()).start()) {
            var app = App.withAda(server, "restored");
            begin(server, app);
            assertThat(silently(app)).containsKey("code");

            Residents.of(server).beginEpoch();

            assertThat(silently(app)).containsEntry("error", "login_required");
            var late = halfWay.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD));
            assertThat(late.answer().status()).isEqualTo(400);
            late.shows("This sign-in has ended");
            begin(server, app);
            assertThat(silently(app)).containsKey("code");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    @DisplayName("nor is anything done in one that was under way when it began")
    void epoch_meanwhile(Dialect dialect) {
        var clock = new SettableClock(Instant.now().toString());
        try (var server = new TestServer(dialect, clock).start()) {
            var app = App.withAda(server, "restored");
            var eve = App.person(server, "restored", "eve", Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
            var browser = new WebBrowser(server);
            var setUp = app.signIn(browser, Map.of(), "eve");
            var code = Phone.code(App.seed(setUp), clock.instant(), 0);
            clock.meanwhile(
                    callers -> callers.getFirst().equals("dev.chancery.factor.SetUpCode"),
                    0,
                    () -> Residents.of(server).beginEpoch());

            browser.submit(setUp, Map.of("code", code)).shows("This sign-in has ended");

            assertThat(clock.passed()).isTrue();
            assertThat(Residents.of(server).rows().get("totp")).noneMatch(row -> row.contains(eve));
        }
    }

    private void begin(TestServer server, App app) {
        signedIn = new WebBrowser(server);
        app.signIn(signedIn, Map.of());
        halfWay = new WebBrowser(server);
        page = halfWay.open(app.address(Map.of())).shows("login-submit");
    }

    private Map<String, String> silently(App app) {
        return signedIn.open(app.address(Map.of("prompt", "none"))).told();
    }
}
