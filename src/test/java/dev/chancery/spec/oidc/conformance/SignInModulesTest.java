package dev.chancery.spec.oidc.conformance;

import static dev.chancery.spec.oidc.conformance.RelyingParty.idToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.db.Dialect;
import dev.chancery.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;

@InEachResponseMode
@DisplayName("The plans basic and formpost-basic: how people are asked, and when they are not")
class SignInModulesTest {
    private static final SettableClock CLOCK = new SettableClock("2030-01-31T12:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    @Parameter
    String mode;

    private RelyingParty client;
    private WebBrowser browser;

    @BeforeEach
    void newcomer() {
        client = RelyingParty.in(SERVER, mode);
        browser = new WebBrowser(SERVER);
    }

    @Test
    @DisplayName("oidcc-display-page: Core §3.1.2.1 display=page")
    void display_page() {
        client.tokens(browser, Map.of("display", "page"));
    }

    @Test
    @DisplayName("oidcc-display-popup: Core §3.1.2.1 display=popup")
    void display_popup() {
        client.tokens(browser, Map.of("display", "popup"));
    }

    @Test
    @DisplayName("oidcc-prompt-login: Core §3.1.2.1 prompt=login asks who is signed in again, and auth_time is later")
    void prompt_login() {
        var first = client.tokens(browser, Map.of());
        CLOCK.advance(Duration.ofSeconds(2));

        requireNewSignIn(first, client.tokens(browser, Map.of("prompt", "login")));
    }

    @Test
    @DisplayName("oidcc-max-age-1: Core §3.1.2.1 who signed in longer than max_age ago is asked again")
    void max_age_1() {
        var first = client.tokens(browser, Map.of("max_age", "15000"));
        CLOCK.advance(Duration.ofSeconds(2));

        requireNewSignIn(first, client.tokens(browser, Map.of("max_age", "1")));
    }

    private static void requireNewSignIn(Answer first, Answer second) {
        assertThat((int) idToken(second).get("auth_time"))
                .isEqualTo((int) idToken(first).get("auth_time") + 2);
        assertThat(idToken(second).get("sub")).isEqualTo(idToken(first).get("sub"));
    }

    @Test
    @DisplayName(
            "oidcc-max-age-10000: Core §3.1.2.1 who signed in not so long ago is not asked, and auth_time says when")
    void max_age_10000() {
        requireSameSignIn(Map.of("max_age", "15000"), Map.of("max_age", "10000"));
    }

    @Test
    @DisplayName("oidcc-prompt-none-logged-in: Core §3.1.2.1 prompt=none gets a code for who is signed in")
    void prompt_none_logged_in() {
        requireSameSignIn(Map.of(), Map.of("prompt", "none"));
    }

    /// @return the tokens of the first request
    private Answer requireSameSignIn(Map<String, String> asked, Map<String, String> again) {
        var first = client.tokens(browser, asked);
        CLOCK.advance(Duration.ofSeconds(2));
        var second = client.redeemed(client.codeOf(client.open(browser, again))).expect(200);

        for (var claim : new String[] {"sub", "auth_time"})
            assertThat(idToken(second).get(claim))
                    .isEqualTo(idToken(first).get(claim))
                    .isNotNull();
        return first;
    }

    @Test
    @DisplayName(
            "oidcc-prompt-none-not-logged-in: Core §3.1.2.6 prompt=none is refused where somebody would have to be asked")
    void prompt_none_not_logged_in() {
        assertThat(client.errorOf(client.open(browser, Map.of("prompt", "none"))))
                .isEqualTo("login_required");
    }

    @Test
    @DisplayName(
            "oidcc-id-token-hint: Core §3.1.2.1 with prompt=none and the ID token of who is signed in, a code for them")
    void id_token_hint() {
        var hint = client.tokens(browser, Map.of()).text("id_token");

        var again = client.open(browser, Map.of("prompt", "none", "id_token_hint", hint));
        assertThat(idToken(client.redeemed(client.codeOf(again)).expect(200)).get("sub"))
                .isEqualTo(Answer.claimsOf(hint).get("sub"));
    }

    @Test
    @DisplayName("oidcc-login-hint: Core §3.1.2.1 the hint stands in the form")
    void login_hint() {
        var page = client.open(browser, Map.of("login_hint", "alice")).shows("value=\"alice\"");

        client.redeemed(client.codeOf(client.answered(browser, page))).expect(200);
    }

    @Test
    @DisplayName("oidcc-ui-locales: Core §3.1.2.1 languages that the pages have and such that they don't")
    void ui_locales() {
        client.tokens(browser, Map.of("ui_locales", "se fr-CA en"));
    }

    @Test
    @DisplayName("oidcc-claims-locales: Core §5.2 languages of claims")
    void claims_locales() {
        client.tokens(browser, Map.of("claims_locales", "se fr-CA en"));
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-acr-values-succeeds: Core §3.1.2.1 acr_values are a wish")
    void acr_values() {
        assertThat(idToken(client.tokens(browser, Map.of("acr_values", "1 2")))).containsKey("acr");
    }

    @Test
    @DisplayName(
            "oidcc-ensure-registered-redirect-uri: RFC 6749 §3.1.2.4 another redirect URI is a page, and leads nowhere")
    void registered_redirect_uri() {
        requirePage(Map.of("redirect_uri", "https://app.example.com/cb/unregistered"));
    }

    @Test
    @DisplayName(
            "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported: Core §6.1 request_not_supported")
    void request_object() {
        for (var object : List.of(object(), "x", "a.b.c", RelyingParty.unsigned("[]"), RelyingParty.unsigned("{}")))
            assertThat(client.errorOf(client.open(browser, Map.of("request", object))))
                    .isEqualTo("request_not_supported");
    }

    @Test
    @DisplayName("…and the refusal goes the way that is asked for in the object alone")
    void request_object_alone() {
        var asked = Map.of("request", object(), "response_mode", "", "nonce", "");

        assertThat(client.errorOf(client.open(browser, asked))).isEqualTo("request_not_supported");
    }

    @Test
    @DisplayName(
            "oidcc-ensure-request-object-with-redirect-uri: RFC 6749 §3.1.2.4 a request object heals no redirect URI")
    void request_object_with_redirect_uri() {
        requirePage(Map.of("redirect_uri", "https://app.example.com/cb/unregistered", "request", object()));
    }

    private void requirePage(Map<String, String> asked) {
        var page = client.open(browser, asked);

        assertThat(page.answer().status()).isEqualTo(400);
        assertThat(page.answer().header("Location")).isEmpty();
        assertThat(page.body()).containsIgnoringCase("error").doesNotContain("unregistered");
    }

    private String object() {
        return RelyingParty.unsigned(JsonText.of(client.request(Map.of())));
    }
}
