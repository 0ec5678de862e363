package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("AD-01 Every route, every kind of caller")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {
    private final SettableClock clock = new SettableClock("2026-11-22T12:00:00Z");

    @RegisterExtension
    final TestServer server = new TestServer(Dialect.SQLITE, clock);

    private final RouteRequests requests = new RouteRequests(server);
    private List<Caller> callers = List.of();
    private Map<String, String> target = Map.of();

    @BeforeAll
    void arrange() {
        callers = Caller.all(server, clock);
        target = requests.of(Caller.REALM);
    }

    @Test
    @DisplayName("AD-01 every route has its row, and every row its route")
    void complete() {
        var rows = RouteRow.all().stream().map(RouteRow::key);
        var routes = server.server().routes().stream().map(route -> route.method() + " " + route.pattern());

        assertThat(routes.toList()).containsExactlyInAnyOrderElementsOf(rows.toList());
    }

    @Test
    @DisplayName(
            "AD-01, AD-02 whoever may not is refused by the right class of answer, and no row of the database changes")
    void refusals() {
        var before = Residents.of(server).rows();

        var softly = new SoftAssertions();
        for (var row : RouteRow.all())
            for (var caller : callers)
                if (!row.isServed(caller))
                    softly.assertThat(requests.send(row, caller, target).status())
                            .as("%s by %s", row, caller)
                            .is(row.expected(caller));
        softly.assertAll();
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("AD-01 whoever may is served: the refusals are no accident")
    void served() {
        var softly = new SoftAssertions();
        for (var row : RouteRow.all())
            for (var caller : callers)
                if (row.isServed(caller)) {
                    var answer = requests.send(
                            row, caller, row.isAdministration() ? requests.prepared(row, caller) : target);
                    softly.assertThat(answer.status())
                            .as("%s by %s: %s", row, caller, answer.body())
                            .is(row.expected(caller));
                }
        softly.assertAll();
    }
}
