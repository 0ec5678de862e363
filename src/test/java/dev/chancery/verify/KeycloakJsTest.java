package dev.chancery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.chancery.App;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("keycloak-js in a browser, unmodified, on another site")
class KeycloakJsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @DisplayName("signs ada in, refreshes, asks about her, finds her signed in elsewhere, and signs her out")
    void signs_in() throws IOException {
        SERVER.realm("shop");
        App.person(SERVER, "shop", "ada", Map.of());
        try (var app = new BrowserApp("keycloak-js");
                var chromium = new Chromium();
                var person = chromium.person()) {
            inAndOut(SERVER, person, app.at("127.0.0.1"));
        }
    }

    /// In the server's realm shop.
    static void inAndOut(TestServer server, BrowserContext person, String page) {
        var client = client(server, page);
        var settings = settings(server, client, Map.of("scope", "profile email"));
        var tab = BrowserApp.open(person, page, settings);
        assertThat(signedIn(tab)).isFalse();

        tab.evaluate("() => void keycloak.login()");
        tab.waitForURL(url -> url.startsWith(server.url()));
        BrowserApp.signIn(tab, page);
        assertThat(signedIn(tab)).isTrue();
        assertThat(BrowserApp.object(tab, "() => keycloak.tokenParsed")).containsEntry("preferred_username", "ada");
        assertThat(tab.evaluate("() => keycloak.updateToken(-1)")).isEqualTo(true);
        assertThat(BrowserApp.object(tab, "() => keycloak.loadUserInfo()")).containsEntry("email", "ada@example.com");

        var silent = settings(server, client, Map.of("scope", "profile email", "onLoad", "check-sso"));
        var other = BrowserApp.open(person, page, silent);
        other.waitForFunction("() => window.keycloak?.authenticated");

        tab.evaluate("() => void keycloak.logout()");
        tab.waitForURL(page);
        assertThat(signedIn(tab)).isFalse();
        assertThat(other.evaluate("() => keycloak.updateToken(-1).catch(() => keycloak.authenticated)"))
                .isEqualTo(false);
    }

    private static boolean signedIn(Page tab) {
        tab.waitForFunction("() => window.signedIn");
        return (boolean) tab.evaluate("() => signedIn");
    }

    private static String client(TestServer server, String page) {
        var members = Map.<String, Object>of(
                "publicClient", true,
                "redirectUris", List.of(page),
                "postLogoutRedirectUris", List.of("+"),
                "webOrigins", List.of("+"));
        return App.in(server, "shop", members).client().clientId();
    }

    private static Map<String, Object> settings(TestServer server, String client, Map<String, Object> init) {
        return Map.of("server", Map.of("url", server.url(), "realm", "shop", "clientId", client), "init", init);
    }
}
