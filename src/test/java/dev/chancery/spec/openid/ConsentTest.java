package dev.chancery.spec.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
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
@DisplayName("OpenID Connect Core §3.1.2.4 People agree to what a client gets")
class ConsentTest {

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private App app;

    @BeforeEach
    void app() {
        var realm = "consent-" + RandomToken.hex(8);
        var trusted = App.withAda(server, realm);
        assertThat(trusted.signIn(new WebBrowser(server), Map.of()).told()).containsKey("code");
        app = App.in(
                server, realm, Map.of("consentRequired", true, "name", "The shop", "optionalScopes", List.of("phone")));
    }

    @Test
    @DisplayName("a client that needs consent gets nothing before, and the page says who asks, and for what")
    void asked() {
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of()).shows("The shop", "ada", "consent-accept", "consent-deny");
        assertThat(browser.submit(page, Map.of("consent", "accept")).told()).containsKey("code");
    }

    @Test
    @DisplayName("who agreed is not asked again, but for what is new")
    void remembered() {
        var browser = new WebBrowser(server);
        browser.submit(app.signIn(browser, Map.of()), Map.of("consent", "accept"));

        assertThat(browser.open(app.address(Map.of())).told()).containsKey("code");
        assertThat(app.signIn(new WebBrowser(server), Map.of()).told()).containsKey("code");
        var more = browser.open(app.address(Map.of("scope", "openid profile phone")));
        assertThat(browser.submit(more, Map.of("consent", "accept")).told()).containsKey("code");
        assertThat(browser.open(app.address(Map.of())).told())
                .as("what was agreed to before stands")
                .containsKey("code");
    }

    @Test
    @DisplayName("RFC 6749 §4.1.2.1 who says no sends the client access_denied, and is asked again next time")
    void refused() {
        var browser = new WebBrowser(server);
        var told = browser.submit(app.signIn(browser, Map.of()), Map.of("consent", "deny"))
                .told();
        assertThat(told).containsEntry("error", "access_denied").containsEntry("state", App.STATE);
        browser.open(app.address(Map.of())).shows("consent-accept");
    }

    @Test
    @DisplayName("§3.1.2.6 with prompt=none the client is told that somebody would have to agree")
    void silent() {
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told())
                .containsEntry("error", "consent_required");
    }

    @Test
    @DisplayName("§3.1.2.1 prompt=consent asks whoever agreed before, of any client")
    void prompt_consent() {
        var browser = new WebBrowser(server);
        browser.submit(app.signIn(browser, Map.of()), Map.of("consent", "accept"));
        var page = browser.open(app.address(Map.of("prompt", "consent"))).shows("consent-accept");
        assertThat(browser.submit(page, Map.of("consent", "accept")).told()).containsKey("code");
    }

    @Test
    @DisplayName("LG-02 opening an address agrees to nothing, nor does a form without an answer")
    void by_post_alone() {
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of());
        browser.open(page.url() + "&step=consent&consent=accept").shows("consent-accept");
        browser.post(page.url(), Map.of("step", "consent")).shows("consent-accept");
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told())
                .containsEntry("error", "consent_required");
    }

    @Test
    @DisplayName("LG-02 the form of another site agrees to nothing, though the cookies come along")
    void other_sites() {
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of());
        for (var site : List.of("cross-site", "same-site"))
            assertThat(browser.with("Sec-Fetch-Site", site)
                            .submit(page, Map.of("consent", "accept"))
                            .answer()
                            .status())
                    .isEqualTo(400);
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told())
                .containsEntry("error", "consent_required");
        browser.with("Sec-Fetch-Site", "same-origin");
        assertThat(browser.submit(page, Map.of("consent", "accept")).told()).containsKey("code");
    }

    @Test
    @DisplayName("OpenID Connect Core §5.5 claims that are asked for one by one are those that people agreed to")
    void claims() {
        var browser = new WebBrowser(server);
        var claims = "{\"userinfo\":{\"email\":null},\"id_token\":{\"email\":null,\"name\":null}}";
        var page = app.signIn(browser, Map.of("scope", "openid profile", "claims", claims));
        var code = browser.submit(page, Map.of("consent", "accept")).told().get("code");
        var tokens = app.redeem(code).expect(200);
        assertThat(Answer.claimsOf(tokens.text("id_token"))).containsKey("name").doesNotContainKey("email");
        var userinfo = server.request("/realms/" + app.client().realm() + "/protocol/openid-connect/userinfo");
        var said = server.send(userinfo.header("Authorization", "Bearer " + tokens.text("access_token")));
        assertThat(said.expect(200).json()).containsKey("name").doesNotContainKey("email");
    }

    @Test
    @DisplayName("what is agreed to is what was shown: a scope that came since is shown first")
    void shown() {
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of("scope", ""));
        var more = Map.of("scopes", List.of("openid", "profile", "email", "address"));
        server.api("PATCH", "/api/clients/" + app.client().id(), more).expect(200);
        var again = browser.submit(page, Map.of("consent", "accept")).shows("consent-accept");
        assertThat(browser.submit(again, Map.of("consent", "accept")).told()).containsKey("code");
    }

    @Test
    @DisplayName("whoever it is not signs in first, and is asked themselves")
    void not_you() {
        var bob = App.person(server, app.client().realm(), "bob", Map.of());
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of()).shows("You are signed in as ada.", "id=\"not-you\"");
        var instead = browser.post(page.url(), Map.of("step", "sign-in"));
        var asked = browser.submit(instead, Map.of("username", "bob", "password", Residents.PASSWORD))
                .shows("You are signed in as bob.");

        browser.submit(page, Map.of("consent", "accept")).shows("You are signed in as bob.");

        var code = browser.submit(asked, Map.of("consent", "accept")).told().get("code");
        assertThat(app.redeem(code).expect(200).claims()).containsEntry("sub", bob);
    }

    @Test
    @DisplayName("§3.1.2.1 nobody is led to sign in as someone else where the client says who it must be")
    void nobody_else() {
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of());
        var code = browser.submit(page, Map.of("consent", "accept")).told().get("code");
        var hint = app.redeem(code).expect(200).text("id_token");

        var more = Map.of("scope", "openid profile phone", "id_token_hint", hint);
        var again = browser.open(app.address(more)).shows("You are signed in as ada.", "consent-accept");

        assertThat(again.body()).doesNotContain("not-you");
    }

    @Test
    @DisplayName("LG-16 who has not signed in agrees to nothing")
    void not_before_signing_in() {
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));
        browser.post(page.url(), Map.of("step", "consent", "consent", "accept")).shows("name=\"password\"");
    }
}
