package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.http.Request;
import dev.chancery.http.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The console does nothing that /api can't")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleDeedsTest {
    private static final String TOKENS = "POST /realms/{realm}/protocol/openid-connect/token";

    private final Queue<Request> overheard = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    final TestServer server = new TestServer().overheardBy(overheard::add);

    private final RouteRequests requests = new RouteRequests(server);
    private WebBrowser browser = new WebBrowser(server);
    private String mark = "";

    @BeforeAll
    void signIn() {
        server.realm(Caller.REALM);
        server.api("GET", "/api/realms/" + Caller.REALM + "/keys", null).expect(200);
        browser = new WebBrowser(server);
        var who = Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD);
        mark = browser.submit(browser.open("/console/sign-in"), who).field("mark");
    }

    @Test
    @DisplayName("every form has its act, and every act its form")
    void complete() {
        var forms = console("POST").map(Route::pattern);

        assertThat(Deed.all().stream().map(Deed::pattern).distinct())
                .containsExactlyInAnyOrderElementsOf(forms.toList());
    }

    @Test
    @DisplayName("a form that is sent asks of the API, with the bearer of whoever sent it, for its act and no other")
    void acts() {
        var softly = new SoftAssertions();
        for (var deed : Deed.all()) {
            if (deed.pattern().equals("/console/sign-out")) continue;
            var values = deed.prepared(server, requests);
            overheard.clear();

            var shown = send(deed, values);

            softly.assertThat(shown.answer().status())
                    .as("%s: %s", deed, shown.body())
                    .isEqualTo(200);
            softly.assertThat(asked().filter(ConsoleDeedsTest::isAct))
                    .as("%s", deed)
                    .isEqualTo(
                            Stream.of(deed.act()).filter(act -> !act.isEmpty()).toList());
            requireAsAnyClient(softly, deed);
        }
        softly.assertAll();
    }

    @Test
    @DisplayName(
            "LG-02 a page that is opened asks of the API to read or to foretell, and changes no row of the database")
    void pages() {
        var values = requests.of(Caller.REALM);
        var softly = new SoftAssertions();
        var before = Residents.of(server).rows();
        for (var page : console("GET")
                .map(Route::pattern)
                .filter(path -> path.startsWith("/console/realms"))
                .toList()) {
            overheard.clear();

            browser.open(server.url() + RouteRequests.filled(page, values))
                    .answer()
                    .expect(200);

            softly.assertThat(asked().filter(ConsoleDeedsTest::isAct))
                    .as(page)
                    .isSubsetOf(
                            page.equals("/console/realms/{realm}/clients/new")
                                    ? "POST /api/clients"
                                    : "POST /api/clients/{clientId}/token-preview");
            softly.assertThat(overheard.stream()
                            .filter(request -> request.method().equals("POST"))
                            .filter(request -> request.path().equals("/api/clients")))
                    .as("%s foretells", page)
                    .allMatch(request -> request.query().one("dryRun").equals(Optional.of("true")));
            requireAsAnyClient(softly, page);
        }
        softly.assertAll();
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("whoever signs out is led to the end of their session at the realm, as by any other client")
    void sign_out() {
        var own = new WebBrowser(server);
        var who = Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD);
        var page = own.submit(own.open("/console/sign-in"), who);
        overheard.clear();

        var sent = own.postUpTo(
                server.issuer("master") + "/protocol/openid-connect/logout?",
                server.url() + "/console/sign-out",
                Map.of("mark", page.field("mark")));

        assertThat(WebBrowser.fields(sent.substring(sent.indexOf('?') + 1)))
                .containsEntry("client_id", "chancery-console")
                .containsKey("id_token_hint");
        assertThat(overheard).isEmpty();
    }

    private View send(Deed deed, Map<String, String> values) {
        var fields = new HashMap<String, String>();
        fields.putAll(WebBrowser.fields(RouteRequests.filled(deed.fields(), values)));
        fields.put("mark", mark);
        return browser.post(server.url() + RouteRequests.filled(deed.pattern(), values), fields);
    }

    private Stream<Route> console(String method) {
        return server.server().routes().stream()
                .filter(route ->
                        route.method().equals(method) && route.pattern().startsWith("/console"));
    }

    /// What was asked of the house, by the routes of its table.
    private Stream<String> asked() {
        return overheard.stream().map(this::route);
    }

    private String route(Request request) {
        return server.server().routes().stream()
                .filter(route -> route.method().equals(request.method()))
                .filter(route -> request.path().matches(route.pattern().replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparing(
                        route -> route.pattern().chars().filter(c -> c == '{').count()))
                .map(route -> route.method() + " " + route.pattern())
                .orElse("nothing in the table: " + request.path());
    }

    /// A secret is read for somebody only when they ask for it.
    private static boolean isAct(String route) {
        return !route.startsWith("GET ") || route.endsWith("/value");
    }

    private void requireAsAnyClient(SoftAssertions softly, Object what) {
        softly.assertThat(overheard).as("%s", what).allSatisfy(request -> {
            var route = route(request);
            if (route.equals(TOKENS)) return;
            assertThat(route).contains(" /api/");
            assertThat(request.header("Authorization"))
                    .hasValueSatisfying(bearer -> assertThat(bearer).startsWith("Bearer "));
        });
    }
}
