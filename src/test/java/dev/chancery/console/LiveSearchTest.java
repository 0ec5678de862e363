package dev.chancery.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A search of the console that looks while somebody types")
class LiveSearchTest {
    private static final int MOST = 100;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
    }

    @Test
    @DisplayName("leads to the page where somebody signs in, once they have to, and from there to what they looked for")
    void signed_out() {
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/clients").tab().context().clearCookies();

            at.tab().fill("#search", "ticket");
            at.tab().fill("#username", TestServer.ADMIN);
            at.tab().fill("#password", TestServer.PASSWORD);
            at.tab().click("#login-submit");

            assertThat(at.tab().locator("#search")).hasValue("ticket");
            at.tab().waitForURL("**/clients?clientId=ticket&**");
            assertThat(at.tab().locator("#found tbody tr")).hasCount(1);
        }
    }

    @Test
    @DisplayName("says why it is refused")
    void refused() {
        var ids = IntStream.range(100, 100 + MOST + 1)
                .mapToObj(i -> made("/api/rbac/roles", "many-" + i))
                .toList();
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/groups/%s/roles?add-search=many-%d&role=%s"
                    .formatted(made("/api/groups", "ticks"), 100 + MOST, String.join("&role=", ids.subList(0, MOST))));
            at.tab()
                    .getByLabel("many-" + (100 + MOST), new Page.GetByLabelOptions().setExact(true))
                    .check();

            at.tab().fill("#search-picks", "clerk");

            assertThat(at.tab().locator("main")).containsText("At most 100 can be ticked at once");
        }
    }

    private static String made(String path, String name) {
        return SERVER.api("POST", path, Map.of("realmName", AtConsole.REALM, "name", name))
                .expect(201)
                .text("id");
    }

    @Test
    @DisplayName("has found the same in another language, when that is chosen then")
    void in_another_language() {
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/clients").tab().fill("#search", "ticket");
            assertThat(at.tab().locator("#found tbody tr")).hasCount(1);

            at.tab().click(".person > summary");
            at.press("Deutsch");

            assertThat(at.tab().locator("html[lang=de] #search")).hasValue("ticket");
            assertThat(at.tab().locator("#found tbody tr")).hasCount(1);
        }
    }
}
