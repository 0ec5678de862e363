package dev.chancery.spec.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("OpenID Connect Core §3.1.2 People sign in")
class SignInTest {

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("RFC 6749 §4.1.2, RFC 9207, RU-18 the client gets a code, its own state, and the name of the issuer")
    void code() {
        var app = App.withAda(server, "code");
        var browser = new WebBrowser(server);

        var page = browser.open(app.address(Map.of())).shows("name=\"username\"", "name=\"password\"");
        assertThat(page.url()).startsWith(server.issuer("code") + "/sign-in?flow=");
        var told = browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                .told();

        assertThat(told).containsOnlyKeys("code", "state", "iss");
        assertThat(told).containsEntry("state", App.STATE).containsEntry("iss", server.issuer("code"));
        app.redeem(told.get("code")).expect(200);
    }

    @Test
    @DisplayName("who is signed in to the realm is not asked again, by this client or another")
    void single_sign_on() {
        var app = App.withAda(server, "sso");
        var other = App.in(server, "sso", Map.of());
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());

        assertThat(browser.open(app.address(Map.of())).told()).containsKey("code");
        assertThat(browser.open(other.address(Map.of())).told()).containsKey("code");
        assertThat(browser.open(other.address(Map.of("prompt", "none"))).told()).containsKey("code");
    }

    @Test
    @DisplayName("§3.1.2.6, RU-19 with prompt=none nobody is shown anything: login_required")
    void silent() {
        var app = App.withAda(server, "silent");
        var told = new WebBrowser(server)
                .open(app.address(Map.of("prompt", "none")))
                .told();
        assertThat(told).containsEntry("error", "login_required").containsEntry("state", App.STATE);
        assertThat(told).containsEntry("iss", server.issuer("silent")).doesNotContainKey("code");
    }

    @Test
    @DisplayName("§3.1.2.1, LG-04 prompt=login asks again, and whoever answers is signed in anew")
    void prompt_login() {
        var app = App.withAda(server, "again");
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        var before = Map.copyOf(browser.cookies());
        clock.advance(Duration.ofSeconds(5));

        var page = browser.open(app.address(Map.of("prompt", "login"))).shows("name=\"password\"");
        var told = browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                .told();

        assertThat(told).containsKey("code");
        assertThat(browser.cookies().get("sso-again"))
                .as("LG-04: a new value at each sign-in")
                .isNotEqualTo(before.get("sso-again"));
    }

    @Test
    @DisplayName("LG-04 a cookie that somebody else has put there is nobody's, before they sign in and after")
    void planted() {
        var app = App.withAda(server, "planted");
        var browser = new WebBrowser(server);
        var planted = "A".repeat(43);
        browser.cookies().put("sso-planted", planted);

        assertThat(app.signIn(browser, Map.of()).told()).containsKey("code");

        assertThat(browser.cookies().get("sso-planted")).isNotEqualTo(planted);
        var thief = new WebBrowser(server);
        thief.cookies().put("sso-planted", planted);
        assertThat(thief.open(app.address(Map.of("prompt", "none"))).told()).containsEntry("error", "login_required");
    }

    @Test
    @DisplayName("§3.1.2.1 max_age asks those again who signed in longer ago")
    void max_age() {
        var app = App.withAda(server, "age");
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        clock.advance(Duration.ofSeconds(61));

        assertThat(browser.open(app.address(Map.of("max_age", "120"))).told()).containsKey("code");
        var page = browser.open(app.address(Map.of("max_age", "60"))).shows("name=\"password\"");
        assertThat(browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                        .told())
                .containsKey("code");
        assertThat(browser.open(app.address(Map.of("max_age", "60", "prompt", "none")))
                        .told())
                .containsKey("code");
        clock.advance(Duration.ofSeconds(61));
        assertThat(browser.open(app.address(Map.of("max_age", "60", "prompt", "none")))
                        .told())
                .containsEntry("error", "login_required");
    }

    @Test
    @DisplayName("LG-09 a wrong password is asked for again, in words that tell nothing of whether the name exists")
    void wrong_password() {
        var app = App.withAda(server, "wrong");
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));

        var known = browser.submit(page, Map.of("username", "ada", "password", "not the password"));
        var unknown = browser.submit(page, Map.of("username", "bob", "password", "not the password"));

        assertThat(known.answer().status()).isEqualTo(200);
        assertThat(unknown.body().replace("bob", "ada")).isEqualTo(known.body());
        assertThat(browser.submit(known, Map.of("username", "ada", "password", Residents.PASSWORD))
                        .told())
                .containsKey("code");
    }

    @Test
    @DisplayName("LG-09 a sub that anybody can write tells nobody's name, and whoever else comes is not let in for it")
    void claimed_subject() {
        var app = App.withAda(server, "claimed");
        var bob = App.person(server, "claimed", "bob", Map.of());
        var claims = "{\"id_token\":{\"sub\":{\"value\":\"" + bob + "\"}}}";
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of("claims", claims)));
        assertThat(page.body()).doesNotContain("bob");
        var told = browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                .told();
        assertThat(told).containsEntry("error", "login_required").doesNotContainKey("code");
    }

    @Test
    @DisplayName("LG-16 a sign-in that was begun before the realm's not-before leads nowhere")
    void not_before() {
        var app = App.withAda(server, "void");
        server.api(
                        "PATCH",
                        "/api/users/" + App.person(server, "void", "bob", Map.of()),
                        Map.of("requiredActions", List.of("UPDATE_PASSWORD")))
                .expect(200);
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "bob").shows("autocomplete=\"new-password\"");
        clock.advance(Duration.ofSeconds(5));
        server.api(
                        "PATCH",
                        "/api/realms/void",
                        Map.of("notBefore", clock.instant().getEpochSecond()))
                .expect(200);
        assertThat(browser.open(page.url()).answer().status()).isEqualTo(400);
    }

    @Test
    @DisplayName("LG-05 a sign-in that was begun in one browser goes on in no other")
    void bound_to_the_browser() {
        var app = App.withAda(server, "bound");
        var page = new WebBrowser(server).open(app.address(Map.of()));

        var other = new WebBrowser(server);
        assertThat(other.open(page.url()).answer().status()).isEqualTo(400);
        var sent = other.post(page.url(), Map.of("step", "sign-in", "username", "ada", "password", Residents.PASSWORD));
        assertThat(sent.answer().status()).isEqualTo(400);
        assertThat(other.cookies()).doesNotContainKey("sso-bound");
    }

    @Test
    @DisplayName("LG-01 a form that another site sends is refused, cookies or not")
    void other_sites() {
        var app = App.withAda(server, "csrf");
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));

        browser.with("Sec-Fetch-Site", "cross-site");
        var sent = browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD));
        assertThat(sent.answer().status()).isEqualTo(400);
        assertThat(browser.cookies()).doesNotContainKey("sso-csrf");
    }

    @Test
    @DisplayName("LG-16 going back, or sending a form twice, leads to what is due, and to one code")
    void twice() {
        var app = App.withAda(server, "twice");
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));
        var fields = Map.of("username", "ada", "password", Residents.PASSWORD);
        browser.submit(page, fields);

        assertThat(browser.submit(page, fields).answer().status()).isEqualTo(400);
        assertThat(browser.open(page.url()).answer().status()).isEqualTo(400);
    }

    @Test
    @DisplayName(
            "LG-06, LG-07 whoever signs in as somebody else has a session of their own, and the one before has ended")
    void somebody_else() {
        var app = App.withAda(server, "two");
        App.person(server, "two", "bob", Map.of());
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        var adas = new WebBrowser(server);
        adas.cookies().putAll(browser.cookies());
        clock.advance(Duration.ofSeconds(1));

        app.signIn(browser, Map.of("prompt", "login"), "bob");

        assertThat(adas.open(app.address(Map.of("prompt", "none"))).told()).containsEntry("error", "login_required");
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told()).containsKey("code");
    }

    @Test
    @DisplayName(
            "LG-06 who signs in after somebody has signed out has a session of their own; what that one had is dead")
    void after_sign_out() {
        var app = App.withAda(server, "next");
        App.person(server, "next", "bob", Map.of());
        var browser = new WebBrowser(server);
        var adas = app.redeem(app.code(browser)).expect(200);
        var former = new WebBrowser(server);
        former.cookies().putAll(browser.cookies());
        var page = browser.open(server.issuer("next") + "/protocol/openid-connect/logout");
        browser.submit(page, Map.of()).shows("signed out");

        var code = app.signIn(browser, Map.of(), "bob").told().get("code");

        var bobs = app.redeem(code).expect(200);
        assertThat(bobs.claims().get("sid")).isNotEqualTo(adas.claims().get("sid"));
        assertThat(browser.cookies().get("sso-next"))
                .isNotEqualTo(former.cookies().get("sso-next"));
        assertThat(former.open(app.address(Map.of("prompt", "none"))).told()).containsEntry("error", "login_required");
        assertThat(userinfo("next", adas)).isEqualTo(401);
        assertThat(userinfo("next", bobs)).isEqualTo(200);
        var refresh = Map.of("grant_type", "refresh_token", "refresh_token", adas.text("refresh_token"));
        assertThat(server.token(app.client(), refresh).expect(400).text("error"))
                .isEqualTo("invalid_grant");
    }

    private int userinfo(String realm, Answer tokens) {
        return server.send(server.request("/realms/%s/protocol/openid-connect/userinfo".formatted(realm))
                        .header("Authorization", "Bearer " + tokens.text("access_token")))
                .status();
    }

    @Test
    @DisplayName("RL-02 the cookie of one realm is nothing in another")
    void realms() {
        var app = App.withAda(server, "here");
        var elsewhere = App.withAda(server, "there");
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        browser.cookies().put("sso-there", browser.cookies().get("sso-here"));

        assertThat(browser.open(elsewhere.address(Map.of("prompt", "none"))).told())
                .containsEntry("error", "login_required");
    }

    @Test
    @DisplayName("a session ends when it is not used, and in the end however much it is used")
    void session_ends() {
        var app = App.withAda(server, "ends");
        server.api("PATCH", "/api/realms/ends", Map.of("sessionIdleSeconds", 600, "sessionLifespanSeconds", 1500))
                .expect(200);
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        var silent = app.address(Map.of("prompt", "none"));

        clock.advance(Duration.ofSeconds(500));
        assertThat(browser.open(silent).told()).containsKey("code");
        clock.advance(Duration.ofSeconds(500));
        assertThat(browser.open(silent).told()).as("used meanwhile").containsKey("code");
        clock.advance(Duration.ofSeconds(499));
        assertThat(browser.open(silent).told()).containsKey("code");
        clock.advance(Duration.ofSeconds(2));
        assertThat(browser.open(silent).told()).as("at its end").containsEntry("error", "login_required");

        app.signIn(browser, Map.of());
        clock.advance(Duration.ofSeconds(601));
        assertThat(browser.open(silent).told()).as("idle").containsEntry("error", "login_required");
    }
}
