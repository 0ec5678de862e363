package dev.chancery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import dev.chancery.App;
import dev.chancery.Chromium;
import dev.chancery.TestCertificate;
import dev.chancery.TestServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("An application on one site and the server on another, both by https")
class AcrossSitesTest {
    private static final TestCertificate CERTIFICATE = new TestCertificate();

    @RegisterExtension
    static final TestServer SERVER = new TestServer().with(CERTIFICATE);

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        SERVER.realm("shop");
        App.person(SERVER, "shop", "ada", Map.of());
    }

    @AfterAll
    static void close() {
        if (chromium != null) chromium.close();
    }

    @Test
    @DisplayName("keycloak-js signs ada in, refreshes, finds her signed in, and signs her out")
    void keycloak_js() throws IOException {
        try (var app = new BrowserApp("keycloak-js", CERTIFICATE);
                var person = person()) {
            KeycloakJsTest.inAndOut(SERVER, person, app.at("127.0.0.1"));
        }
    }

    @Test
    @DisplayName(
            "oidc-client-ts does so too, and asks in a frame without a word where the browser lets the cookie come along")
    void oidc_client_ts() throws IOException {
        try (var app = new BrowserApp("oidc-client-ts", CERTIFICATE);
                var person = chromium.lenient()) {
            OidcClientTsTest.inAndOut(SERVER, person, app.at("127.0.0.1"), OidcClientTsTest.client(SERVER, app));
        }
    }

    @Test
    @DisplayName(
            "oidc-client-ts is told in its frame that nobody is signed in where the browser keeps the cookie from it")
    void cookie_kept_away() throws IOException {
        try (var app = new BrowserApp("oidc-client-ts", CERTIFICATE);
                var person = person()) {
            var client = OidcClientTsTest.client(SERVER, app);
            var tab = OidcClientTsTest.signedIn(SERVER, person, app.at("127.0.0.1"), client);

            assertThat(tab.evaluate(OidcClientTsTest.SILENTLY)).isEqualTo("login_required");
        }
    }

    private static BrowserContext person() {
        return chromium.person(new NewContextOptions().setIgnoreHTTPSErrors(true));
    }
}
