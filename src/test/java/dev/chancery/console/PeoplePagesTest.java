package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.chancery.Chromium;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("People at the console")
class PeoplePagesTest {
    private static final String PASSWORD = "correct horse battery";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Chromium chromium;
    private static AtConsole at;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        AtConsole.furnish(SERVER);
        SERVER.client(
                AtConsole.REALM, Map.of("clientId", "direct", "publicClient", true, "grantTypes", List.of("password")));
        at = AtConsole.signedIn(chromium, SERVER, Look.LIGHT);
    }

    @AfterAll
    static void close() {
        at.close();
        chromium.close();
    }

    private static void says(String text) {
        says(at, text);
    }

    private static void says(AtConsole at, String text) {
        PlaywrightAssertions.assertThat(at.tab().getByRole(AriaRole.MAIN)).containsText(text);
    }

    private static String id(String username) {
        var found = SERVER.api("GET", "/api/users?realm=%s&search=%s".formatted(AtConsole.REALM, username), null);
        return Townsfolk.all(found).getFirst().get("id").toString();
    }

    private static Map<String, Object> user(String username) {
        return SERVER.api("GET", "/api/users/" + id(username), null).expect(200).json();
    }

    @Test
    @DisplayName("whoever is made here signs in with the password that they are given here, and nobody reads it again")
    void made() {
        at.openInRealm("/users/create");
        at.tab().fill("#user-username", "grace");
        at.tab().fill("#user-email", "no address");
        at.press("Create");
        says("One e-mail address, such as ada@example.com.");
        at.tab().fill("#user-email", "grace@example.com");
        at.press("Create");
        says("Created.");

        at.tab().fill("#credentials-password", "tooshrt");
        at.press("Set password");
        says("8 to 1,024 characters.");
        assertThat(at.tab().content()).doesNotContain("tooshrt");

        at.tab().fill("#credentials-password", PASSWORD);
        at.tab().uncheck("#credentials-temporary");
        at.press("Set password");
        says("The password is set.");
        assertThat(SERVER.userToken(AtConsole.REALM, "direct", "grace", PASSWORD))
                .isNotEmpty();
        assertThat(user("grace")).contains(entry("email", "grace@example.com"), entry("requiredActions", List.of()));
    }

    @Test
    @DisplayName("a temporary password is one that they must change")
    void temporary() {
        var grant = Map.of("realmName", AtConsole.REALM, "username", "tim");
        SERVER.api("POST", "/api/users", grant).expect(201);
        at.openInRealm("/users/{tim}/credentials");
        at.tab().fill("#credentials-password", PASSWORD);
        at.press("Set password");
        says("The password is set.");
        assertThat(user("tim")).containsEntry("requiredActions", List.of("UPDATE_PASSWORD"));
    }

    @Test
    @DisplayName("what somebody lets a client do is seen, and withdrawn with a second click")
    void consents() {
        var ida = SERVER.api("POST", "/api/users", Map.of("realmName", AtConsole.REALM, "username", "ida"))
                .expect(201)
                .text("id");
        var shop = SERVER.api("GET", "/api/clients/ticket-shop?realm=" + AtConsole.REALM, null)
                .expect(200)
                .text("id");
        at.openInRealm("/users/{ida}/consents");
        says("They let no client do anything in their name.");
        Residents.of(SERVER).agree(AtConsole.REALM, ida, shop, "email", "profile");

        at.openInRealm("/users/{ida}/consents");
        says("email, profile");
        at.tab().click("a[aria-label='Withdraw: ticket-shop']");
        says("Withdraw all that ticket-shop has of ida?");
        at.press("Withdraw");

        says("The tokens that the client had of them are dead.");
        says("They let no client do anything in their name.");
    }

    @Test
    @DisplayName("one search finds roles of the realm and of clients; what is assigned says where it comes from")
    void roles() {
        at.openInRealm("/users/{ada.lovelace}/roles");
        says("Group /staff");
        says("Part of Lead");
        at.openInRealm("/users/{ada.lovelace}/roles?add-search=cler");
        at.tab().check("input[name=role]");
        at.press("Assign role");
        says("Assigned.");
        var held = "/api/rbac/held-roles?realm=%s&userId=%s".formatted(AtConsole.REALM, id(Townsfolk.ADA));
        assertThat(Townsfolk.all(SERVER.api("GET", held, null)))
                .extracting(role -> role.get("roleName"))
                .contains("Clerk", "Lead", "Developer");
        at.press("Unassign Clerk");
        says("Not assigned any more.");
        assertThat(Townsfolk.all(SERVER.api("GET", held, null)))
                .extracting(role -> role.get("roleName"))
                .doesNotContain("Clerk");
    }

    @Test
    @DisplayName("attributes are changed line by line, and go when their values go")
    void attributes() {
        SERVER.api(
                        "POST",
                        "/api/users",
                        Map.of(
                                "realmName",
                                AtConsole.REALM,
                                "username",
                                "emmy",
                                "attributes",
                                Map.of("field", List.of("algebra"), "kept", List.of(" as it is ", ""))))
                .expect(201);
        at.openInRealm("/users/{emmy}/attributes");
        at.tab().fill("#values-0", "");
        at.tab().fill("#name-2", "applications");
        at.tab().fill("#values-2", "orders\nbilling");
        at.press("Save");
        says("Saved.");
        assertThat(user("emmy").get("attributes"))
                .isEqualTo(Map.of("applications", List.of("orders", "billing"), "kept", List.of(" as it is ", "")));
    }

    @Test
    @DisplayName("as many attributes as there may be are saved, of people and of service accounts")
    void most_attributes() {
        var most = new TreeMap<String, List<String>>();
        for (var i = 0; i < 100; i++) most.put("name-%02d".formatted(i), List.of("1"));
        SERVER.api("POST", "/api/users", Map.of("realmName", AtConsole.REALM, "username", "rich", "attributes", most))
                .expect(201);
        SERVER.client(AtConsole.REALM, Map.of("clientId", "rich"));
        var client = "/api/clients/rich?realm=" + AtConsole.REALM;
        SERVER.api("PATCH", client, Map.of("serviceAccount", Map.of("attributes", most)))
                .expect(200);

        most.put("name-99", List.of("2"));
        for (var page : List.of("/users/{rich}/attributes", "/clients/rich/service-account")) {
            at.openInRealm(page).follow("Attributes").tab().fill("#values-99", "2");
            at.press("Save");
            says("Saved.");
        }
        assertThat(user("rich").get("attributes")).isEqualTo(most);
        assertThat(SERVER.api("GET", client, null).get("serviceAccount"))
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("attributes", most);
    }

    @Test
    @DisplayName("of two tabs the later one is told that somebody was faster, and overwrites nothing")
    void two_tabs() {
        SERVER.api("POST", "/api/users", Map.of("realmName", AtConsole.REALM, "username", "twice"))
                .expect(201);
        try (var own = AtConsole.signedIn(chromium, SERVER, Look.LIGHT)) {
            own.openInRealm("/users/{twice}");
            SERVER.api("PATCH", "/api/users/" + id("twice"), Map.of("lastName", "of another tab"))
                    .expect(200);
            own.tab().fill("#user-firstName", "typed here");
            own.press("Show the request").press("Save");
            says(own, "Others have changed this since you opened it");
            assertThat(own.tab().inputValue("#user-firstName")).isEqualTo("typed here");
            assertThat(own.tab().inputValue("#user-lastName")).isEqualTo("of another tab");
        }
        assertThat(user("twice")).contains(entry("firstName", ""), entry("lastName", "of another tab"));
    }

    @Test
    @DisplayName("a session is ended from the list of the realm, and all of a person's at once")
    void sessions() {
        SERVER.api("POST", "/api/users", Map.of("realmName", AtConsole.REALM, "username", "seated"))
                .expect(201);
        var seated = id("seated");
        for (var i = 0; i < 3; i++) Residents.of(SERVER).session(AtConsole.REALM, seated);
        at.openInRealm("/sessions");
        at.tab().locator("button[aria-label='Sign out seated']").first().click();
        says("Ended.");
        var sessions = "/api/sessions?realm=%s&userId=%s".formatted(AtConsole.REALM, seated);
        assertThat(Townsfolk.all(SERVER.api("GET", sessions, null))).hasSize(2);

        at.openInRealm("/users/{seated}/sessions").follow("Sign out everywhere");
        says("All of their sessions end");
        at.press("Sign out everywhere");
        says("Ended.");
        assertThat(Townsfolk.all(SERVER.api("GET", sessions, null))).isEmpty();
    }

    @Test
    @DisplayName("a role is made, given parts, and deleted when it is asked for twice")
    void role() {
        at.openInRealm("/roles/create");
        at.tab().fill("#role-name", "Night-watch");
        at.press("Create");
        says("Created.");
        at.openInRealm("/roles/{Night-watch}/parts?add-search=clerk");
        at.tab().check("input[name=role]");
        at.press("Add associated roles");
        says("Saved.");
        at.press("Remove Clerk");
        says("This role has no other roles in it.");
        at.follow("Delete");
        says("Whoever holds it loses it at once");
        at.press("Delete role");
        says("Deleted.");
        var found = "/api/rbac/roles?everywhere=true&search=night&realm=" + AtConsole.REALM;
        assertThat(Townsfolk.all(SERVER.api("GET", found, null))).isEmpty();
    }

    @Test
    @DisplayName("somebody joins a group in a group, from their own page and from the group’s, and leaves it")
    void groups() {
        SERVER.api("POST", "/api/users", Map.of("realmName", AtConsole.REALM, "username", "joiner"))
                .expect(201);
        at.openInRealm("/users/{joiner}/groups").follow("staff");
        at.press("Join /staff/desk");
        says("They are in the group now.");
        at.press("Leave /staff/desk");
        says("They are in no group.");
        at.openInRealm("/groups/{staff}/members?add-search=joiner").press("Add joiner");
        says("They are in the group now.");
        at.press("Remove joiner");
        says("They are not in the group any more.");
    }

    @Test
    @DisplayName(
            "groups are found by a part of their name wherever they are, and who is in one or signed in by any name")
    void searched() {
        at.openInRealm("/groups?search=ESK").follow("/staff/desk");
        says("To the group that it is in");
        at.openInRealm("/groups?search=nowhere");
        says("No group is called so.");

        at.openInRealm("/groups/{staff}/members?search=love");
        says("ada@example.com");
        at.openInRealm("/groups/{staff}/members?search=grace");
        says("Nobody is like this.");

        at.openInRealm("/sessions?search=love");
        says(Townsfolk.ADA);
        at.openInRealm("/sessions?search=nobody");
        says("Nobody is signed in here.");

        at.openInRealm("/users/{ada.lovelace}/groups?add-search=esk").press("Join /staff/desk");
        says("/staff/desk");
    }

    @Test
    @DisplayName("a list goes by the column whose head is followed, and from its other end when it is followed again")
    void sorted() {
        at.openInRealm("/users").follow("Created");
        at.tab().waitForURL("**/users?sort=createdAt");
        PlaywrightAssertions.assertThat(at.tab().locator("th[aria-sort]")).hasText("Created");
        PlaywrightAssertions.assertThat(at.tab().locator("th[aria-sort=descending]"))
                .hasCount(1);

        at.follow("Created");
        at.tab().waitForURL("**/users?sort=createdAt&reverse=true");
        PlaywrightAssertions.assertThat(at.tab().locator("tbody th").first()).hasText(Townsfolk.ADA);
        PlaywrightAssertions.assertThat(at.tab().locator("th[aria-sort=ascending]"))
                .hasText("Created");

        at.tab().locator("#search").fill("love");
        at.tab().waitForURL("**/users?sort=createdAt&reverse=true&search=love**");
        PlaywrightAssertions.assertThat(at.tab().locator("th[aria-sort=ascending]"))
                .hasText("Created");
    }
}
