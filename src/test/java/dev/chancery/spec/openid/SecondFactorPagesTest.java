package dev.chancery.spec.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.OnBothDatabases;
import dev.chancery.Phone;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.crypto.RandomToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("People sign in with a second factor")
class SecondFactorPagesTest {

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;

    @BeforeEach
    void app() {
        realm = "factor-" + RandomToken.hex(8);
        app = App.withAda(server, realm);
        App.person(server, realm, "bob", Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
    }

    private View toSetUp(WebBrowser browser) {
        return app.signIn(browser, Map.of(), "bob").shows("id=\"set-up-code-submit\"", "<svg");
    }

    private String code(String seed) {
        return Phone.code(seed, clock.instant(), 0);
    }

    /// Signs bob in, who sets up his app on the way; its seed.
    private String setUp(WebBrowser browser) {
        var page = toSetUp(browser);
        var seed = App.seed(page);
        var codes = browser.submit(page, Map.of("code", code(seed))).shows("id=\"recovery-codes-saved\"");
        assertThat(browser.submit(codes, Map.of()).told()).containsKey("code");
        clock.advance(Duration.ofSeconds(30));
        return seed;
    }

    private void requireNotIn(WebBrowser browser) {
        assertThat(browser.cookies()).doesNotContainKey("sso-" + realm);
    }

    @Test
    @DisplayName("who has to sets up an app, by a code that it shows, and is shown recovery codes once")
    void set_up() {
        var browser = new WebBrowser(server);
        var page = toSetUp(browser);
        var seed = App.seed(page);
        var again = browser.submit(page, Map.of("code", "000000")).shows("role=\"alert\"");
        assertThat(App.seed(again)).as("the app is paired with what was shown").isEqualTo(seed);
        requireNotIn(browser);

        var codes = browser.submit(again, Map.of("code", code(seed)));
        assertThat(App.recoveryCodes(codes)).hasSize(10).doesNotHaveDuplicates();
        var told = browser.submit(codes, Map.of()).told();

        var id = Answer.claimsOf(app.redeem(told.get("code")).expect(200).text("id_token"));
        assertThat(id).containsEntry("acr", "2").containsEntry("amr", List.of("pwd", "otp", "mfa"));
    }

    @Test
    @DisplayName("LG-16 from then on a password alone lets nobody in")
    void asked_for() {
        var seed = setUp(new WebBrowser(server));
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "bob").shows("id=\"code-submit\"");
        requireNotIn(browser);
        for (var step : List.of("", "sign-in", "consent", "set-up-code", "recovery-codes", "new-password")) {
            browser.post(page.url(), Map.of("step", step, "code", code(seed), "consent", "accept"))
                    .shows("id=\"code-submit\"");
            requireNotIn(browser);
        }
        var elsewhere = new WebBrowser(server);
        var sent = elsewhere.post(page.url(), Map.of("step", "code", "code", code(seed)));
        assertThat(sent.answer().status()).isEqualTo(400);
        requireNotIn(elsewhere);
        assertThat(browser.submit(page, Map.of("code", code(seed))).told()).containsKey("code");
    }

    @Test
    @DisplayName("LG-16 what was shown in one tab is not shown in the other")
    void two_tabs() {
        var seed = setUp(new WebBrowser(server));
        var browser = new WebBrowser(server);
        var one = app.signIn(browser, Map.of(), "bob").shows("id=\"code-submit\"");
        var other = browser.open(app.address(Map.of())).shows("name=\"password\"");

        browser.post(other.url(), Map.of("step", "code", "code", code(seed))).shows("name=\"password\"");

        requireNotIn(browser);
        assertThat(browser.submit(one, Map.of("code", code(seed))).told()).containsKey("code");
        assertThat(browser.open(other.url()).told()).containsKey("code");
    }

