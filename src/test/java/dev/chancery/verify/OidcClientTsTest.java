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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("oidc-client-ts in a browser, unmodified")
class OidcClientTsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    static final String SILENTLY = """
            () => users.removeUser().then(() => users.signinSilent())
                .then(user => user.profile.sub, refused => refused.error)""";

    private static Chromium chromium;
    private static BrowserApp app;
    private static String client;

    @BeforeAll
    static void open() throws IOException {
        app = new BrowserApp("oidc-client-ts");
        chromium = new Chromium();
        SERVER.realm("shop");
        App.person(SERVER, "shop", "ada", Map.of());
        client = client(SERVER, app);
    }

    /// In the server's realm shop.
    static String client(TestServer server, BrowserApp app) {
        var members = Map.<String, Object>of(
                "publicClient", true,
                "redirectUris", List.of(app.at("localhost"), app.at("127.0.0.1")),
                "postLogoutRedirectUris", List.of("+"),
                "webOrigins", List.of("+"));
        return App.in(server, "shop", members).client().clientId();
    }

    @AfterAll
    static void close() {
        if (chromium != null) chromium.close();
        if (app != null) app.close();
    }

    @Test
    @DisplayName("on the server's site signs ada in, refreshes, asks in a frame without a word, revokes and signs out")
    void same_site() {
        try (var person = chromium.person()) {
            inAndOut(SERVER, person, app.at("localhost"), client);
        }
    }

    static void inAndOut(TestServer server, BrowserContext person, String page, String client) {
        var tab = signedIn(server, person, page, client);
        var sub = tab.evaluate("() => users.getUser().then(user => user.profile.sub)");
        assertThat(BrowserApp.object(tab, "() => users.getUser().then(user => user.profile)"))
                .containsEntry("email", "ada@example.com");
        assertThat(tab.evaluate("() => users.signinSilent().then(user => user.profile.sub)"))
                .isEqualTo(sub);

        assertThat(tab.evaluate(SILENTLY)).isEqualTo(sub);

        assertThat(tab.evaluate("""
                            async () => {
                              const { refresh_token } = await users.getUser()
                              await users.revokeTokens()
                              const user = await users.getUser()
                              await users.storeUser(Object.assign(user, { refresh_token }))
                              return users.signinSilent().catch(refused => refused.error)
                            }""")).isEqualTo("invalid_grant");
        tab.evaluate("() => void users.signoutRedirect()");
        tab.waitForURL(page);
        assertThat(tab.evaluate("() => arrived")).isNull();
        assertThat(tab.evaluate(SILENTLY)).isEqualTo("login_required");
    }

    @Test
    @DisplayName(
            "on another site without https is told in its frame that nobody is signed in, for the cookie stays away")
    void cross_site() {
        try (var person = chromium.person()) {
            var tab = signedIn(SERVER, person, app.at("127.0.0.1"), client);

            assertThat(tab.evaluate(SILENTLY)).isEqualTo("login_required");
        }
    }

    static Page signedIn(TestServer server, BrowserContext person, String page, String client) {
        var settings = Map.<String, Object>of(
                "authority", server.issuer("shop"), "client_id", client, "scope", "openid profile email");
        var tab = BrowserApp.open(person, page, settings);
        tab.evaluate("() => void users.signinRedirect()");
        tab.waitForURL(url -> url.startsWith(server.url()));
        BrowserApp.signIn(tab, page);
        assertThat(BrowserApp.object(tab, "() => arrived.then(user => user.profile)"))
                .containsEntry("given_name", "Ada");
        return tab;
    }
}
