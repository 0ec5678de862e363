package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Texts that somebody else decides, at the console")
class ConsoleMarkupTest {
    private static final String MARKUP =
            "\"'></textarea></title><img src=x onerror=alert(1)><svg/onload=alert(1)><script>alert(1)</script>";

    /// Elements, attributes and links that no page of ours has.
    private static final String FOREIGN = """
            () => [...document.querySelectorAll('*')]
                .filter(each => ['svg', 'iframe', 'style'].includes(each.localName)
                    || each.matches('script:not([src^="/"]), img:not([src^="/"], [src^="data:"]), [style], [autofocus]')
                    || each.getAttributeNames().some(name => name.startsWith('on'))
                    || ['href', 'src', 'action', 'formaction', 'hx-get'].some(name => each.hasAttribute(name)
                        && !['http:', 'https:', 'data:'].includes(new URL(each.getAttribute(name), location).protocol)))
                .map(each => each.outerHTML.slice(0, 200))""";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Chromium chromium;
    private static AtConsole at;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        AtConsole.furnish(SERVER);
        at = AtConsole.signedIn(chromium, SERVER, Look.LIGHT);
        rename();
    }

    @AfterAll
    static void close() {
        at.close();
        chromium.close();
    }

    /// Whatever has a text that is free.
    private static void rename() {
        var realm = "?realm=" + AtConsole.REALM;
        patch("/api/realms/" + AtConsole.REALM, Map.of("displayName", MARKUP));
        patch("/api/clients/api-demo-project" + realm, Map.of("name", MARKUP, "description", MARKUP));
        patch("/api/scopes/" + AtConsole.SCOPE + realm, Map.of("description", MARKUP));
        var ada = id("/users/{ada.lovelace}");
        var attributes = Map.of(MARKUP, List.of(MARKUP));
        patch("/api/users/" + ada, Map.of("firstName", MARKUP, "lastName", MARKUP, "attributes", attributes));
        patch("/api/groups/" + id("/groups/{staff}"), Map.of("description", MARKUP, "attributes", attributes));
        patch("/api/rbac/roles/" + id("/roles/{Lead}"), Map.of("description", MARKUP, "attributes", attributes));
        SERVER.api("POST", "/api/clients/api-demo-project/secrets" + realm, Map.of("name", MARKUP))
                .expect(201);
        SERVER.send(SERVER.request("/realms/%s/protocol/openid-connect/token".formatted(AtConsole.REALM))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", MARKUP)
                .POST(BodyPublishers.ofString(TestServer.encoded(
                        Map.of("grant_type", "client_credentials", "client_id", MARKUP, "client_secret", "x")))));
    }

    private static String id(String path) {
        var resolved = new Townsfolk(SERVER).resolved(path);
        return resolved.substring(resolved.lastIndexOf('/') + 1);
    }

    private static void patch(String path, Map<String, Object> change) {
        SERVER.api("PATCH", path, change).expect(200);
    }

    @Test
    @DisplayName("XS-05 stay texts on every page: no name makes an element, a handler or a link")
    void names() {
        var softly = new SoftAssertions();
        for (var path : Addresses.all()) {
            at.open(path);
            judge(softly, path);
        }
        for (var state : State.values()) {
            if (state == State.STALE) continue;
            state.lead(at);
            judge(softly, state.toString());
        }
        at.forget();
        softly.assertAll();
        at.openInRealm("/clients/api-demo-project");
        assertThat(at.tab().inputValue("#client-name")).isEqualTo(MARKUP);
    }

    @Test
    @DisplayName("XS-02, XS-03 stay texts when they come in the query of a page")
    void queries() {
        var softly = new SoftAssertions();
        var query = Stream.of(
                        "search", "name", "clientId", "subject", "type", "username", "scope", "in", "done", "kind")
                .map(name -> name + "=" + Call.segment(MARKUP))
                .collect(Collectors.joining("&"));
        for (var path : Addresses.all()) {
            at.open(path.replaceFirst("\\?.*", "") + "?" + query);
            at.wrongs().removeIf(wrong -> wrong.matches("(?s)4\\d\\d: .*|error: Failed to load resource.* 4\\d\\d .*"));
            judge(softly, path);
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("XS-02, XS-04 stay texts when they come back in the form that they were typed into, and in the request"
            + " that it stands for")
    void forms() {
        var softly = new SoftAssertions();
        var typed = 0;
        for (var path : Addresses.all()) {
            at.open(path);
            if (asCurl().count() == 0) continue;
            for (var field : at.tab()
                    .locator("form:has([value=request]) :is(input[type=text], textarea)")
                    .all()) if (field.isEditable() && field.isVisible()) field.fill(MARKUP);
            asCurl().first().click();
            at.tab().locator("#as-request, .complaint, .wrong").first().waitFor();
            at.wrongs().removeIf(wrong -> wrong.matches("(?s)422: .*|error: Failed to load resource.* 422 .*"));
            judge(softly, path);
            at.forget();
            typed++;
        }
        softly.assertThat(typed).isGreaterThan(20);
        softly.assertAll();
    }

    private static Locator asCurl() {
        return at.tab().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show the request"));
    }

    private static void judge(SoftAssertions softly, String what) {
        softly.assertThat((List<?>) at.tab().evaluate(FOREIGN)).as(what).isEmpty();
        softly.assertThat(at.wrongs()).as(what).isEmpty();
        at.wrongs().clear();
    }
}