    @Test
    @DisplayName("LG-14 a code works once, in this browser or another")
    void once() {
        var seed = setUp(new WebBrowser(server));
        var first = new WebBrowser(server);
        first.submit(app.signIn(first, Map.of(), "bob"), Map.of("code", code(seed)));
        var second = new WebBrowser(server);
        var page = app.signIn(second, Map.of(), "bob");
        second.submit(page, Map.of("code", code(seed))).shows("role=\"alert\"");
        requireNotIn(second);
    }

    @Test
    @DisplayName("LG-13 after five wrong codes the right one isn't looked at")
    void guesses() {
        var seed = setUp(new WebBrowser(server));
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "bob");
        for (var i = 0; i < 5; i++) page = browser.submit(page, Map.of("code", "00000" + i));
        var refused = browser.submit(page, Map.of("code", code(seed)));
        assertThat(refused.answer().status()).isEqualTo(429);
        requireNotIn(browser);
    }

    @Test
    @DisplayName("a recovery code lets in whoever lost the app, once")
    void recovery() {
        var browser = new WebBrowser(server);
        var page = toSetUp(browser);
        var codes = App.recoveryCodes(browser.submit(page, Map.of("code", code(App.seed(page)))));

        for (var attempt = 0; attempt < 2; attempt++) {
            var lost = new WebBrowser(server);
            var asked = app.signIn(lost, Map.of(), "bob");
            var other = lost.post(asked.url(), Map.of("step", "recovery")).shows("name=\"recovery\"");
            var view = lost.post(other.url(), Map.of("step", "recovery", "recovery", codes.getFirst()));
            if (attempt == 0) assertThat(view.told()).containsKey("code");
            else view.shows("role=\"alert\"");
        }
    }

    @Test
    @DisplayName("where the realm requires it, everybody sets one up")
    void required() {
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        server.api("PATCH", "/api/realms/" + realm, Map.of("mfaRequired", true)).expect(200);

        app.signIn(new WebBrowser(server), Map.of()).shows("id=\"set-up-code-submit\"");
        app.signIn(browser, Map.of()).shows("id=\"set-up-code-submit\"");
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told())
                .containsEntry("error", "interaction_required");
    }

    @Test
    @DisplayName(
            "LG-04, LG-17 who signed in before they had an app proves both anew when a client wants more, and only then")
    void step_up() {
        var early = new WebBrowser(server);
        var bob = App.person(server, realm, "eve", Map.of());
        app.signIn(early, Map.of(), "eve");
        server.api("PATCH", "/api/users/" + bob, Map.of("requiredActions", List.of("CONFIGURE_TOTP")))
                .expect(200);
        var other = new WebBrowser(server);
        var page = app.signIn(other, Map.of(), "eve");
        var seed = App.seed(page);
        other.submit(page, Map.of("code", code(seed)));
        clock.advance(Duration.ofSeconds(30));

        assertThat(early.open(app.address(Map.of())).told()).containsKey("code");
        var more = app.signIn(early, Map.of("acr_values", "2"), "eve").shows("id=\"code-submit\"");
        var before = new WebBrowser(server);
        before.cookies().putAll(early.cookies());
        var told = early.submit(more, Map.of("code", code(seed))).told();
        var id = Answer.claimsOf(app.redeem(told.get("code")).expect(200).text("id_token"));
        assertThat(id).containsEntry("acr", "2");
        assertThat(early.open(app.address(Map.of("acr_values", "2"))).told()).containsKey("code");
        assertThat(before.open(app.address(Map.of("prompt", "none"))).told())
                .as("LG-04: the cookie from before the second factor")
                .containsEntry("error", "login_required");
    }

    @Test
    @DisplayName(
            "OpenID Connect Core §5.5.1.1 a level that is essential and not reached is an error, told to the client")
    void essential() {
        var claims = "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\"]}}}";
        var told = app.signIn(new WebBrowser(server), Map.of("claims", claims)).told();
        assertThat(told).containsEntry("error", "unmet_authentication_requirements");
    }
}
