package dev.chancery.spec.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("What people have to do before they are signed in")
class RequiredActionsTest {
    private static final String OWN = "a password of her own";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;

    @BeforeEach
    void app() {
        realm = "actions-" + RandomToken.hex(8);
        app = App.withAda(server, realm);
    }

    private String bob(String... actions) {
        return App.person(server, realm, "bob", Map.of("requiredActions", List.of(actions)));
    }

    @Test
    @DisplayName("who was given a password chooses one of their own first, and signs in with it from then on")
    void new_password() {
        var id = bob("UPDATE_PASSWORD");
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "bob").shows("autocomplete=\"new-password\"");
        assertThat(browser.cookies()).doesNotContainKey("sso-" + realm);

        var told = browser.submit(page, Map.of("password", OWN, "again", OWN)).told();

        assertThat(told).containsKey("code");
        assertThat(server.api("GET", "/api/users/" + id, null).expect(200).get("requiredActions"))
                .isEqualTo(List.of());
        var later = new WebBrowser(server);
        var form = later.open(app.address(Map.of()));
        later.submit(form, Map.of("username", "bob", "password", Residents.PASSWORD))
                .shows("name=\"username\"");
        assertThat(later.submit(form, Map.of("username", "bob", "password", OWN))
                        .told())
                .containsKey("code");
    }

    @Test
    @DisplayName("two that differ, one that is too short, and the one they have, are asked for again")
    void unfit() {
        bob("UPDATE_PASSWORD");
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "bob");
        for (var unfit : List.of(
                Map.of("password", OWN, "again", OWN + "x"),
                Map.of("password", "short", "again", "short"),
                Map.of("password", Residents.PASSWORD, "again", Residents.PASSWORD))) {
            page = browser.submit(page, unfit).shows("autocomplete=\"new-password\"");
            assertThat(browser.cookies()).as(unfit.toString()).doesNotContainKey("sso-" + realm);
        }
    }

    @Test
    @DisplayName("LG-16 there is no way past it: not by going back, nor by another form, nor by asking anew")
    void no_way_past() {
        bob("UPDATE_PASSWORD");
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "bob");
        for (var step : List.of("sign-in", "consent", "code", "set-up-code", ""))
            browser.post(
                            page.url(),
                            Map.of(
                                    "step",
                                    step,
                                    "username",
                                    "bob",
                                    "password",
                                    Residents.PASSWORD,
                                    "consent",
                                    "accept"))
                    .shows("autocomplete=\"new-password\"");
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told()).containsEntry("error", "login_required");
    }

    @Test
    @DisplayName("LG-02 a password that a link brings, or the form of another site, is not set")
    void other_sites() {
        bob("UPDATE_PASSWORD");
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "bob");
        var own = Map.of("step", "new-password", "password", OWN, "again", OWN);
        browser.open(page.url() + "&" + TestServer.encoded(own)).shows("autocomplete=\"new-password\"");
        var sent = browser.with("Sec-Fetch-Site", "cross-site").submit(page, own);
        assertThat(sent.answer().status()).isEqualTo(400);
        requireNoSession(browser);
        app.signIn(new WebBrowser(server), Map.of(), "bob").shows("autocomplete=\"new-password\"");
    }

    private void requireNoSession(WebBrowser browser) {
        assertThat(browser.cookies()).doesNotContainKey("sso-" + realm);
    }

    @Test
    @DisplayName("LG-27 a password of their own ends what was begun with the one before")
    void ends_sessions() {
        var id = bob();
        var before = new WebBrowser(server);
        app.signIn(before, Map.of(), "bob");
        server.api("PATCH", "/api/users/" + id, Map.of("requiredActions", List.of("UPDATE_PASSWORD")))
                .expect(200);

        var browser = new WebBrowser(server);
        browser.submit(app.signIn(browser, Map.of(), "bob"), Map.of("password", OWN, "again", OWN));

        assertThat(before.open(app.address(Map.of("prompt", "none"))).told()).containsEntry("error", "login_required");
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told()).containsKey("code");
    }

    @Test
    @DisplayName("LG-27 a password that an administrator sets ends the sign-ins that began with the one before")
    void under_way() {
        var id = bob("UPDATE_PASSWORD");
        var thief = new WebBrowser(server);
        var page = app.signIn(thief, Map.of(), "bob").shows("autocomplete=\"new-password\"");
        server.api("PUT", "/api/users/" + id + "/password", Map.of("password", OWN))
                .expect(204);

        var view = thief.submit(page, Map.of("password", "of the thief", "again", "of the thief"));
        assertThat(view.answer().status()).isEqualTo(400);
        var bob = new WebBrowser(server);
        var form = bob.open(app.address(Map.of()));
        bob.submit(form, Map.of("username", "bob", "password", OWN)).shows("autocomplete=\"new-password\"");
    }

    @Test
    @DisplayName("what becomes due since they signed in is done after the password, not on an old session's word")
    void due_since() {
        var id = bob();
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of(), "bob");
        server.api("PATCH", "/api/users/" + id, Map.of("requiredActions", List.of("UPDATE_PASSWORD")))
                .expect(200);
        browser.open(app.address(Map.of())).shows("id=\"login-submit\"");
    }

    @Test
    @DisplayName("LG-15 who is switched off is let in no more, with or without a session")
    void switched_off() {
        var id = bob();
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of(), "bob");
        server.api("PATCH", "/api/users/" + id, Map.of("enabled", false)).expect(200);

        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told()).containsEntry("error", "login_required");
        app.signIn(new WebBrowser(server), Map.of(), "bob").shows("name=\"password\"");
    }
}
