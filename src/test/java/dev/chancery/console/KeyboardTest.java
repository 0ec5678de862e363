package dev.chancery.console;

import static com.microsoft.playwright.options.AriaRole.BANNER;
import static com.microsoft.playwright.options.AriaRole.BUTTON;
import static com.microsoft.playwright.options.AriaRole.LINK;
import static com.microsoft.playwright.options.AriaRole.NAVIGATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Somebody with a keyboard alone")
class KeyboardTest {
    private static final String CLIENT = "by-keyboard";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private AtConsole at;
    private Keyboard keys;

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
    }

    @Test
    @DisplayName(
            "signs in, makes a client, takes its secret, gives its account a role and an attribute, and gets a test"
                    + " token the short way: focus is always seen, never lost and never trapped (WCAG 2.2 §2.1.1, §2.1.2)")
    void first_flow() {
        try (var arrived = AtConsole.atDoor(CHROMIUM, SERVER, Look.LIGHT)) {
            at = arrived;
            keys = new Keyboard(at.tab());
            signIn();
            findTheRealm();
            useTheShortcuts();
            createTheClient();
            takeTheSecret();
            assignTheRole();
            giveTheAttribute();
            getTestToken();
            assertThat(at.wrongs()).isEmpty();
        }
        assertThat(client().get("serviceAccount"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("attributes", Map.of("applications", List.of("orders")))
                .containsEntry("roles", List.of("Developer"));
    }

    private static Map<String, Object> client() {
        return SERVER.api("GET", "/api/clients/%s?realm=%s".formatted(CLIENT, AtConsole.REALM), null)
                .expect(200)
                .json();
    }

    private void signIn() {
        keys.to(at.tab().locator("#username")).type(TestServer.ADMIN);
        keys.to(at.tab().locator("#password")).type(TestServer.PASSWORD).press("Enter");
        at.tab().waitForURL("**/console/realms/**");
    }

    private void findTheRealm() {
        var chosen = at.tab().getByRole(BANNER).locator(".realms > summary");
        keys.to(chosen).press("Enter");
        keys.to(at.tab().locator("#realm-search")).press("Escape");
        assertThat(at.tab().locator(".realms").getAttribute("open")).isNull();
        assertThat(keys.isAt(chosen)).isTrue();

        keys.press("Enter").to(at.tab().locator("#realm-search")).type("codemie");
        keys.to(in(BANNER, null, AtConsole.REALM)).press("Enter");
        at.tab().waitForURL("**/" + AtConsole.REALM + "/clients");
    }

    private void useTheShortcuts() {
        keys.press("?");
        var close = button("Close");
        keys.to(close).press("Tab").to(close).press("Enter");
        assertThat(at.tab().locator("dialog").isVisible()).isFalse();

        keys.press("/").type("ticket");
        at.tab().waitForURL("**clientId=ticket**");
        assertThat(keys.isAt(at.tab().locator("#search"))).isTrue();
        assertThat(at.tab().locator("tbody tr").count()).isEqualTo(1);
        keys.to(button("Search")).press("c");
        at.tab().waitForURL("**/clients/create");
    }

    private void createTheClient() {
        keys.to(labelled("Client ID")).type(CLIENT);
        keys.to(labelled("Name")).type("By keyboard");
        keys.to(button("Next")).press("Enter");
        labelled("Client Authentication").waitFor();
        keys.to(labelled("Direct access grants")).press("Space");
        keys.to(labelled("Service accounts roles")).press("Space");
        keys.backTo(labelled("Direct access grants")).press("Space");
        keys.to(button("Next")).press("Enter");
        keys.to(labelled("Root URL")).type("https://codemie.example.com");
        keys.to(labelled("Valid Redirect URIs")).type("https://codemie.example.com/cb");
        keys.to(button("Save")).press("Enter");
        at.done("Created.");
        assertThat(client()).containsEntry("serviceAccountUsername", "service-account-" + CLIENT);
    }

    private void takeTheSecret() {
        at.tab().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        part("Credentials");
        keys.to(button("Reveal")).press("Enter");
        var copy = at.tab().locator("[data-copies=secret]");
        copy.waitFor();
        keys.to(copy).press("Enter");
        at.tab().getByText("Copied").waitFor();
        assertThat(keys.isAt(copy)).isTrue();

        var revoke = button("Revoke");
        keys.to(revoke).press("Enter").to(at.tab().locator("[popover] button")).press("Escape");
        assertThat(at.tab().locator("[popover]").isVisible()).isFalse();
        assertThat(keys.isAt(revoke)).isTrue();
    }

    private void assignTheRole() {
        part("Service accounts roles");
        keys.press("c");
        at.tab().waitForURL("**/assign");
        keys.to(labelled("Developer")).press("Space");
        keys.to(button("Assign")).press("Enter");
        at.done("Assigned.");
    }

    private void giveTheAttribute() {
        follow(link("service-account-" + CLIENT), "**/service-account");
        follow(link("Attributes"), "**#attributes");
        keys.to(labelled("Key").first()).type("applications");
        keys.to(labelled("Values").first()).type("orders");
        keys.to(button("Save")).press("Enter");
        at.done("Saved.");
    }

    private void getTestToken() {
        follow(in(NAVIGATION, "Menu", "Clients"), "**/clients");
        follow(link("Quick start"), "**/clients/new");
        keys.to(at.tab().locator("[name=kind]:checked")).press("ArrowDown").press("ArrowUp");
        assertThat(at.tab().locator("[name=kind]:checked").inputValue()).isEqualTo("machine");
        keys.to(labelled("Client ID")).type("short-by-keyboard");
        keys.to(button("Create")).press("Enter");
        var get = button("Get a test token");
        get.waitFor();
        keys.to(get).press("Enter");
        at.tab().getByRole(AriaRole.HEADING).getByText("A token was issued").waitFor();
    }

    @Test
    @DisplayName(
            "comes on every page to all that can be used, in one round that ends, and sees where they are (WCAG 2.2"
                    + " §2.4.7, §2.4.11)")
    void rounds() {
        var softly = new SoftAssertions();
        try (var signedIn = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            for (var path : Addresses.all()) {
                signedIn.open(path);
                var hands = new Keyboard(signedIn.tab());
                softly.assertThat(hands.stops()).as(path).isEqualTo(hands.usable());
                softly.assertThat(hands.unkeyed()).as(path).isEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("finds the list of keys named on the page: it has those that do something there, and no others")
    void list_of_keys() {
        try (var signedIn = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at = signedIn;
            var all = Map.of(
                    "/clients", List.of("/", "c", "?"),
                    "/settings", List.of("?"),
                    "/clients/api-demo-project/mappers", List.of("/", "c", "?"),
                    "/sessions", List.of("/", "?"));
            all.forEach((path, listed) -> {
                keys = new Keyboard(at.openInRealm(path).tab());
                keys.to(button("Keyboard shortcuts ?")).press("Enter");
                assertThat(at.tab().locator("#keys kbd:visible").allTextContents())
                        .as(path)
                        .isEqualTo(listed);
                keys.press("Escape");
                assertThat(keys.isAt(button("Keyboard shortcuts ?"))).isTrue();
            });
            Map.of("roles", "#role-name", "credentials", "#secret-name").forEach((tab, field) -> {
                keys = new Keyboard(at.openInRealm("/clients/api-demo-project/" + tab)
                                .tab())
                        .press("c");
                assertThat(keys.isAt(at.tab().locator(field))).as(tab).isTrue();
            });
        }
    }

    private void part(String name) {
        var tab = in(NAVIGATION, "Parts of the client", name);
        keys.to(tab).press("Enter");
        PlaywrightAssertions.assertThat(tab).hasAttribute("aria-current", "page");
    }

    private void follow(Locator link, String address) {
        keys.to(link).press("Enter");
        at.tab().waitForURL(address);
    }

    private Locator labelled(String label) {
        return at.tab().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private Locator button(String name) {
        return at.tab()
                .getByRole(BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator link(String name) {
        return at.tab()
                .getByRole(LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator in(AriaRole region, String name, String link) {
        var options = new Page.GetByRoleOptions();
        if (name != null) options.setName(name).setExact(true);
        return at.tab()
                .getByRole(region, options)
                .getByRole(LINK, new Locator.GetByRoleOptions().setName(link).setExact(true));
    }
}
