package dev.chancery.api;

import static dev.chancery.api.Callers.atOnce;
import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Undo: what stands in its way, and what it leaves alone")
class UndoConflictsTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String created(String path, Map<String, Object> wish) {
        return server.api("POST", path, wish).expect(201).text("id");
    }

    private void patch(String path, Map<String, Object> members) {
        server.api("PATCH", path, members).expect(200);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> conflicts(Answer refused) {
        return (List<Map<String, Object>>) refused.expect(409).get("conflicts");
    }

    @Test
    @DisplayName(
            "later changes of other members stay; of the same they are in the way, each named, and nothing happens")
    void three_ways() {
        var undo = new Undo(server, server.realm("ways"));
        var ada = created("/api/users", Map.of("realmName", "ways", "username", "ada", "firstName", "Ada"));
        var path = "/api/users/" + ada;
        patch(path, Map.of("firstName", "A.", "attributes", Map.of("site", List.of("Delft"), "a/b", List.of("1"))));
        var first = undo.last();
        patch(path, Map.of("lastName", "Lovelace", "attributes", Map.of("floor", List.of("3"))));
        var second = undo.last();

        undo.of(first).expect(200);

        var shown = server.api("GET", path, null);
        assertThat(shown.json())
                .containsEntry("firstName", "Ada")
                .containsEntry("lastName", "Lovelace")
                .containsEntry("attributes", Map.of("floor", List.of("3")));
        patch(path, Map.of("lastName", "King", "attributes", Map.of("floor", List.of("4"))));
        var rows = Residents.of(server).rows();
        var refused = undo.of(second);
        assertThat(conflicts(refused))
                .containsExactlyInAnyOrder(
                        Map.of("member", "/lastName", "expected", "Lovelace", "present", "King"),
                        Map.of("member", "/attributes/floor", "expected", List.of("3"), "present", List.of("4")));
        assertThat(Residents.of(server).rows()).isEqualTo(rows);
        assertThat(undo.shown(second).get("undo").toString()).contains("possible=false", "/lastName");
    }

    @Test
    @DisplayName(
            "a line shows its changes member by member, whether it can be undone, and leaves no trace of the trying")
    void shown() {
        var undo = new Undo(server, server.realm("seen"));
        patch("/api/realms/seen", Map.of("displayName", "Seen", "mfaRequired", true));
        var rows = Residents.of(server).rows();

        var line = undo.shown(undo.last()).expect(200);

        assertThat(line.get("changes"))
                .isEqualTo(List.of(
                        Map.of("member", "/displayName", "before", "seen", "after", "Seen"),
                        Map.of("member", "/mfaRequired", "before", false, "after", true)));
        assertThat(line.get("undo")).isEqualTo(Map.of("possible", true));
        assertThat(line.json()).containsEntry("eventType", "realm.updated").containsKey("payload");
        assertThat(Residents.of(server).rows()).isEqualTo(rows);
        var undone = undo.of(undo.last()).expect(200);
        assertThat(undone.text("undoes")).isEqualTo(line.text("eventId"));
        assertThat(undo.shown(Undo.by(undone)).get("payload").toString()).contains("undoes=" + line.text("eventId"));
    }

    @Test
    @DisplayName("a line is undone once; of two who undo it at the same time one does")
    void once() {
        var undo = new Undo(server, server.realm("once"));
        var ada = created("/api/users", Map.of("realmName", "once", "username", "ada"));
        created("/api/rbac/roles", Map.of("realmName", "once", "name", "clerk"));
        for (var i = 0; i < 5; i++) {
            patch("/api/realms/once", Map.of("displayName", "number " + i));
            var renamed = undo.last();
            var mapping = Callers.grant(server, "once", ada, "clerk").expect(201);
            server.api("DELETE", mapping.header("Location"), null).expect(204);
            var withdrawn = undo.last();
            for (var line : List.of(renamed, withdrawn)) {
                assertThat(atOnce(List.of(() -> undo.of(line), () -> undo.of(line))))
                        .extracting(Answer::status)
                        .containsExactlyInAnyOrder(200, 409);
                undo.of(line).expect(409);
            }
            undo.of(undo.last()).expect(200);
        }
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("what was made is not unmade while something hangs on it")
    void in_use() {
        var its = Things.in(server, "hanging");
        var undo = new Undo(server, "hanging");
        for (var entry : Map.of(
                        its.scope(),
                        "/clients",
                        its.role(),
                        "/holders",
                        its.group(),
                        "/members",
                        its.person(),
                        "/roles")
                .entrySet()) {
            var line = content(server.api("GET", "/api/realms/hanging/audit?subject=" + entry.getKey(), null))
                    .getLast();
            assertThat(conflicts(undo.of(line.get("eventId").toString())))
                    .as(line.toString())
                    .extracting("member")
                    .contains(entry.getValue());
        }
        server.api("PATCH", "/api/users/" + its.other(), Map.of("firstName", "Bob"))
                .expect(200);
        var made = content(server.api("GET", "/api/realms/hanging/audit?subject=" + its.other(), null))
                .getLast();
        assertThat(conflicts(undo.of(made.get("eventId").toString())))
                .containsExactly(Map.of("member", "/firstName", "expected", "", "present", "Bob"));
    }

    @Test
    @DisplayName("the parts of a role are one: what was changed of them since, or went, is in the way; the rest is not")
    void parts() {
        var undo = new Undo(server, server.realm("pieces"));
        var role = created("/api/rbac/roles", Map.of("realmName", "pieces", "name", "clerk"));
        var one = created("/api/rbac/roles", Map.of("realmName", "pieces", "name", "one"));
        var two = created("/api/rbac/roles", Map.of("realmName", "pieces", "name", "two"));
        var path = "/api/rbac/roles/" + role;
        patch(path, Map.of("description", "at the desk"));
        var described = undo.last();
        patch(path, Map.of("composites", Map.of("realm", List.of("one"))));
        var first = undo.last();
        patch(path, Map.of("composites", Map.of("realm", List.of("one", "two"))));
        var second = undo.last();

        assertThat(conflicts(undo.of(first)))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict)
                        .containsEntry("member", "/partIds")
                        .containsEntry("expected", List.of(one))
                        .hasEntrySatisfying(
                                "present",
                                present -> assertThat((List<?>) present).hasSize(2)));
        undo.of(described).expect(200);
        undo.of(second).expect(200);
        assertThat(server.api("GET", path, null).text("composites"))
                .contains("one")
                .doesNotContain("two");
        server.api("DELETE", "/api/rbac/roles/" + one, null).expect(204);
        var gone = undo.last();
        assertThat(conflicts(undo.of(first))).extracting("member").containsExactly("/partIds");
        undo.of(gone).expect(200);
        undo.of(first).expect(200);
        assertThat(server.api("GET", path, null).text("composites")).doesNotContain("one");
        assertThat(server.api("GET", "/api/rbac/roles/" + two, null).status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "what was done at once is undone at once, by any of its lines, and not at all once one of them is erased")
    void together() {
        var its = Things.in(server, "together");
        var undo = new Undo(server, "together");
        var path = "/api/clients/" + its.client();
        for (var last : List.of(true, false)) {
            patch(path, Map.of("name", "no account", "grantTypes", List.of("password")));
            var lines = undo.lines().subList(0, 3);
            assertThat(lines)
                    .extracting("eventType")
                    .containsExactly("role_mapping.deleted", "role_mapping.deleted", "client.updated");
            if (last) {
                undo.of(lines.getFirst().get("eventId").toString()).expect(200);
                assertThat(server.api("GET", path, null).text("serviceAccount")).contains("role", "reader");
            } else {
                Residents.of(server).erase(((Number) lines.get(1).get("number")).longValue());
                assertThat(undo.of(lines.getLast().get("eventId").toString())
                                .expect(409)
                                .text("detail"))
                        .contains("erased");
            }
        }
    }

    @Test
    @DisplayName(
            "neither secrets, passwords nor revoked tokens come back: it says so, and a person's old tokens stay dead")
    void secrets() {
        var undo = new Undo(server, server.realm("secrets"));
        var client = server.client("secrets", Map.of("grantTypes", List.of("client_credentials", "password")));
        server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", null)
                .expect(200);
        assertThat(undo.of(undo.last()).expect(409).text("detail")).contains("A secret can't be brought back");
        var later = Map.<String, Object>of("notBefore", clock.instant().getEpochSecond());
        patch("/api/clients/" + client.id(), later);
        assertThat(undo.of(undo.last()).expect(409).text("detail")).contains("stay so");
        patch("/api/clients/" + client.id(), Map.of("notBefore", clock.instant().getEpochSecond() + 1, "name", "x"));
        assertThat(undo.of(undo.last()).expect(200).text("notRestored")).contains("notBefore");
        patch("/api/clients/" + client.id(), Map.of("publicClient", true, "grantTypes", List.of("password")));
        assertThat(undo.of(undo.last()).expect(200).text("notRestored")).contains("add a new one");
        server.token(client).expect(401);

        var ada = Callers.person(server, "secrets", "ada");
        var app = server.client("secrets", Map.of("grantTypes", List.of("password")));
        var form = Map.of("grant_type", "password", "username", "ada", "password", Callers.PASSWORD);
        var token = server.token(app, form).expect(200).text("access_token");
        assertThat(isActive(app, token)).isTrue();
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
        assertThat(undo.of(undo.last()).expect(200).text("notRestored")).contains("No password");
        assertThat(Residents.of(server).rows().get("credential")).noneMatch(row -> row.contains(ada));
        server.token(app, form).expect(400);
        assertThat(isActive(app, token)).isFalse();
    }

    private boolean isActive(TestClient client, String token) {
        var asked = Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token);
        return server.form("/realms/%s/protocol/openid-connect/token/introspect".formatted(client.realm()), asked)
                .expect(200)
                .get("active")
                .equals(true);
    }

    @Test
    @DisplayName("what is too much for one line, or gone meanwhile, does not come back, and the answer says so")
    void not_restored() {
        var undo = new Undo(server, server.realm("many"));
        var role = created("/api/rbac/roles", Map.of("realmName", "many", "name", "clerk"));
        var part = created("/api/rbac/roles", Map.of("realmName", "many", "name", "part"));
        var people = new ArrayList<String>();
        for (var i = 0; i < 102; i++) {
            people.add(created("/api/users", Map.of("realmName", "many", "username", "person-" + i)));
            var wish = Map.<String, Object>of("realmName", "many", "userId", people.getLast(), "roleId", role);
            created("/api/rbac/user-role-mappings", wish);
        }
        patch("/api/rbac/roles/" + role, Map.of("composites", Map.of("realm", List.of("part"))));
        server.api("DELETE", "/api/rbac/roles/" + role, null).expect(204);
        var line = undo.last();
        server.api("DELETE", "/api/rbac/roles/" + part, null).expect(204);
        for (var gone : people.subList(0, 10))
            server.api("DELETE", "/api/users/" + gone, null).expect(204);

        var undone = undo.of(line).expect(200);

        assertThat(undone.text("notRestored")).contains("more than 100", part + " is gone", "are gone");
        assertThat((List<?>) undone.get("eventIds")).hasSizeBetween(91, 101);
        undo.of(Undo.by(undone)).expect(200);
        server.api("GET", "/api/rbac/roles/" + role, null).expect(404);
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("what was erased, is gone for good or lies in a deleted realm is refused, and says why")
    void gone() {
        var undo = new Undo(server, server.realm("gone"));
        patch("/api/realms/gone", Map.of("displayName", "Gone"));
        var line = undo.last();
        var id = server.api("GET", "/api/realms/gone", null).text("id");
        server.client("gone");
        var registered = undo.last("client.created");
        server.api("DELETE", "/api/realms/gone", null).expect(204);
        var byId = new Undo(server, id);
        assertThat(byId.of(registered).expect(409).text("detail")).contains("restore it first");
        byId.of(byId.last()).expect(200);
        Residents.of(server).erase(Long.parseLong(line));
        assertThat(undo.of(line).expect(409).text("detail")).contains("erased");
        assertThat(undo.shown(line).expect(200).get("changes")).isEqualTo(List.of());
        for (var absent : List.of("0", "x", "999999999999999999", "9".repeat(40)))
            undo.of(absent).expect(404);
        assertThat(server.verifyAudit().faults()).isEmpty();
    }
}
