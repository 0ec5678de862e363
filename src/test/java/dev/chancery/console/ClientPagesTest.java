package dev.chancery.console;

import static com.microsoft.playwright.options.AriaRole.BUTTON;
import static com.microsoft.playwright.options.AriaRole.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.SelectOption;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The pages of a client")
class ClientPagesTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static AtConsole at;

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
        at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT);
    }

    @Test
    @DisplayName("a risk is ended by one click, and a redirect URI is tried before an application sends it")
    void check() {
        SERVER.client(
                AtConsole.REALM,
                Map.of(
                        "clientId",
                        "careless",
                        "grantTypes",
                        List.of("authorization_code"),
                        "pkceRequired",
                        false,
                        "tokenLifespanSeconds",
                        300,
                        "redirectUris",
                        List.of("https://shop.example/cb")));
        at.openInRealm("/clients/careless/check");
        at.press("Require PKCE");
        assertThat(at.tab().getByText("None is known").isVisible()).isTrue();

        labelled("Redirect URI, as the application sends it").fill("https://shop.example/cb/");
        at.press("Try");
        assertThat(at.tab().getByText("It is not one of").isVisible()).isTrue();
        labelled("Redirect URI, as the application sends it").fill("https://shop.example/cb");
        at.press("Try");
        assertThat(at.tab().getByText("It is one of").isVisible()).isTrue();
    }

    @Test
    @DisplayName("the way back and loading anew lead to the page that a form stands on, and send it no second time")
    void back() {
        var path = "/console/realms/" + AtConsole.REALM + "/clients/ticket-shop";
        at.openInRealm("/clients/ticket-shop");
        at.press("What would change").tab().locator("#foretold").waitFor();
        at.press("Save").done("Saved.");

        at.tab().goBack();

        assertThat(at.tab().locator("h1").textContent()).isEqualTo("ticket-shop");
        assertThat(at.tab().url()).endsWith(path);
        assertThat(at.tab().locator("#foretold").count()).isZero();

        at.openInRealm("/clients/api-demo-project/credentials").press("Rotate secret");
        at.tab().locator("#secret").waitFor();
        at.tab().reload();
        assertThat(at.tab().url()).endsWith("/clients/api-demo-project/credentials");
        assertThat(at.tab().locator("#secret").count()).isZero();
    }

    @Test
    @DisplayName("the wizard comes back to the step whose field is wrong, with all that was filled in")
    void wizard() {
        at.openInRealm("/clients/create");
        labelled("Client ID").fill("two words");
        at.press("Next");
        labelled("Require PKCE").setChecked(false);
        at.press("Next");
        labelled("Valid Redirect URIs").fill("https://shop.example/cb");
        at.press("Save");

        assertThat(labelled("Client ID").getAttribute("aria-invalid")).isEqualTo("true");
        labelled("Client ID").fill("two-words");
        at.press("Next");
        at.press("Back");
        assertThat(labelled("Client ID").inputValue()).isEqualTo("two-words");
        at.press("Next");
        assertThat(labelled("Require PKCE").isChecked()).isFalse();
        at.press("Next");
        at.press("Save");

        at.tab().waitForURL("**/clients/two-words");
        assertThat(client("two-words"))
                .containsEntry("pkceRequired", false)
                .containsEntry("redirectUris", List.of("https://shop.example/cb"))
                .containsEntry("scopes", List.of("email", "profile"))
                .containsEntry("secretStorage", "once");
    }

    @Test
    @DisplayName("a secret is rotated with an overlap and shown this once; then the old one is revoked")
    void rotates() {
        var made = fresh("rotated-here", Map.of());
        at.openInRealm("/clients/rotated-here/credentials");
        labelled("The others end").selectOption(new SelectOption().setLabel("in an hour"));
        at.press("Rotate secret");

        var secret = at.tab().locator("#secret").textContent();
        at.tab()
                .getByRole(REGION, new Page.GetByRoleOptions().setName("first"))
                .getByRole(
                        BUTTON, new Locator.GetByRoleOptions().setName("Revoke").setExact(true))
                .click();
        at.press("Revoke for good");

        at.done("Revoked.");
        assertThat(at.tab().content()).doesNotContain(secret);
        SERVER.token(made).expect(401);
        SERVER.token(new TestServer.TestClient(made.realm(), made.id(), made.clientId(), secret))
                .expect(200);
    }

    @Test
    @DisplayName("a secret that was revealed is gone from the page when somebody comes back to it")
    void not_kept() {
        fresh("left-alone", Map.of("secretStorage", "recoverable"));
        at.openInRealm("/clients/left-alone/credentials").press("Reveal");
        assertThat(at.tab().locator("#secret").isVisible()).isTrue();

        at.tab().evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");

        assertThat(at.tab().locator("#secret").count()).isZero();
    }

    @Test
    @DisplayName("client scopes become optional, and are removed")
    void scopes() {
        fresh("scoped", Map.of("scopes", List.of("profile", "email")));
        at.openInRealm("/clients/scoped/client-scopes");

        at.press("Make optional: email");
        at.tab().getByLabel("Make default: email").waitFor();
        at.press("Remove: profile");

        PlaywrightAssertions.assertThat(at.tab().getByLabel("Remove: profile")).hasCount(0);
        assertThat(client("scoped"))
                .containsEntry("scopes", List.of())
                .containsEntry("optionalScopes", List.of("email"));
    }

    @Test
    @DisplayName("a client gets a role of its own, which its service account is given and loses again")
    void roles() {
        fresh("roled", Map.of());
        at.openInRealm("/clients/roled/roles");
        labelled("Role name").fill("seller");
        at.press("Create role");
        at.openInRealm("/clients/roled/service-account-roles/assign?search=ELL");
        labelled("seller").check();
        at.press("Assign");
        at.tab().waitForURL("**/service-account-roles");
        assertThat(account("roled")).containsEntry("clientRoles", Map.of("roled", List.of("seller")));

        at.press("Unassign: seller");

        at.done("Not assigned any more.");
        assertThat(account("roled")).containsEntry("clientRoles", Map.of());
    }

    @Test
    @DisplayName("an attribute of the service account goes when its values do, and the others stay")
    void attributes() {
        fresh(
                "described",
                Map.of("serviceAccount", Map.of("attributes", Map.of("a", List.of("1", "2"), "b", List.of("3")))));
        at.openInRealm("/clients/described/service-account-roles");
        assertThat(labelled("Values").first().inputValue()).isEqualTo("1\n2");
        labelled("Values").nth(1).fill("");
        at.press("Save");

        at.done("Saved.");
        assertThat(account("described")).containsEntry("attributes", Map.of("a", List.of("1", "2")));
    }

    @Test
    @DisplayName("what is wrong with an attribute of the service account leads to it, on the leaf that is not shown")
    void leaf() {
        fresh("leafy", Map.of());
        at.openInRealm("/clients/leafy/service-account#attributes");
        at.tab().locator("[name=values]").first().fill("beside nothing");
        at.press("Save");
        PlaywrightAssertions.assertThat(at.tab().locator("#name-0")).isHidden();

        at.tab().locator(".complaint a").click();

        PlaywrightAssertions.assertThat(at.tab().locator("#name-0")).isFocused();
        assertThat(at.tab().locator("#name-0").getAttribute("aria-invalid")).isEqualTo("true");
        at.wrongs().clear();
        at.forget();
    }

    @Test
    @DisplayName("D3 an access token lifespan of its own is saved, and a wrong one told beside its field")
    void advanced() {
        fresh("advanced", Map.of());
        at.openInRealm("/clients/advanced/advanced");
        labelled("Access token lifespan").fill("1");
        at.press("Save");
        assertThat(labelled("Access token lifespan").getAttribute("aria-invalid"))
                .isEqualTo("true");

        labelled("Access token lifespan").fill("28500");
        at.press("Save");

        at.done("Saved.");
        assertThat(client("advanced")).containsEntry("tokenLifespanSeconds", 28500);
    }

    @Test
    @DisplayName("a client is deleted once somebody has confirmed it")
    void deletes() {
        fresh("going", Map.of());
        at.openInRealm("/clients/going").follow("Delete").press("Delete");

        at.tab().waitForURL("**/clients");
        SERVER.api("GET", path("going"), null).expect(404);
    }

    @Test
    @DisplayName("D11 a switch that is a risk says so while it is on")
    void risks() {
        fresh("risky", Map.of("grantTypes", List.of("password")));
        at.openInRealm("/clients/risky");

        var said = at.tab().locator(".risk:visible");
        assertThat(said.allTextContents())
                .singleElement()
                .asString()
                .startsWith("A risk: the application sees people’s passwords");
        labelled("Direct access grants").setChecked(false);
        PlaywrightAssertions.assertThat(said).hasCount(0);
        labelled("Direct access grants").setChecked(true);
        PlaywrightAssertions.assertThat(said).hasCount(1);
    }

    private static TestServer.TestClient fresh(String clientId, Map<String, Object> members) {
        var all = new HashMap<String, Object>(members);
        all.put("clientId", clientId);
        return SERVER.client(AtConsole.REALM, all);
    }

    private static String path(String clientId) {
        return "/api/clients/%s?realm=%s".formatted(clientId, AtConsole.REALM);
    }

    private static Map<String, Object> client(String clientId) {
        return SERVER.api("GET", path(clientId), null).expect(200).json();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> account(String clientId) {
        return (Map<String, Object>) client(clientId).get("serviceAccount");
    }

    private static Locator labelled(String label) {
        return at.tab().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }
}
