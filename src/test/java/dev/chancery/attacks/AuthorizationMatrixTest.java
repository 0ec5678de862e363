package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.attacks.Caller.Standing;
import dev.chancery.db.Dialect;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final AtomicInteger number = new AtomicInteger();
    private List<Caller> callers = List.of();
    private Map<String, String> target = Map.of();

    @BeforeAll
    void arrange() {
        callers = Caller.all(server, clock);
        target = fixture(Caller.REALM);
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
                    softly.assertThat(send(row, caller, target).status())
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
                    var answer = send(row, caller, row.isAdministration() ? prepared(row, caller) : target);
                    softly.assertThat(answer.status())
                            .as("%s by %s: %s", row, caller, answer.body())
                            .is(row.expected(caller));
                }
        softly.assertAll();
    }

    /// Things that this one request may change, delete or take out of the bin.
    private Map<String, String> prepared(RouteRow row, Caller caller) {
        var alone = row.where().equals("everywhere") && caller.standing() == Standing.MASTER_ADMIN;
        var realm = alone ? server.realm(fresh()) : Caller.REALM;
        var fixture = fixture(realm);
        if (row.pattern().endsWith("/realms/{name}/restore")) {
            var id = server.api("GET", "/api/realms/" + realm, null).expect(200).text("id");
            server.api("DELETE", "/api/realms/" + realm, null).expect(204);
            fixture.put("name", id);
        }
        if (row.pattern().endsWith("/clients/{clientId}/restore"))
            server.api("DELETE", "/api/clients/" + fixture.get("clientId"), null)
                    .expect(204);
        return fixture;
    }

    private Map<String, String> fixture(String realm) {
        var client = server.client(realm, Map.of("secretStorage", "recoverable"));
        var secrets = server.api("GET", "/api/clients/" + client.id() + "/secrets", null)
                .expect(200)
                .get("content");
        var secret = ((Map<?, ?>) ((List<?>) secrets).getFirst()).get("id");
        var user = created("/api/users", Map.of("realmName", realm, "username", fresh()));
        var role = created("/api/rbac/roles", Map.of("realmName", realm, "name", fresh()));
        var group = created("/api/groups", Map.of("realmName", realm, "name", fresh()));
        var scope = created("/api/scopes", Map.of("realmName", realm, "name", fresh()));
        var mapping =
                created("/api/rbac/user-role-mappings", Map.of("realmName", realm, "userId", user, "roleId", role));
        var failed = server.token(client, Map.of("client_secret", "wrong")).expect(401);
        var values = new HashMap<>(Map.of(
                "realm",
                realm,
                "name",
                realm,
                "clientId",
                client.id(),
                "secretId",
                String.valueOf(secret),
                "id",
                user,
                "roleId",
                role,
                "scopeId",
                scope,
                "mappingId",
                mapping,
                "reference",
                failed.text("reference")));
        values.put("groupId", group);
        values.put("eventId", lineOf(realm, scope));
        return values;
    }

    private String lineOf(String realm, String subject) {
        var lines = server.api("GET", "/api/realms/" + realm + "/audit?subject=" + subject, null)
                .expect(200)
                .get("content");
        return ((Map<?, ?>) ((List<?>) lines).getFirst()).get("eventId").toString();
    }

    private String created(String path, Map<String, String> wish) {
        return server.api("POST", path, wish).expect(201).text("id");
    }

    private String fresh() {
        return "fresh-" + number.incrementAndGet();
    }

    private Answer send(RouteRow row, Caller caller, Map<String, String> values) {
        var path = filled(row.pattern(), values);
        if (row.where().equals("query")) path += "?realm=" + values.get("realm") + "&userId=" + values.get("id");
        var request = server.request(path);
        if (!caller.authorization().isEmpty()) request.header("Authorization", caller.authorization());
        if (row.body().equals("-")) return server.send(request.method(row.method(), BodyPublishers.noBody()));
        request.header(
                "Content-Type", row.body().startsWith("{") ? "application/json" : "application/x-www-form-urlencoded");
        var body = filled(row.body().replace("{fresh}", fresh()), values);
        return server.send(request.method(row.method(), BodyPublishers.ofString(body)));
    }

    private static String filled(String text, Map<String, String> values) {
        for (var value : values.entrySet()) text = text.replace("{" + value.getKey() + "}", value.getValue());
        return text;
    }
}
