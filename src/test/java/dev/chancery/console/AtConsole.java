package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import dev.chancery.pages.Watched;
import java.util.List;
import java.util.Map;

/// An administrator at the console, in a browser of their own.
final class AtConsole implements AutoCloseable {
    static final String REALM = "codemie-prod";

    /// The id of the scope `orders`.
    static final String SCOPE = "6f9619ff-8b86-4d11-b42d-00c04fc964ff";

    /// The id of its mapper, and of that of the client `api-demo-project`.
    static final String MAPPER = "applications";

    private final TestServer server;
    private final BrowserContext person;
    private final Watched seen;

    private AtConsole(TestServer server, BrowserContext person) {
        this.server = server;
        this.person = person;
        this.seen = Watched.in(person, server.url());
    }

    /// Whoever is not signed in yet, at the page where they are to.
    static AtConsole atDoor(Chromium chromium, TestServer server, Look look) {
        return new AtConsole(server, chromium.person(look.options())).open("/console");
    }

    static AtConsole signedIn(Chromium chromium, TestServer server, Look look) {
        return signedIn(chromium, server, look.options());
    }

    static AtConsole signedIn(Chromium chromium, TestServer server, NewContextOptions options) {
        var at = new AtConsole(server, chromium.person(options)).open("/console");
        at.tab().fill("#username", TestServer.ADMIN);
        at.tab().fill("#password", TestServer.PASSWORD);
        at.tab().click("#login-submit");
        at.tab().waitForURL("**/console/realms/**");
        return at;
    }

    /// The realm of the seeds' walk: the scope `codemie` with its mapper, and the roles.
    static void realm(TestServer server) {
        server.realm(REALM, Map.of("tokenLifespanSeconds", 28500));
        server.api(
                        "POST",
                        "/api/scopes",
                        Map.of(
                                "realmName",
                                REALM,
                                "name",
                                "codemie",
                                "mappers",
                                List.of(Map.of(
                                        "name",
                                        "applications",
                                        "type",
                                        "user-attribute",
                                        "config",
                                        Map.of("attribute", "applications"),
                                        "claim",
                                        "applications",
                                        "multivalued",
                                        true))))
                .expect(201);
        for (var role : List.of("Developer", "Admin"))
            server.api("POST", "/api/rbac/roles", Map.of("realmName", REALM, "name", role))
                    .expect(201);
    }

    /// The same, with what pages are to show.
    static void furnish(TestServer server) {
        realm(server);
        var mappers = List.of(mapper());
        server.client(REALM, Map.of("clientId", "api-demo-project", "name", "Demo project", "mappers", mappers));
        server.client(
                REALM,
                Map.of(
                        "clientId",
                        "ticket-shop",
                        "publicClient",
                        true,
                        "redirectUris",
                        List.of("https://shop.example/cb"),
                        "grantTypes",
                        List.of("authorization_code", "refresh_token")));
        new Townsfolk(server).settle();
        records(server);
    }

    /// A scope whose address is known, a change, something in the bin, and failures.
    private static void records(TestServer server) {
        var scope = Map.of("id", SCOPE, "name", "orders", "mappers", List.of(mapper()));
        server.api(
                        "PUT",
                        "/api/realms/" + REALM + "/configuration",
                        Map.of("version", 1, "realm", Map.of("name", REALM), "scopes", List.of(scope)))
                .expect(200);
        server.api("PATCH", "/api/clients/api-demo-project?realm=" + REALM, Map.of("description", "Shown to people"))
                .expect(200);
        server.get("/realms/%s/protocol/openid-connect/auth?client_id=ticket-shop&response_type=code&redirect_uri=%s"
                        .formatted(REALM, "https://shop.example/callback"))
                .expect(400);
        var old = server.client(REALM, Map.of("clientId", "old-shop", "name", "Shop of last year"));
        server.token(old, Map.of("client_secret", "wrong")).expect(401);
        server.api("DELETE", "/api/clients/" + old.id(), null).expect(204);
    }

    private static Map<String, Object> mapper() {
        return Map.of(
                "id",
                MAPPER,
                "name",
                "applications",
                "type",
                "user-attribute",
                "claim",
                "applications",
                "config",
                Map.of("attribute", "applications"));
    }

    AtConsole open(String path) {
        tab().navigate(server.url() + new Townsfolk(server).resolved(path));
        return this;
    }

    AtConsole openInRealm(String path) {
        return open("/console/realms/" + REALM + path);
    }

    AtConsole press(String button) {
        tab().getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    AtConsole follow(String link) {
        tab().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
        return this;
    }

    /// Until the page says that this was done.
    AtConsole done(String words) {
        done(tab(), words);
        return this;
    }

    static void done(Page tab, String words) {
        tab.locator(".done", new Page.LocatorOptions().setHasText(words)).waitFor();
    }

    /// Somebody else is faster.
    AtConsole meanwhile(String path, Map<String, Object> change) {
        server.api("PATCH", path + "?realm=" + REALM, change).expect(200);
        return this;
    }

    /// There is no such client, whether or not there was one.
    AtConsole without(String clientId) {
        var gone = server.api("DELETE", "/api/clients/%s?realm=%s".formatted(clientId, REALM), null);
        assertThat(gone.status()).isIn(204, 404);
        return this;
    }

    /// Gives up what was typed, so that nobody is asked whether to leave it.
    AtConsole forget() {
        tab().evaluate("() => document.querySelectorAll('[data-guarded]').forEach(form => form.remove())");
        return this;
    }

    Page tab() {
        return seen.tab();
    }

    /// What has gone wrong in the tab so far.
    List<String> wrongs() {
        return seen.wrongs();
    }

    boolean scrollsSideways() {
        return seen.scrollsSideways();
    }

    @Override
    public void close() {
        person.close();
    }
}
