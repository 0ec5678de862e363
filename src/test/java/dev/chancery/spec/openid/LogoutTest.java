package dev.chancery.spec.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.crypto.RandomToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("OpenID Connect RP-Initiated Logout")
class LogoutTest {
    private static final String BYE = "https://app.example.com/bye";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private WebBrowser browser() {
        return new WebBrowser(server);
    }

    private String realm = "";
    private App app;
    private WebBrowser browser;
    private Map<String, Object> tokens = Map.of();

    @BeforeEach
    void signedIn() {
        realm = "logout-" + RandomToken.hex(8);
        App.withAda(server, realm);
        app = App.in(server, realm, Map.of("postLogoutRedirectUris", List.of(BYE), "name", "The shop"));
        browser = browser();
        tokens = app.redeem(app.code(browser)).expect(200).json();
    }

    private String idToken() {
        return String.valueOf(tokens.get("id_token"));
    }

    private String address(Map<String, String> asked) {
        return server.issuer(realm) + "/protocol/openid-connect/logout?" + TestServer.encoded(asked);
    }

    private boolean isSignedIn(WebBrowser at) {
        return at.open(app.address(Map.of("prompt", "none"))).told().containsKey("code");
    }

    private void requirePage(Map<String, String> asked) {
        var view = browser.open(address(asked));
        assertThat(view.answer().status()).as(asked.toString()).isEqualTo(400);
        assertThat(view.answer().header("Location")).isEmpty();
        assertThat(isSignedIn(browser)).as("nobody was signed out").isTrue();
    }

    @Test
    @DisplayName("§2, §3 with an ID token of the session it ends at once, and the browser goes back, with the state")
    void at_once() {
        var view = browser.open(
                address(Map.of("id_token_hint", idToken(), "post_logout_redirect_uri", BYE, "state", "a&b")));
        assertThat(view.left()).isEqualTo(BYE + "?state=a%26b");
        assertThat(isSignedIn(browser)).isFalse();
        assertThat(browser.cookies()).doesNotContainKey("sso-" + realm);
    }

    @Test
    @DisplayName("what was issued in the session is dead: access tokens and refresh tokens")
    void tokens_die() {
        browser.open(address(Map.of("id_token_hint", idToken())));
        var form = new HashMap<>(Map.of(
                "token", String.valueOf(tokens.get("access_token")),
                "client_id", app.client().clientId(),
                "client_secret", app.client().secret()));
        assertThat(server.form("/realms/" + realm + "/protocol/openid-connect/token/introspect", form)
                        .expect(200)
                        .get("active"))
                .isEqualTo(false);
        var refresh = server.tokenRequest(
                realm,
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", String.valueOf(tokens.get("refresh_token")),
                        "client_id", app.client().clientId(),
                        "client_secret", app.client().secret()));
        assertThat(refresh.expect(400).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("§2 without an ID token the person is asked, and nothing ends before they answer")
    void asked() {
        var page = browser.open(address(Map.of())).shows("logout-confirm", "ada");
        assertThat(isSignedIn(browser)).isTrue();
        browser.submit(page, Map.of()).shows("signed out");
        assertThat(isSignedIn(browser)).isFalse();
    }

    @Test
    @DisplayName("§2 the same with a client_id alone; the way back is kept meanwhile")
    void client_id() {
        var page = browser.open(
                address(Map.of("client_id", app.client().clientId(), "post_logout_redirect_uri", BYE, "state", "<x>")));
        assertThat(isSignedIn(browser)).isTrue();
        // also to where the application sends them on from there
        assertThat(page.answer().header("Content-Security-Policy")).contains("form-action 'self' https: ");
        assertThat(browser.submit(page, Map.of()).left()).isEqualTo(BYE + "?state=%3Cx%3E");
        assertThat(isSignedIn(browser)).isFalse();
    }

    @Test
    @DisplayName("LG-02 a form that was not shown to this session signs nobody out")
    void not_by_others() {
        var elsewhere = browser();
        app.signIn(elsewhere, Map.of());
        var shown = elsewhere.open(address(Map.of())).form().get("confirm");
        for (var forged : List.of("", "x", shown)) {
            View view =
                    browser.post(server.issuer(realm) + "/protocol/openid-connect/logout", Map.of("confirm", forged));
            view.shows("logout-confirm");
            assertThat(isSignedIn(browser)).isTrue();
        }
        browser.open(address(
                        Map.of("confirm", browser.open(address(Map.of())).form().get("confirm"))))
                .shows("logout-confirm");
    }

    @Test
    @DisplayName("§2 an ID token of another session asks back, of this browser's")
    void another_session() {
        var elsewhere = browser();
        var other = app.redeem(app.code(elsewhere)).expect(200).text("id_token");
        browser.open(address(Map.of("id_token_hint", other))).shows("logout-confirm");
        assertThat(isSignedIn(browser)).isTrue();
        assertThat(isSignedIn(elsewhere)).isTrue();
    }

    @Test
    @DisplayName("§3, RU-15 an address that is not registered for logout is a page, and nobody is signed out")
    void not_registered() {
        for (var uri : List.of(
                App.CALLBACK,
                BYE + "/",
                BYE + "?x=1",
                "https://evil.example/bye",
                "//evil.example",
                "javascript:alert(1)"))
            requirePage(Map.of("id_token_hint", idToken(), "post_logout_redirect_uri", uri));
        requirePage(Map.of("post_logout_redirect_uri", BYE));
        requirePage(Map.of("client_id", "nobody", "post_logout_redirect_uri", BYE));
    }

    @Test
    @DisplayName("§4 an ID token that is not ours, was changed, or is another client's is a page")
    void bad_hints() {
        requirePage(Map.of("id_token_hint", idToken() + "x"));
        requirePage(Map.of("id_token_hint", "eyJhbGciOiJub25lIn0." + idToken().split("\\.")[1] + "."));
        requirePage(Map.of("id_token_hint", String.valueOf(tokens.get("access_token"))));
        var other = App.in(server, realm, Map.of());
        requirePage(
                Map.of("id_token_hint", idToken(), "client_id", other.client().clientId()));
    }

    @Test
    @DisplayName("who is not signed in goes where the application wants, or to the last page")
    void nobody() {
        var stranger = browser();
        stranger.open(address(Map.of())).shows("signed out");
        assertThat(stranger.open(address(Map.of("id_token_hint", idToken(), "post_logout_redirect_uri", BYE)))
                        .left())
                .isEqualTo(BYE);
    }

    @Test
    @DisplayName("'+' alone stands for the redirect URIs")
    void plus() {
        var plus = App.in(server, realm, Map.of("postLogoutRedirectUris", List.of("+")));
        var code = browser.open(plus.address(Map.of())).told().get("code");
        var id = plus.redeem(code).expect(200).text("id_token");
        assertThat(browser.open(address(Map.of("id_token_hint", id, "post_logout_redirect_uri", App.CALLBACK)))
                        .left())
                .isEqualTo(App.CALLBACK);
    }
}
