package dev.chancery.spec.rfc6749;

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
@DisplayName("RFC 6749 §4.1.1 The authorization request")
class AuthorizationEndpointTest {

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;

    @BeforeEach
    void app() {
        realm = "authz-" + RandomToken.hex(8);
        app = App.withAda(server, realm);
    }

    private void requireTold(App asked, Map<String, String> changed, String error) {
        var told = new WebBrowser(server).open(asked.address(changed)).told();
        assertThat(told).as(changed.toString()).containsEntry("error", error).doesNotContainKey("code");
        assertThat(told).containsEntry("state", App.STATE).containsEntry("iss", server.issuer(realm));
        assertThat(told.get("error_description")).contains("(reference ");
    }

    @Test
    @DisplayName(
            "§4.1.2.1, RU-17, RU-18 once it is known where the client is, it is told what is wrong, by the RFC's names")
    void told() {
        requireTold(app, Map.of("response_type", ""), "invalid_request");
        for (var type : List.of("token", "id_token", "none", "code token", "code id_token", "CODE"))
            requireTold(app, Map.of("response_type", type), "unsupported_response_type");
        requireTold(app, Map.of("scope", "openid nothing-like-it"), "invalid_scope");
        requireTold(app, Map.of("scope", "openid phone"), "invalid_scope");
        requireTold(app, Map.of("prompt", "none login"), "invalid_request");
        requireTold(app, Map.of("prompt", "whatever"), "invalid_request");
        requireTold(app, Map.of("max_age", "-1"), "invalid_request");
        requireTold(app, Map.of("max_age", "soon"), "invalid_request");
        requireTold(app, Map.of("claims", "{"), "invalid_request");
        requireTold(app, Map.of("nonce", "n".repeat(1025)), "invalid_request");
        requireTold(app, Map.of("acr_values", "a".repeat(65)), "invalid_request");
        requireTold(app, Map.of("ui_locales", "de ".repeat(21)), "invalid_request");
    }

    @Test
    @DisplayName(
            "RFC 9207 §4, RU-18 where two realms have the same application, each answer names its realm, and a code of one is nothing in the other")
    void mix_up() {
        var members = Map.<String, Object>of("clientId", "shop");
        var here = App.in(server, realm, members);
        App.withAda(server, realm + "-other");
        var there = App.in(server, realm + "-other", members);

        var told = here.signIn(new WebBrowser(server), Map.of()).told();

        assertThat(told).containsEntry("iss", server.issuer(realm));
        assertThat(there.signIn(new WebBrowser(server), Map.of()).told())
                .containsEntry("iss", server.issuer(realm + "-other"));
        assertThat(there.redeem(told.get("code")).expect(400).text("error")).isEqualTo("invalid_grant");
        here.redeem(told.get("code")).expect(200);
    }

    @Test
    @DisplayName("OpenID Connect Core §6 request objects are answered by the errors for servers that take none")
    void request_objects() {
        requireTold(app, Map.of("request", "e30.e30."), "request_not_supported");
        requireTold(app, Map.of("request_uri", "https://app.example.com/object"), "request_uri_not_supported");
        requireTold(app, Map.of("registration", "{}"), "registration_not_supported");
    }

    @Test
    @DisplayName("RFC 7636 §4.4.1, TK-06 a request without S256 is refused, unless the client may do without")
    void pkce() {
        requireTold(app, Map.of("code_challenge", "", "code_challenge_method", ""), "invalid_request");
        requireTold(app, Map.of("code_challenge_method", ""), "invalid_request");
        requireTold(app, Map.of("code_challenge_method", "plain"), "invalid_request");
        requireTold(app, Map.of("code_challenge_method", "s256"), "invalid_request");
        requireTold(app, Map.of("code_challenge", App.challenge() + "x"), "invalid_request");
        requireTold(app, Map.of("code_challenge", ""), "invalid_request");

        var free = App.in(server, realm, Map.of("pkceRequired", false));
        new WebBrowser(server)
                .open(free.address(Map.of("code_challenge", "", "code_challenge_method", "")))
                .shows("name=\"password\"");
        requireTold(free, Map.of("code_challenge_method", "plain"), "invalid_request");
    }

    @Test
    @DisplayName("§4.1.2.1 a client without the grant type gets unauthorized_client")
    void grant_type() {
        var machine = App.in(server, realm, Map.of("grantTypes", List.of("client_credentials")));
        requireTold(machine, Map.of(), "unauthorized_client");
    }

    @Test
    @DisplayName("§3.1 parameters that nobody knows are ignored, and the request may be posted")
    void unknown_and_posted() {
        new WebBrowser(server).open(app.address(Map.of("extra", "foobar"))).shows("name=\"password\"");

        var browser = new WebBrowser(server);
        var page = browser.post(app.endpoint(), app.request()).shows("name=\"password\"");
        assertThat(browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                        .told())
                .containsKey("code");
        var both = browser.post(app.endpoint() + "?state=x", app.request());
        assertThat(both.answer().status()).isEqualTo(400);
    }

    @Test
    @DisplayName("§3.1.2.3 the redirect URI may be left out where there is one, but not of an OpenID Connect request")
    void redirect_uri_left_out() {
        assertThat(new WebBrowser(server)
                        .open(app.address(Map.of("redirect_uri", "", "scope", "profile", "prompt", "none")))
                        .left())
                .startsWith(App.CALLBACK + "?");
        assertThat(new WebBrowser(server)
                        .open(app.address(Map.of("redirect_uri", "")))
                        .answer()
                        .status())
                .isEqualTo(400);
        var two = App.in(server, realm, Map.of("redirectUris", List.of(App.CALLBACK, App.CALLBACK + "2")));
        assertThat(new WebBrowser(server)
                        .open(two.address(Map.of("redirect_uri", "", "scope", "profile")))
                        .answer()
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName(
            "OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode: the answer comes as it was asked for")
    void response_modes() {
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        assertThat(browser.open(app.address(Map.of("response_mode", "query"))).left())
                .startsWith(App.CALLBACK + "?code=");
        assertThat(browser.open(app.address(Map.of("response_mode", "fragment")))
                        .left())
                .startsWith(App.CALLBACK + "#code=");
        var posted = browser.open(app.address(Map.of("response_mode", "form_post")));
        assertThat(posted.answer().status()).isEqualTo(200);
        assertThat(posted.form()).containsKeys("code", "iss").containsEntry("state", App.STATE);
        var german = browser.open(app.address(Map.of("response_mode", "form_post", "ui_locales", "de")));
        assertThat(german.body()).contains("<html lang=\"de\">", "<button class=\"primary\">Weiter</button>");
        assertThat(german.answer().header("Content-Language")).isEqualTo("de");
    }

    @Test
    @DisplayName("A58 administrators see which redirect URI was sent, and the nearest one that is registered")
    void explained() {
        var sent = "https://app.example.com/callback";
        var page = new WebBrowser(server).open(app.address(Map.of("redirect_uri", sent)));
        var reference = page.body().replaceAll("(?s).*?\\b([0-9a-z]{26})\\b.*", "$1");
        var failure = server.api("GET", "/api/realms/" + realm + "/failures/" + reference, null)
                .expect(200);
        assertThat(failure.text("cause")).isEqualTo("redirect_uri_mismatch");
        assertThat(failure.body()).contains(sent).contains(App.CALLBACK);
        assertThat(page.body()).doesNotContain(App.CALLBACK);
    }
}
