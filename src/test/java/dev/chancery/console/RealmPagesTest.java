package dev.chancery.console;

import static dev.chancery.console.AtConsole.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Axe;
import dev.chancery.pages.Look;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The console's pages of realms")
class RealmPagesTest {

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
    @DisplayName("create a realm, and change how long its tokens live")
    void realm() {
        at.open("/console/realms").follow("Create realm");
        assertThat(Axe.violations(at.tab())).isEmpty();
        fill("Name", "ticket-shop");
        at.press("Create");
        fill("Access token lifespan in seconds", "720");
        at.press("Save");

        assertThat(SERVER.token(SERVER.client("ticket-shop")).expect(200).get("expires_in"))
                .isEqualTo(720);
        assertThat(field("Default audience").inputValue()).isEmpty();
        at.open("/console/realms?name=ticket-");
        assertThat(at.tab().locator("tbody tr").count()).isEqualTo(1);
    }

    @Test
    @DisplayName("are found from the bar of every page among all that there are, and Enter leads to the list of those")
    void found() {
        for (int each = 10; each < 42; each++) SERVER.realm("crowd-" + each);
        SERVER.realm("zenith");

        at.openInRealm("/clients").tab().locator(".realms > summary").click();
        assertThat(at.tab().locator("#realm-list").textContent())
                .contains("crowd-10", "There are more")
                .doesNotContain("zenith");
        at.tab().fill("#realm-search", "zen");
        at.tab().locator("#realm-list a").getByText("zenith").waitFor();
        assertThat(at.tab().locator("#realm-list").textContent()).doesNotContain("crowd", "There are more");
        at.tab().fill("#realm-search", "nowhere");
        at.tab().getByText("There is no such realm.").waitFor();

        at.tab().fill("#realm-search", "zen");
        at.tab().press("#realm-search", "Enter");
        at.tab().waitForURL("**/console/realms?name=zen");
        assertThat(at.tab().locator("tbody tr").count()).isOne();
    }

    @Test
    @DisplayName("say beside the field what is wrong, and keep what was typed")
    void complaint() {
        at.openInRealm("/settings");
        fill("Access token lifespan in seconds", "5");
        at.press("What would change");

        assertThat(field("Access token lifespan in seconds").getAttribute("aria-invalid"))
                .isEqualTo("true");
        assertThat(field("Access token lifespan in seconds").inputValue()).isEqualTo("5");
        fill("Access token lifespan in seconds", "300");
        at.press("Save");
    }

    @Test
    @DisplayName("put a realm into the bin when its name is typed, and only then; it comes back from there")
    void deleted() {
        SERVER.realm("doomed");
        at.open("/console/realms/doomed/settings").follow("Delete realm");
        fill("Type the realm’s name", "codemie-prod");
        at.press("Delete realm");
        SERVER.api("GET", "/api/realms/doomed", null).expect(200);

        fill("Type the realm’s name", "doomed");
        at.press("Delete realm");
        SERVER.api("GET", "/api/realms/doomed", null).expect(404);

        at.open("/console/realms?deleted=true");
        assertThat(Axe.violations(at.tab())).isEmpty();
        at.press("Restore doomed");
        SERVER.api("GET", "/api/realms/doomed", null).expect(200);
    }

    @Test
    @DisplayName("rotate its keys")
    void keys() {
        var keys = "/api/realms/" + REALM + "/keys";
        var before = SERVER.api("GET", keys, null).expect(200).text("content");

        at.openInRealm("/keys").follow("Rotate keys").press("Rotate keys");

        assertThat(SERVER.api("GET", keys, null).expect(200).text("content")).isNotEqualTo(before);
        assertThat(at.tab().locator("tbody").textContent()).contains("Published, signs later");
    }

