package dev.chancery.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Create client")
class CreateClientTest {
    private static final String FIRST = "Client ID";
    private static final String SECOND = "Require PKCE";
    private static final String THIRD = "Valid Redirect URIs";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private AtConsole at;

    @BeforeAll
    static void open() {
        AtConsole.realm(SERVER);
    }

    @BeforeEach
    void comesIn() {
        at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT);
    }

    @AfterEach
    void leaves() {
        at.close();
    }

    /// All three steps, up to the last.
    private void fillIn(String clientId) {
        at.openInRealm("/clients/create");
        labelled(FIRST).fill(clientId);
        at.press("Next");
        labelled(SECOND).setChecked(false);
        at.press("Next");
        labelled(THIRD).fill("https://shop.example/cb");
        at.tab().waitForURL(address -> address.contains("shop.example"));
    }

    @Test
    @DisplayName("keeps on every step what was filled in, when somebody goes back in the browser and on again")
    void back() {
        fillIn("to-and-fro");
        at.tab().goBack();
        assertThat(labelled(SECOND)).not().isChecked();
        at.tab().goBack();
        assertThat(labelled(FIRST)).hasValue("to-and-fro");
        at.tab().goForward();
        assertThat(labelled(SECOND)).not().isChecked();
        at.tab().goForward();
        assertThat(labelled(THIRD)).hasValue("https://shop.example/cb");
        at.press("Back").press("Back");
        assertThat(labelled(FIRST)).hasValue("to-and-fro");
        at.press("Next").press("Next").press("Save").tab().waitForURL("**/clients/to-and-fro");

        assertThat(client("to-and-fro"))
                .containsEntry("pkceRequired", false)
                .containsEntry("redirectUris", List.of("https://shop.example/cb"));
        assertThat(at.wrongs()).isEmpty();
    }

    @Test
    @DisplayName(
            "asks nothing when a step is loaded anew, and its address leads others to the same step; whose form it is"
                    + " does not stand there")
    void anew() {
        fillIn("anew");
        at.tab().reload();
        assertThat(labelled(THIRD)).hasValue("https://shop.example/cb");
        at.tab().goBack();
        at.tab().reload();
        assertThat(labelled(SECOND)).not().isChecked();
        assertThat(at.tab().url()).contains("clientId=anew").doesNotContain("mark=");
        assertThat(at.wrongs()).isEmpty();

        try (var another =
                AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT.options().setJavaScriptEnabled(false))) {
            another.tab().navigate(at.tab().url());
            another.press("Next").press("Save");
            assertThat(another.tab().locator("[aria-invalid=true]")).hasCount(1);
            another.press("Back").press("Back");
            assertThat(another.tab().getByLabel(FIRST)).hasValue("anew");
            assertThat(another.tab().url()).doesNotContain("mark=");
        }
    }

    @Test
    @DisplayName("makes one client, though somebody goes back once it is made and saves again")
    void once() {
        fillIn("only-one");
        at.press("Save").tab().waitForURL("**/clients/only-one");
        at.tab().goBack();
        assertThat(labelled(THIRD)).hasValue("https://shop.example/cb");
        assertThat(at.wrongs()).isEmpty();

        at.press("Save");

        assertThat(labelled(FIRST)).hasAttribute("aria-invalid", "true");
        assertThat(SERVER.api("GET", "/api/clients?clientId=only-one&realm=" + AtConsole.REALM, null)
                        .get("totalElements"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("wants a client ID: the form sent twice would make two clients without one")
    void named() {
        fillIn(" ");
        at.press("Save");

        assertThat(labelled(FIRST)).hasAttribute("aria-invalid", "true");
        assertThat(at.tab().locator(".wrong")).hasText("Give it a client ID.");
    }

    @Test
    @DisplayName("tells on the last step what was chosen before, and what of it is a risk, whoever made the address")
    void told() {
        at.openInRealm(
                "/clients/create?step=2&clientId=of-a-link&standardFlow=on&implicitFlow=on&directAccessGrants=on");
        var chosen = at.tab().locator("[aria-labelledby=chosen]");
        assertThat(chosen.locator("div:has(dt:text-is('Client ID')) dd")).hasText("of-a-link");
        assertThat(chosen.locator("div:has(dt:text-is('Client Authentication')) dd"))
                .hasText("Disabled");
        assertThat(chosen.locator(".risk strong")).hasText(new String[] {
            "It asks people for their passwords.",
            "Tokens come by the address of a page.",
            "Codes are not bound to who asked for them."
        });

        fillIn("of-a-person");
        assertThat(chosen.locator("div:has(dt:text-is('Client ID')) dd")).hasText("of-a-person");
        assertThat(chosen.locator(".risk strong")).hasText("Codes are not bound to who asked for them.");
    }

    @Test
    @DisplayName("takes more than an address holds, too")
    void long_texts() {
        var description = "€".repeat(1_000);
        at.openInRealm("/clients/create");
        labelled(FIRST).fill("long-winded");
        labelled("Description").fill(description);
        at.press("Next").press("Next").press("Back").press("Next");
        labelled(THIRD).fill("https://shop.example/cb");
        at.press("Save").tab().waitForURL("**/clients/long-winded");

        assertThat(client("long-winded")).containsEntry("description", description);
    }

    private static Map<String, Object> client(String clientId) {
        return SERVER.api("GET", "/api/clients/%s?realm=%s".formatted(clientId, AtConsole.REALM), null)
                .expect(200)
                .json();
    }

    private Locator labelled(String label) {
        return at.tab().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }
}
