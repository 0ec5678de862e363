package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.attacks.Caller.Standing;
import dev.chancery.db.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("AD-01 Every page and every form of the console, every kind of person who is signed in to it")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleMatrixTest {
    private final SettableClock clock = new SettableClock("2026-11-22T12:00:00Z");

    @RegisterExtension
    final TestServer server = new TestServer(Dialect.SQLITE, clock);

    private List<Sitter> sitters = List.of();
    private Map<String, String> target = Map.of();

    private record Sitter(String name, Standing standing, WebBrowser browser, String mark) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void arrange() {
        Caller.all(server, clock);
        target = new RouteRequests(server).of(Caller.REALM);
        sitters = List.of(
                sitter(Caller.REALM, "nobody", Standing.POWERLESS),
                sitter(Caller.REALM, "payer", Standing.POWERLESS),
                sitter(Caller.OTHER_REALM, "boss", Standing.STRANGER),
                sitter("master", "keeper-of-" + Caller.OTHER_REALM, Standing.STRANGER),
                sitter(Caller.REALM, "viewer", Standing.VIEWER),
                sitter(Caller.REALM, "ada", Standing.REALM_ADMIN),
                sitter("master", "keeper-of-" + Caller.REALM, Standing.REALM_ADMIN),
                sitter("master", "second", Standing.MASTER_ADMIN));
    }

    private Sitter sitter(String realm, String name, Standing standing) {
        var browser = new WebBrowser(server);
        var page = browser.open("/console/sign-in?realm=" + realm);
        var first = browser.submit(page, Map.of("username", name, "password", Residents.PASSWORD));
        return new Sitter(name, standing, browser, first.field("mark"));
    }

    @Test
    @DisplayName("AD-01, AD-02 whom the API refuses, the console refuses: 403 or 404")
    void refused() {
        var softly = new SoftAssertions();
        for (var row : rows("GET").toList())
            for (var sitter : sitters)
                if (!isAdministrator(sitter))
                    softly.assertThat(status(row, sitter))
                            .as("%s by %s", row, sitter)
                            .satisfies(status -> {
                                if (sitter.standing() == Standing.VIEWER)
                                    assertThat(status).isIn(200, 403);
                                else if (!isBlank(row)) assertThat(status).isIn(403, 404);
                            });
        softly.assertAll();
    }

    @Test
    @DisplayName("AD-01, AD-02 a form of somebody who may not changes no row of the database")
    void nothing_done() {
        var before = Residents.of(server).rows();

        var softly = new SoftAssertions();
        for (var row : rows("POST").toList())
            for (var sitter : sitters)
                if (!isAdministrator(sitter)) {
                    var expected = sitter.standing() == Standing.VIEWER || isBlank(row) ? 200 : 400;
                    softly.assertThat(status(row, sitter))
                            .as("%s by %s", row, sitter)
                            .isBetween(expected, 499);
                }
        softly.assertAll();
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("AD-01 whoever may is served: the refusals are no accident")
    void served() {
        var softly = new SoftAssertions();
        for (var row : rows("GET").toList())
            for (var sitter : sitters)
                if (isAdministrator(sitter))
                    softly.assertThat(status(row, sitter))
                            .as("%s by %s", row, sitter)
                            .isEqualTo(200);
        softly.assertAll();
    }

    /// Those that are about a realm.
    private static Stream<RouteRow> rows(String method) {
        return RouteRow.all().stream()
                .filter(row -> row.who().equals("desk") && row.pattern().contains("{realm}"))
                .filter(row -> row.method().equals(method));
    }

    private static boolean isAdministrator(Sitter sitter) {
        return sitter.standing() == Standing.REALM_ADMIN || sitter.standing() == Standing.MASTER_ADMIN;
    }

    /// An empty form shows nothing of the realm, so nothing is asked of the API for it.
    private static boolean isBlank(RouteRow row) {
        return row.pattern().matches(".*/(create|new)");
    }

    private int status(RouteRow row, Sitter sitter) {
        var url = server.url() + RouteRequests.filled(row.pattern(), target);
        if (row.method().equals("GET"))
            return sitter.browser().open(url).answer().status();
        var body = row.body().equals("-") ? "do=save" : RouteRequests.filled(row.body(), target);
        var fields = new HashMap<>(WebBrowser.fields(body));
        fields.put("mark", sitter.mark());
        return sitter.browser().post(url, fields).answer().status();
    }
}
