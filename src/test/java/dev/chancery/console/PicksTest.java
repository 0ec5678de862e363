package dev.chancery.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is to be picked out of many at the console")
class PicksTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
        for (var i : IntStream.range(100, 125).toArray())
            for (var path : List.of("/api/rbac/roles", "/api/scopes"))
                SERVER.api("POST", path, Map.of("realmName", AtConsole.REALM, "name", "many-" + i))
                        .expect(201);
    }

    private static AtConsole at(boolean scripts) {
        return AtConsole.signedIn(CHROMIUM, SERVER, new NewContextOptions().setJavaScriptEnabled(scripts));
    }

    /// Types it and, where nothing looks by itself, asks.
    private static void search(AtConsole at, String text, boolean scripts) {
        at.tab().fill("#search-picks", text);
        if (!scripts) at.tab().press("#search-picks", "Enter");
    }

    private static void tick(AtConsole at, String name) {
        at.tab().getByLabel(name, new Page.GetByLabelOptions().setExact(true)).check();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "is turned over and searched on with all that was ticked before; roles of either kind, with scripts and"
                    + " without")
    void roles(boolean scripts) {
        var group = SERVER.api("POST", "/api/groups", Map.of("realmName", AtConsole.REALM, "name", "picks" + scripts))
                .expect(201)
                .text("id");
        try (var at = at(scripts)) {
            at.openInRealm("/groups/" + group + "/roles?add-search=many-");
            assertThat(at.tab().getByText("25 in all")).isVisible();
            tick(at, "many-101");
            at.press("Next");
            tick(at, "many-124");
            search(at, "clerk", scripts);
            assertThat(at.tab().getByText("Ticked so far")).isVisible();
            assertThat(at.tab().locator("input[name=role]:checked")).hasCount(2);
            tick(at, "Clerk");
            at.press("Assign role");
            assertThat(at.tab().getByText("Assigned.")).isVisible();
        }
        var held = "/api/rbac/held-roles?realm=%s&userId=%s".formatted(AtConsole.REALM, group);
        assertThat(Townsfolk.all(SERVER.api("GET", held, null)))
                .extracting(role -> role.get("roleName"))
                .contains("Clerk", "many-101", "many-124");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("client scopes too: no page comes half empty, and what the client has is ticked already")
    void scopes(boolean scripts) {
        var client = "picks-" + scripts;
        SERVER.client(AtConsole.REALM, Map.of("clientId", client, "scopes", List.of("many-100")));
        try (var at = at(scripts)) {
            at.openInRealm("/clients/" + client + "/client-scopes/add?name=many-");
            assertThat(at.tab().locator("input[name=scope]")).hasCount(20);
            assertThat(at.tab().locator("input[name=scope]:disabled")).hasCount(1);
            tick(at, "many-101");
            search(at, "many-12", scripts);
            assertThat(at.tab().locator("input[name=scope]")).hasCount(6);
            tick(at, "many-120");
            at.press("Add");
            at.tab().waitForURL("**/client-scopes");
        }
        assertThat(SERVER.api("GET", "/api/clients/%s?realm=%s".formatted(client, AtConsole.REALM), null)
                        .json()
                        .get("scopes"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder("many-100", "many-101", "many-120");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("and they are given as was chosen before somebody turned over and searched on")
    void optional(boolean scripts) {
        var client = "optional-" + scripts;
        SERVER.client(AtConsole.REALM, Map.of("clientId", client, "optionalScopes", List.of()));
        try (var at = at(scripts)) {
            at.openInRealm("/clients/" + client + "/client-scopes/add?name=many-");
            at.tab().selectOption("#type", "optional");
            tick(at, "many-101");
            at.press("Next");
            tick(at, "many-124");
            search(at, "many-111", scripts);
            tick(at, "many-111");
            at.press("Add");
            at.tab().waitForURL("**/client-scopes");
        }
        assertThat(SERVER.api("GET", "/api/clients/%s?realm=%s".formatted(client, AtConsole.REALM), null)
                        .json()
                        .get("optionalScopes"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder("many-101", "many-111", "many-124");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("parts of a role, too: of those that were ticked none is lost")
    void parts(boolean scripts) {
        var role = SERVER.api(
                        "POST", "/api/rbac/roles", Map.of("realmName", AtConsole.REALM, "name", "whole-" + scripts))
                .expect(201)
                .text("id");
        try (var at = at(scripts)) {
            at.openInRealm("/roles/" + role + "/parts?add-search=many-&add-kind=realm");
            tick(at, "many-103");
            search(at, "many-111", scripts);
            assertThat(at.tab().getByText("Ticked so far")).isVisible();
            tick(at, "many-111");
            at.press("Add associated roles");
            assertThat(at.tab().getByText("Saved.")).isVisible();
            assertThat(at.tab().locator("#found tbody th")).hasText(new String[] {"many-103", "many-111"});
        }
    }
}