    @Test
    @DisplayName("make a scope with mappers, of which a changed one leaves the others as they are")
    void scope() {
        at.openInRealm("/scopes").follow("Create client scope");
        fill("Name", "desks");
        at.press("Create").follow("Add mapper").follow("Hardcoded claim");
        fill("Name", "desk");
        fill("Claim value", "north");
        fill("Token claim name", "desk");
        at.press("Save").follow("Add mapper").follow("Audience");
        fill("Name", "recipient");
        fill("Included audience", "https://desks.example");
        at.press("Save");
        var client = SERVER.client(REALM, Map.of("scopes", List.of("desks")));
        assertThat(SERVER.token(client).expect(200).claims())
                .containsEntry("desk", "north")
                .containsEntry("aud", "https://desks.example");

        at.follow("desk");
        fill("Claim value", "south");
        at.press("Save");
        assertThat(SERVER.token(client).expect(200).claims())
                .containsEntry("desk", "south")
                .containsEntry("aud", "https://desks.example");

        at.follow("desk").press("Remove").press("Remove this mapper");
        assertThat(SERVER.token(client).expect(200).claims())
                .doesNotContainKey("desk")
                .containsEntry("aud", "https://desks.example");
    }

    @Test
    @DisplayName("undo a change, and say what stands in the way of undoing it again")
    void undone() {
        var client = SERVER.client(REALM, Map.of("clientId", "renamed", "name", "Before"));
        var path = "/api/clients/" + client.id();
        SERVER.api("PATCH", path, Map.of("name", "After")).expect(200);
        at.openInRealm("/audit?type=client.updated&subject=" + client.id());
        assertThat(at.tab().locator("tbody td").first().textContent()).isEqualTo("renamed");
        at.tab().locator("tbody a").first().click();
        assertThat(at.tab().locator("main dl a").getAttribute("href")).endsWith("/clients/" + client.id());
        assertThat(Axe.violations(at.tab())).isEmpty();
        var event = at.tab().url();

        at.press("What would change");
        assertThat(at.tab().locator("section:has(#foretold)").textContent())
                .contains("client.updated", "/name", "After", "Before");
        assertThat(SERVER.api("GET", path, null).text("name")).isEqualTo("After");
        at.press("Undo");

        assertThat(SERVER.api("GET", path, null).text("name")).isEqualTo("Before");
        at.tab().navigate(event);
        assertThat(at.tab().locator("main").textContent()).contains("This cannot be undone now");
    }

    @Test
    @DisplayName("restore a client")
    void restored() {
        var client = SERVER.client(REALM, Map.of("clientId", "missed"));
        SERVER.api("DELETE", "/api/clients/" + client.id(), null).expect(204);

        at.openInRealm("/bin").press("Restore missed");

        SERVER.token(client).expect(200);
    }

    @Test
    @DisplayName("explain a failure, and register the redirect URI that was refused")
    void failure() {
        var query = TestServer.encoded(Map.of(
                "response_type", "code", "client_id", "ticket-shop", "redirect_uri", "https://shop.example/other"));
        SERVER.get("/realms/" + REALM + "/protocol/openid-connect/auth?" + query);

        at.openInRealm("/failures");
        at.tab()
                .locator("tbody tr", having("redirect URI"))
                .locator("a")
                .first()
                .click();
        assertThat(Axe.violations(at.tab())).isEmpty();
        at.press("Add redirect URI");

        var client = SERVER.api("GET", "/api/clients/ticket-shop?realm=" + REALM, null);
        assertThat(client.expect(200).get("redirectUris"))
                .isEqualTo(List.of("https://shop.example/cb", "https://shop.example/other"));
    }

    @Test
    @DisplayName("show what a document would change, and then make the realm what it says")
    void document() {
        var realm = SERVER.realm("documented");
        at.open("/console/realms/documented/document");
        fill("Document", "{\"version\": 1, \"realm\": {\"name\": \"documented\", \"displayName\": \"Written down\"}}");
        at.press("What would change");
        assertThat(at.tab().locator("#foretold").textContent()).contains("displayName", "Written down");
        assertThat(SERVER.api("GET", "/api/realms/" + realm, null).text("displayName"))
                .isEqualTo(realm);

        at.press("Apply");
        assertThat(SERVER.api("GET", "/api/realms/" + realm, null).text("displayName"))
                .isEqualTo("Written down");
    }

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private static Locator field(String label) {
        return at.tab().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static void fill(String label, String value) {
        field(label).fill(value);
    }
}
