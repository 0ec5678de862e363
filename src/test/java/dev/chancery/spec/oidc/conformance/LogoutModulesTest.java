package dev.chancery.spec.oidc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.json.JsonText;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The plan rp-initiated-logout")
class LogoutModulesTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private RelyingParty client;
    private WebBrowser browser;
    private String idToken = "";

    @BeforeEach
    void signed_in() {
        client = RelyingParty.in(SERVER, RelyingParty.QUERY);
        browser = new WebBrowser(SERVER);
        idToken = client.tokens(browser, Map.of()).text("id_token");
    }

    @Test
    @DisplayName(
            "oidcc-rp-initiated-logout-discovery-endpoint-verification: §2.1 end_session_endpoint is listed, and https")
    void listed() {
        try (var server = new TestServer()
                .with(Setting.PUBLIC_URL, "https://id.example.com")
                .start()) {
            assertThat(server.get("/realms/master/.well-known/openid-configuration")
                            .text("end_session_endpoint"))
                    .isEqualTo("https://id.example.com/realms/master/protocol/openid-connect/logout");
        }
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout: §2, §3 signed out, and back at the client with its state")
    void signed_out() {
        assertThat(end(Map.of()).left()).isEqualTo(RelyingParty.SIGNED_OUT + "?state=s-1");
        requireSignedOut();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-state: §3 or without one")
    void no_state() {
        assertThat(end(Map.of("state", "")).left()).isEqualTo(RelyingParty.SIGNED_OUT);
        requireSignedOut();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-post-logout-redirect-uri: §2 nowhere else to go: a page says so")
    void no_uri() {
        end(Map.of("post_logout_redirect_uri", "")).shows("signed out");
        requireSignedOut();
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-params: §2 without anything the person is asked first")
    void no_params() {
        requireAsked(Map.of("id_token_hint", "", "post_logout_redirect_uri", "", "state", ""));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-only-state: §2 likewise")
    void only_state() {
        requireAsked(Map.of("id_token_hint", "", "post_logout_redirect_uri", ""));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-no-id-token-hint: §3 an address that nobody vouches for is a page")
    void no_hint() {
        requirePage(Map.of("id_token_hint", ""));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri: §3 so is one that is not registered")
    void bad_uri() {
        requirePage(Map.of("post_logout_redirect_uri", "https://app.example.com/elsewhere"));
    }

    @Test
    @DisplayName(
            "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri: §3 or has more of a query than that")
    void added_query() {
        requirePage(Map.of("post_logout_redirect_uri", RelyingParty.SIGNED_OUT + "?foo=bar"));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-bad-id-token-hint: §4 an ID token that somebody else signed is a page")
    void bad_hint() {
        var stranger = RelyingParty.in(SERVER, RelyingParty.QUERY);
        var theirs = stranger.tokens(new WebBrowser(SERVER), Map.of()).text("id_token");
        var signature = theirs.substring(theirs.lastIndexOf('.'));

        requirePage(Map.of("id_token_hint", idToken.substring(0, idToken.lastIndexOf('.')) + signature));
    }

    @Test
    @DisplayName("oidcc-rp-initiated-logout-modified-id-token-hint: §4 and one with another algorithm, or another sub")
    void modified_hint() {
        var parts = idToken.split("\\.");

        var claims = JsonText.of(Answer.claimsOf(idToken));
        requirePage(Map.of("id_token_hint", RelyingParty.unsigned(claims)));
        requirePage(Map.of("id_token_hint", parts[0] + "." + RelyingParty.base64(claims + " ") + "." + parts[2]));
    }

    /// Asks as the plan's client does, with these parameters in place of others; one that is empty is left out.
    private View end(Map<String, String> changed) {
        var asked = new HashMap<String, String>(
                Map.of("id_token_hint", idToken, "post_logout_redirect_uri", RelyingParty.SIGNED_OUT, "state", "s-1"));
        asked.putAll(changed);
        asked.values().removeIf(String::isEmpty);
        return browser.open(client.issuer() + "/protocol/openid-connect/logout?" + TestServer.encoded(asked));
    }

    private void requireAsked(Map<String, String> changed) {
        var page = end(changed).shows("id=\"logout-confirm\"");
        requireSignedIn();
        browser.submit(page, Map.of()).shows("signed out");
        requireSignedOut();
    }

    private void requirePage(Map<String, String> changed) {
        var page = end(changed);

        assertThat(page.answer().status()).isEqualTo(400);
        assertThat(page.body()).containsIgnoringCase("error");
        requireSignedIn();
    }

    private void requireSignedIn() {
        client.codeOf(client.open(browser, Map.of("prompt", "none")));
    }

    private void requireSignedOut() {
        assertThat(client.errorOf(client.open(browser, Map.of("prompt", "none"))))
                .isEqualTo("login_required");
    }
}
