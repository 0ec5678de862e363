package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.node.ObjectNode;

@OnBothDatabases
@DisplayName("AD-01 A dry run of every write, by every kind of caller")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DryRunMatrixTest {
    private static final String DRY = "dryRun=true";
    private static final List<String> WITHOUT =
            List.of("/api/clients/{clientId}/token-preview", "/api/rbac/evaluate", "/api/secrets/revoke-leaked");

    /// Whose dry run answers in its own words, held by its own tests.
    private static final String OWN = "/api/realms/{name}/configuration";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private TestServer arranged;
    private RouteRequests requests;
    private List<Caller> callers = List.of();

    @BeforeEach
    void arrange() {
        if (server == arranged) return;
        arranged = server;
        requests = new RouteRequests(server);
        callers = Caller.all(server, clock);
    }

    private static Stream<RouteRow> writes() {
        return RouteRow.all().stream()
                .filter(row ->
                        row.pattern().startsWith("/api/") && !row.method().equals("GET"))
                .filter(row -> !row.pattern().equals(OWN));
    }

    private static Stream<RouteRow> rehearsed() {
        return writes().filter(row -> !WITHOUT.contains(row.pattern()));
    }

    private Map<String, List<String>> rows() {
        return Residents.of(server).rows();
    }

    @Test
    @DisplayName("leaves every row of the database as it was, and answers what the write then answers")
    void as_the_write() {
        var admin = callers.getLast();
        var softly = new SoftAssertions();
        for (var row : rehearsed().toList()) {
            var things = requests.prepared(row, admin);
            var fresh = requests.fresh();
            var before = rows();
            var dry = requests.send(row, admin, things, fresh, DRY);
            softly.assertThat(rows()).as("%s", row).isEqualTo(before);
            softly.assertThat(dry.header("Cache-Control")).as("%s", row).isEqualTo("no-store");

            var real = requests.send(row, admin, things, fresh, "dryRun=false");
            softly.assertThat(dry.status()).as("%s: %s", row, dry.body()).isEqualTo(200);
            softly.assertThat(dry.get("status")).as("%s", row).isEqualTo(real.status());
            softly.assertThat(settled(JsonText.of(dry.json().getOrDefault("answer", Map.of()))))
                    .as("%s", row)
                    .isEqualTo(settled(real.body()));
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("is refused to whoever may not write, in the same words, and changes nothing")
    void refused_as_the_write() {
        var things = requests.of(Caller.REALM);
        var before = rows();
        var softly = new SoftAssertions();
        for (var row : rehearsed().toList())
            for (var caller : callers)
                if (!row.isServed(caller)) {
                    var fresh = requests.fresh();
                    var dry = requests.send(row, caller, things, fresh, DRY);
                    softly.assertThat(dry.status()).as("%s by %s", row, caller).is(row.expected(caller));
                    var real = requests.send(row, caller, things, fresh, "");
                    softly.assertThat(dry.body()).as("%s by %s", row, caller).isEqualTo(real.body());
                }
        softly.assertAll();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("does not exist for what only asks, nor for the public report of a leaked secret, which it would end")
    void questions() {
        var admin = callers.getLast();
        var things = requests.of(Caller.REALM);
        var before = rows();
        for (var row : writes().filter(row -> WITHOUT.contains(row.pattern())).toList()) {
            assertThat(requests.send(row, admin, things, "", DRY).expect(400).body())
                    .contains("dryRun");
            requests.send(row, admin, things, "", "dryRun=false");
        }
        for (var row : writes().toList())
            for (var odd : List.of("dryRun=yes", "dryRun", "dryRun=true&dryRun=true", "dryrun=true", "dry-run=true"))
                requests.send(row, admin, things, requests.fresh(), odd).expect(400);
        assertThat(rows()).isEqualTo(before);
    }

    /// Without what is drawn each time.
    private static String settled(String body) {
        if (body.isEmpty()) return "{}";
        var answer = (ObjectNode) JsonText.MAPPER.readTree(body);
        answer.remove(List.of("clientSecret", "secret"));
        return JsonText.of(answer)
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(drawn)")
                .replaceAll("client-[0-9a-f]{8}", "(drawn)");
    }
}
