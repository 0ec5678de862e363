package dev.chancery.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A form that was changed in another tab since it was opened")
class TwoTabsTest {
    private static final String STALE = "Others have changed this since you opened it";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("keeps what was typed, takes over and marks what the other changed, and saves when it is sent again")
    void settings(boolean scripts) {
        var named = "twice-" + scripts;
        SERVER.client(
                AtConsole.REALM,
                Map.of("clientId", named, "name", "Before", "description", "Before", "rootUrl", "https://a.example"));
        try (var mine = AtConsole.signedIn(
                        CHROMIUM, SERVER, Look.LIGHT.options().setJavaScriptEnabled(scripts));
                var other = mine.tab().context().newPage()) {
            mine.openInRealm("/clients/" + named);
            other.navigate(mine.tab().url());
            other.fill("#client-name", "Theirs");
            other.fill("#client-description", "Theirs");
            other.check("#client-directAccessGrants");
            AtConsole.done(save(other), "Saved.");

            mine.tab().fill("#client-name", "Mine");
            mine.tab().fill("#client-homeUrl", "https://b.example");
            mine.press("What would change").tab().getByText(STALE).waitFor();
            mine.tab().getByText("What you typed will replace theirs: Theirs").waitFor();
            assertThat(mine.tab().locator("#client-description")).hasValue("Theirs");
            assertThat(mine.tab().locator("#client-directAccessGrants")).isChecked();
            assertThat(mine.tab().locator(".meanwhile")).hasCount(3);
            assertThat(client(named)).containsEntry("name", "Theirs");

            mine.press("Save").done("Saved.");
        }
        assertThat(client(named))
                .containsEntry("name", "Mine")
                .containsEntry("description", "Theirs")
                .containsEntry("homeUrl", "https://b.example")
                .containsEntry("rootUrl", "https://a.example")
                .extractingByKey("grantTypes")
                .asString()
                .contains("password");
    }

