package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.http.Request;
import dev.chancery.http.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Every form of the console")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleFormsTest {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'; script-src 'self'; connect-src 'self'";

    private final Queue<Request> overheard = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    final TestServer server = new TestServer().overheardBy(overheard::add);

    private Map<String, String> target = Map.of();
    private Map<String, List<String>> before = Map.of();
    private String cookie = "";
    private String mark = "";
    private String othersMark = "";

    @BeforeAll
    void arrange() {
        server.realm(Caller.REALM);
        Residents.of(server).user("master", "second", "admin");
        target = new RouteRequests(server).of(Caller.REALM);
        server.api("GET", "/api/realms/" + Caller.REALM + "/keys", null).expect(200);
        othersMark = signedIn("second", Residents.PASSWORD, new WebBrowser(server));
        var browser = new WebBrowser(server);
        mark = signedIn(TestServer.ADMIN, TestServer.PASSWORD, browser);
        cookie = browser.cookies().get("console");
    }

    private String signedIn(String name, String password, WebBrowser browser) {
        var typed = Map.of("username", name, "password", password);
        return browser.submit(browser.open("/console/sign-in"), typed).field("mark");
    }

    @BeforeEach
    void remember() {
        overheard.clear();
        before = Residents.of(server).rows();
    }

    @AfterEach
    void nothing_done() {
        assertThat(overheard.stream()
                        .filter(request -> !request.method().equals("GET"))
                        .filter(request -> !isForetelling(request)))
                .map(request -> request.method() + " " + request.path())
                .isSubsetOf("POST /api/clients/" + target.get("clientId") + "/token-preview");
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    private static boolean isForetelling(Request request) {
        return request.method().equals("POST")
                && request.path().equals("/api/clients")
                && request.query().one("dryRun").equals(Optional.of("true"));
    }

    @Test
    @DisplayName("AD-21, LG-02 is refused without its mark, with a bent one and with another person's")
    void marks() {
        var softly = new SoftAssertions();
        for (var deed : Deed.all())
            for (var shown : List.of("", "x", othersMark, mark + "A"))
                softly.assertThat(sent(deed, shown, "same-origin").status())
                        .as("%s marked %s", deed, shown)
                        .isEqualTo(403);
        softly.assertAll();
    }

    @Test
    @DisplayName("AD-21, LG-02 is refused from another site, though cookie and mark are right")
    void other_sites() {
        var softly = new SoftAssertions();
        for (var deed : Deed.all())
            for (var site : List.of("cross-site", "same-site", "rubbish"))
                softly.assertThat(sent(deed, mark, site).status())
                        .as("%s %s", site, deed)
                        .isEqualTo(403);
        softly.assertAll();
    }

    @Test
    @DisplayName("AD-21 is refused as the other kinds of content that pages of other sites may send")
    void other_content() {
        var softly = new SoftAssertions();
        for (var deed : Deed.all())
            for (var type : List.of("text/plain", "multipart/form-data; boundary=x")) {
                var request = server.request(path(deed)).header("Cookie", "console=" + cookie);
                var body = BodyPublishers.ofString(TestServer.encoded(fields(deed, mark)));
                softly.assertThat(
                                server.send(request.header("Content-Type", type).POST(body))
                                        .status())
                        .as("%s as %s", deed, type)
                        .isEqualTo(415);
            }
        softly.assertAll();
    }

    @Test
    @DisplayName("LG-02 does nothing by a link, whatever the link says")
    void links() {
        var softly = new SoftAssertions();
        for (var deed : Deed.all()) {
            var link = path(deed) + "?" + TestServer.encoded(fields(deed, mark));
            for (var method : List.of("GET", "HEAD"))
                softly.assertThat(server.send(server.request(link)
                                        .header("Cookie", "console=" + cookie)
                                        .method(method, BodyPublishers.noBody()))
                                .status())
                        .as("%s %s", method, deed)
                        .isIn(200, 405);
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("AD-21 has a cookie that opens nothing at the API, whatever its route")
    void api() {
        var softly = new SoftAssertions();
        routes("/api/")
                .filter(route -> !route.pattern().matches("/api/(openapi.json|docs|schemas/.*|secrets/revoke-leaked)"))
                .forEach(route -> softly.assertThat(
                                server.send(server.request(RouteRequests.filled(route.pattern(), target))
                                                .header("Cookie", "console=" + cookie + "; Authorization=" + cookie)
                                                .header("Content-Type", "application/json")
                                                .method(route.method(), BodyPublishers.ofString("{}")))
                                        .status())
                        .as("%s", route)
                        .isEqualTo(401));
        softly.assertAll();
    }

    @Test
    @DisplayName("LG-28, XS-09 stands on pages that nobody can frame or keep, on which only our own scripts and styles"
            + " run; so do its refusals")
    void headers() {
        var softly = new SoftAssertions();
        routes("/console/realms")
                .filter(route ->
                        route.method().equals("GET") && !route.pattern().endsWith("/download"))
                .forEach(route -> requireHardened(softly, route, opened(route)));
        for (var deed : Deed.all()) {
            requireHardened(softly, deed, sent(deed, "x", "same-origin"));
            requireHardened(
                    softly,
                    deed,
                    server.send(server.request(path(deed))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(TestServer.encoded(fields(deed, mark))))));
        }
        softly.assertAll();
    }

    private Answer opened(Route route) {
        var path = RouteRequests.filled(route.pattern(), target);
        return server.send(server.request(path).header("Cookie", "console=" + cookie));
    }

    private static void requireHardened(SoftAssertions softly, Object what, Answer answer) {
        for (var header : Map.of(
                        "Content-Security-Policy", POLICY,
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "no-referrer",
                        "Cache-Control", "no-store",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Content-Type", "text/html;charset=utf-8")
                .entrySet())
            softly.assertThat(answer.header(header.getKey()))
                    .as("%s of %s", header.getKey(), what)
                    .isEqualTo(header.getValue());
        softly.assertThat(answer.body())
                .as("%s", what)
                .doesNotContainPattern("<script(?! src=\"/)|<style|\\sstyle=|\\son[a-z]+=|javascript:");
    }

    private Answer sent(Deed deed, String shown, String site) {
        return server.send(server.request(path(deed))
                .header("Cookie", "console=" + cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", site)
                .POST(BodyPublishers.ofString(TestServer.encoded(fields(deed, shown)))));
    }

    private String path(Deed deed) {
        return RouteRequests.filled(deed.pattern(), target);
    }

    private Map<String, String> fields(Deed deed, String shown) {
        var fields = new HashMap<String, String>();
        if (!deed.fields().equals("-")) fields.putAll(WebBrowser.fields(RouteRequests.filled(deed.fields(), target)));
        fields.put("mark", shown);
        return fields;
    }

    private Stream<Route> routes(String beginning) {
        return server.server().routes().stream().filter(route -> route.pattern().startsWith(beginning));
    }
}
