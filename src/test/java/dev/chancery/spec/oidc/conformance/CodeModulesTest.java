package dev.chancery.spec.oidc.conformance;

import static dev.chancery.spec.oidc.conformance.RelyingParty.idToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;

@InEachResponseMode
@DisplayName("The plans basic and formpost-basic: codes and tokens")
class CodeModulesTest {
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
    @DisplayName(
            "oidcc-server: Core §3.1.3.3, §3.1.3.7 a code, then a token and an ID token for this client and its request")
    void server() {
        var answer = client.tokens(browser, Map.of("nonce", "n-of-this-request"));

        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.get("expires_in")).isEqualTo(300);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var now = (int) CLOCK.instant().getEpochSecond();
        assertThat(idToken(answer))
                .containsEntry("iss", client.issuer())
                .containsEntry("aud", client.app().client().clientId())
                .containsEntry("nonce", "n-of-this-request")
                .containsEntry("iat", now)
                .containsEntry("sub", answer.claims().get("sub"))
                .doesNotContainKeys("c_hash", "name", "email");
        assertThat((int) idToken(answer).get("exp")).isGreaterThan(now);
    }

    @Test
    @DisplayName("oidcc-response-type-missing: RFC 6749 §3.1.1 without response_type there is an error, and no code")
    void response_type_missing() {
        assertThat(client.errorOf(client.open(browser, Map.of("response_type", ""))))
                .isEqualTo("invalid_request");
    }

    @Test
    @DisplayName("oidcc-ensure-request-without-nonce-succeeds-for-code-flow: Core §3.1.2.1 a nonce is optional")
    void without_nonce() {
        assertThat(idToken(client.tokens(browser, Map.of("nonce", "")))).doesNotContainKey("nonce");
    }

    @Test
    @DisplayName("oidcc-alternate-happy-flow: RFC 6749 §3.3 scopes come in any order")
    void any_order() {
        var tokens = client.tokens(browser, Map.of("scope", "email openid"));

        assertThat(client.userinfo(tokens).get("email")).isEqualTo("alice@example.com");
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-unknown-parameter-succeeds: Core §3.1.2.1 what is unknown is ignored")
    void unknown_parameter() {
        client.tokens(browser, Map.of("extra", "foobar"));
    }

    @Test
    @DisplayName("oidcc-ensure-post-request-succeeds: Core §3.1.2.1 the request may be a POST")
    void by_post() {
        var page = browser.post(client.app().endpoint(), client.request(Map.of()));

        client.redeemed(client.codeOf(client.answered(browser, page))).expect(200);
    }

    @Test
    @DisplayName("oidcc-server-client-secret-post: Core §9 the client may prove itself in the form")
    void secret_in_the_form() {
        var code = client.code(browser, Map.of());

        client.app().redeem(code, Map.of("code_verifier", "")).expect(200);
    }

    @Test
    @DisplayName("oidcc-ensure-request-with-valid-pkce-succeeds: RFC 7636 §4.6 the verifier that fits redeems the code")
    void pkce() {
        var code = client.code(browser, Map.of("code_challenge", App.challenge(), "code_challenge_method", "S256"));

        client.app().redeem(code).expect(200);
    }

    @Test
    @DisplayName("oidcc-codereuse: RFC 6749 §4.1.2 a code is redeemed once")
    void once() {
        var code = client.code(browser, Map.of());
        client.redeemed(code).expect(200);

        assertThat(client.redeemed(code).expect(400).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("oidcc-codereuse-30seconds: RFC 6749 §4.1.2 later neither, and the first tokens die")
    void once_and_later() {
        var code = client.code(browser, Map.of());
        var tokens = client.redeemed(code).expect(200);
        client.userinfo(tokens).expect(200);
        CLOCK.advance(Duration.ofSeconds(30));

        assertThat(client.redeemed(code).expect(400).text("error")).isEqualTo("invalid_grant");
        client.userinfo(tokens).expect(401);
    }

    @Test
    @DisplayName(
            "oidcc-refresh-token: Core §12.2 a refreshed ID token is about the same; RFC 6749 §6 only its client refreshes")
    void refresh() {
        var scope = Map.of("scope", "openid offline_access", "prompt", "consent");
        var page = client.answered(browser, client.open(browser, scope)).shows("id=\"consent-accept\"");
        var code = client.codeOf(browser.submit(page, Map.of("consent", "accept")));
        var first = client.redeemed(code).expect(200);
        CLOCK.advance(Duration.ofSeconds(1));

        var form = Map.of("grant_type", "refresh_token", "refresh_token", first.text("refresh_token"));
        assertThat(client.neighbour().grant(form).expect(400).text("error")).isEqualTo("invalid_grant");
        var second = client.grant(form).expect(200);

        assertThat(second.text("access_token")).isNotEqualTo(first.text("access_token"));
        for (var claim : List.of("iss", "sub", "aud", "azp", "auth_time"))
            assertThat(idToken(second).get(claim))
                    .as(claim)
                    .isEqualTo(idToken(first).get(claim));
        assertThat((int) idToken(second).get("iat"))
                .isGreaterThan((int) idToken(first).get("iat"));
        client.userinfo(second).expect(200);
    }
}