    @Test
    @DisplayName(
            "loses no attribute: what the other added, changed or took away stays so, what was typed is asked about")
    void attributes() {
        var before = Map.of("both", List.of("1"), "gone", List.of("1"), "mine", List.of("1"), "theirs", List.of("1"));
        SERVER.api("POST", "/api/users", user("attributed", before)).expect(201);
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/users/{attributed}/attributes");
            var path = "/api/users/" + at.tab().url().replaceAll(".*/users/|/attributes", "");
            var theirs = Map.of(
                    "both",
                    List.of("2"),
                    "gone",
                    List.of(),
                    "mine",
                    List.of("1"),
                    "theirs",
                    List.of("2"),
                    "added",
                    List.of("2"));
            SERVER.api("PATCH", path, Map.of("attributes", theirs)).expect(200);
            values(at, "both").fill("3");
            values(at, "mine").fill("3");
            at.press("Save").tab().getByText(STALE).waitFor();
            assertThat(at.tab().locator(".meanwhile")).hasCount(4);
            at.press("Save").done("Saved.");

            assertThat(SERVER.api("GET", path, null).get("attributes"))
                    .isEqualTo(Map.of(
                            "both", List.of("3"),
                            "mine", List.of("3"),
                            "theirs", List.of("2"),
                            "added", List.of("2")));
        }
    }

    @Test
    @DisplayName("tells of renamed attributes what is so, and however often others are faster, what is gone stays gone")
    void renamed() {
        var one = List.of("1");
        var before = Map.of("also", one, "dropped", one, "old", one, "theirs", one);
        var id = SERVER.api("POST", "/api/users", user("renamed", before))
                .expect(201)
                .text("id");
        var path = "/api/users/" + id;
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/users/" + id + "/attributes");
            for (var name : Map.of("also", "moved", "old", "new", "dropped", "").entrySet())
                at.tab().fill(".pair input[value=%s]".formatted(name.getKey()), name.getValue());
            at.tab().fill("#values-1", "");
            for (var theirs : List.of("2", "3")) {
                var changed = List.of(theirs);
                SERVER.api("PATCH", path, Map.of("attributes", Map.of("also", changed, "theirs", changed)))
                        .expect(200);
                at.press("Save").tab().getByText(STALE).waitFor();
                assertThat(values(at, "theirs")).hasValue(theirs);
                assertThat(values(at, "moved")).hasValue(theirs);
                assertThat(values(at, "new")).hasValue("1");
                assertThat(at.tab().locator(".meanwhile")).hasCount(2);
                assertThat(at.tab().locator(".pair input[value=old], .pair input[value=dropped]"))
                        .hasCount(0);
            }
            at.press("Save").done("Saved.");
            assertThat(SERVER.api("GET", path, null).get("attributes"))
                    .isEqualTo(Map.of("moved", List.of("3"), "new", one, "theirs", List.of("3")));
        }
    }

    @Test
    @DisplayName("marks whatever is otherwise where nothing tells what it was loaded with")
    void unmarked() {
        SERVER.client(AtConsole.REALM, Map.of("clientId", "unmarked", "name", "Before"));
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/clients/unmarked");
            at.tab().evaluate("() => document.querySelectorAll('[name^=loaded-]').forEach(mark => mark.remove())");
            SERVER.api("PATCH", path("unmarked"), Map.of("name", "Theirs")).expect(200);
            at.press("Save").tab().getByText(STALE).waitFor();
            assertThat(at.tab().locator(".meanwhile"))
                    .hasText("Others have changed this, too. What you typed will replace theirs: Theirs");
        }
    }

    @Test
    @DisplayName("says what others have chosen in the words that it is chosen by, whatever the language")
    void words() {
        var scope = SERVER.api("POST", "/api/scopes", Map.of("realmName", AtConsole.REALM, "name", "chosen"))
                .expect(201)
                .text("id");
        SERVER.api("PATCH", "/api/scopes/" + scope, Map.of("realmDefault", "default"))
                .expect(200);
        SERVER.client(AtConsole.REALM, Map.of("clientId", "chosen", "accessTokenType", "JWT"));
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT.options().setLocale("de-DE"))) {
            at.openInRealm("/scopes/" + scope).tab().selectOption("#scope-realmDefault", "optional");
            SERVER.api("PATCH", "/api/scopes/" + scope, Map.of("realmDefault", "none"))
                    .expect(200);
            at.press("Speichern");
            assertThat(at.tab().locator(".meanwhile .now")).hasText("Keine");

            at.forget().openInRealm("/clients/chosen/advanced").tab().selectOption("#client-accessTokenType", "at+jwt");
            var absent = new HashMap<String, Object>();
            absent.put("accessTokenType", null);
            SERVER.api("PATCH", path("chosen"), absent).expect(200);
            at.press("Speichern");
            assertThat(at.tab().locator(".meanwhile .now")).hasText("Wie im Realm eingestellt");
        }
    }

    @Test
    @DisplayName("is one of a realm's deletion: nothing is gone until that was said and it is sent again")
    void realm() {
        SERVER.realm("leaving");
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.open("/console/realms/leaving/settings/delete");
            at.tab().getByLabel("Type the realm’s name").fill("leaving");
            SERVER.api("PATCH", "/api/realms/leaving", Map.of("displayName", "Keep it"))
                    .expect(200);
            at.press("Delete realm").tab().getByText(STALE).waitFor();
            SERVER.api("GET", "/api/realms/leaving", null).expect(200);
            at.press("Delete realm").done("Deleted.");
        }
    }

    @Test
    @DisplayName("is one of a deletion, too: it is asked anew, and done when it is confirmed again")
    void deletion() {
        SERVER.client(AtConsole.REALM, Map.of("clientId", "going"));
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/clients/going/delete");
            SERVER.api("PATCH", path("going"), Map.of("description", "Keep it")).expect(200);
            at.press("Delete").tab().getByText(STALE).waitFor();
            SERVER.api("GET", path("going"), null).expect(200);
            at.press("Delete").done("Deleted.");
        }
    }

    @Test
    @DisplayName("is not left without being asked once something was typed, and without being asked when nothing was")
    void guarded() {
        SERVER.client(AtConsole.REALM, Map.of("clientId", "guarded"));
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/clients/guarded").follow("Credentials").tab().waitForURL("**/credentials");
            at.openInRealm("/clients/guarded").tab().fill("#client-name", "Typed");
            at.follow("Credentials");
            assertThat(at.wrongs()).singleElement().asString().startsWith("dialog: ");
            assertThat(at.tab().inputValue("#client-name")).isEqualTo("Typed");
            at.wrongs().clear();

            at.tab().fill("#client-name", "");
            at.follow("Credentials").tab().waitForURL("**/credentials");
            at.openInRealm("/clients/guarded").tab().fill("#client-name", "Typed");
            at.press("Save").done("Saved.");
            at.follow("Credentials").tab().waitForURL("**/credentials");
            assertThat(at.wrongs()).isEmpty();
        }
    }

    private static Map<String, Object> user(String username, Map<String, List<String>> attributes) {
        return Map.of("realmName", AtConsole.REALM, "username", username, "attributes", attributes);
    }

    private static Locator values(AtConsole at, String name) {
        return at.tab().locator(".pair:has(input[name=name][value=%s]) textarea".formatted(name));
    }

    private static Page save(Page tab) {
        tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
        return tab;
    }

    private static String path(String clientId) {
        return "/api/clients/%s?realm=%s".formatted(clientId, AtConsole.REALM);
    }

    private static Map<String, Object> client(String clientId) {
        return SERVER.api("GET", path(clientId), null).expect(200).json();
    }
}
