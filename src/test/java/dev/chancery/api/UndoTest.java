package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.event.Event;
import dev.chancery.history.UndoneEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Undo: every kind of change, and back, and back again")
class UndoTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    /// A request that changes something in the realm of [Things].
    record Change(String method, String path, Object body) {}

    private static Change post(String path, Object body) {
        return new Change("POST", path, body);
    }

    private static Change patch(String path, Object body) {
        return new Change("PATCH", path, body);
    }

    private static Change delete(String path) {
        return new Change("DELETE", path, null);
    }

    static List<Change> changes(Things its) {
        var name = its.realm();
        var changes = new ArrayList<Change>();
        for (var mapping : its.mappings()) changes.add(delete("/api/rbac/user-role-mappings/" + mapping));
        changes.add(patch("/api/realms/" + name, Map.of("displayName", "Changed", "tokenLifespanSeconds", 60)));
        changes.add(post("/api/clients", Map.of("realmName", name, "grantTypes", List.of("client_credentials"))));
        changes.add(patch("/api/clients/" + its.client(), Map.of("name", "changed", "scopes", List.of("email"))));
        var account = Map.of("email", "bot@example.com", "roles", List.of("clerk"), "clientRoles", Map.of());
        changes.add(patch("/api/clients/" + its.client(), Map.of("serviceAccount", account)));
        var without = Map.of("grantTypes", List.of("password"));
        changes.add(patch("/api/clients/" + its.client(), without));
        changes.add(delete("/api/clients/" + its.client()));
        changes.add(post("/api/clients/" + its.binned() + "/restore?realm=" + name, null));
        changes.add(post("/api/scopes", Map.of("realmName", name, "name", "new-scope")));
        changes.add(
                patch("/api/scopes/" + its.scope(), Map.of("description", "changed", "mappers", List.of(mapper()))));
        changes.add(delete("/api/scopes/" + its.scope()));
        var made =
                Map.of("realmName", name, "name", "new-role", "composites", Map.of("realm", List.of("part", "clerk")));
        changes.add(post("/api/rbac/roles", made));
        var remade = Map.of("name", "renamed", "composites", Map.of("realm", List.of("part")), "default", true);
        changes.add(patch("/api/rbac/roles/" + its.role(), remade));
        changes.add(delete("/api/rbac/roles/" + its.role()));
        changes.add(delete("/api/rbac/roles/" + its.clientRole()));
        changes.add(post("/api/groups", Map.of("realmName", name, "name", "new-group", "parentId", its.group())));
        var moved = new TreeMap<String, Object>(Map.of("name", "moved", "attributes", Map.of("a.b/c~d", List.of("1"))));
        moved.put("parentId", null);
        changes.add(patch("/api/groups/" + its.inner(), moved));
        changes.add(delete("/api/groups/" + its.group()));
        changes.add(post("/api/users", Map.of("realmName", name, "username", "grace")));
        var filled = Map.of("lastName", "L", "enabled", false, "attributes", Map.of("site", List.of("Delft")));
        changes.add(patch("/api/users/" + its.person(), filled));
        changes.add(delete("/api/users/" + its.person()));
        for (var holder : List.of(its.other(), its.inner()))
            changes.add(post(
                    "/api/rbac/user-role-mappings",
                    Map.of("realmName", name, "userId", holder, "roleId", its.clientRole())));
        changes.add(new Change("PUT", "/api/groups/" + its.group() + "/members/" + its.other(), null));
        changes.add(delete("/api/groups/" + its.group() + "/members/" + its.person()));
        return changes;
    }

    private static Map<String, Object> mapper() {
        return Map.of("name", "site", "type", "user-attribute", "claim", "site", "config", Map.of("attribute", "site"));
    }

    @Test
    @DisplayName("undo brings all back, undo of the undo is where it began, and once more; the chain holds")
    void and_back() {
        var its = Things.in(server, "back");
        var undo = new Undo(server, "back");
        var known = Long.parseLong(undo.last());
        var softly = new SoftAssertions();
        for (var change : changes(its)) {
            var before = comparable(undo);
            assertThat(server.api(change.method(), change.path(), change.body()).status())
                    .as("%s", change)
                    .isBetween(200, 299);
            var after = comparable(undo);
            var undone = Undo.by(undo.of(undo.last()));
            same(softly, comparable(undo), before, "undo of " + change);
            var again = Undo.by(undo.of(undone));
            same(softly, comparable(undo), after, "undo of the undo of " + change);
            undo.of(again).expect(200);
            same(softly, comparable(undo), before, "and again, of " + change);
        }
        softly.assertAll();
        assertThat(server.verifyAudit().faults()).isEmpty();
        assertThat(undo.typesSince(known)).containsAll(undoable());
    }

    /// Those that are about things in a realm.
    private List<String> undoable() {
        return UndoneEvents.ofAll(Residents.of(server).undo()).stream()
                .map(event -> event.type)
                .filter(type -> !List.of("realm.created", "realm.deleted", "realm.restored")
                        .contains(type))
                .toList();
    }

    private static void same(SoftAssertions softly, List<String> present, List<String> expected, String what) {
        var more = present.stream().filter(row -> !expected.contains(row)).toList();
        var missing = expected.stream().filter(row -> !present.contains(row)).toList();
        softly.assertThat(more).as(what).isEmpty();
        softly.assertThat(missing).as(what).isEmpty();
    }

    /// Nobody who was deleted can sign in, or use a token from before: that differs.
    private static List<String> comparable(Undo undo) {
        return undo.things().stream()
                .map(row -> row.startsWith("person")
                        ? row.replaceAll("not_before=\\d+", "").replace("[\"UPDATE_PASSWORD\"]", "[]")
                        : row)
                .toList();
    }

    @Test
    @DisplayName("every event can be undone, or is listed with the reason why not, and none is both")
    void complete() {
        assertThat(UndoneEvents.ofAll(Residents.of(server).undo())).doesNotContainAnyElementsOf(UndoneEvents.ofNone());
        assertThat(UndoneEvents.ofNone())
                .allSatisfy(event -> assertThat(UndoneEvents.why(event)).isNotBlank());
        var all = new HashSet<Event>(UndoneEvents.ofAll(Residents.of(server).undo()));
        all.addAll(UndoneEvents.ofNone());
        assertThat(all).containsExactlyInAnyOrder(Event.values());
    }

    @Test
    @DisplayName(
            "a realm goes into the bin and comes out of it: new, deleted and restored, by its own trail and by master's")
    void realms() {
        var realm = server.realm("whole");
        var id = server.api("GET", "/api/realms/whole", null).text("id");
        var undo = new Undo(server, realm);
        var byId = new Undo(server, id);
        var master = new Undo(server, "master");
        var before = undo.things();

        var created = Undo.by(undo.of(undo.last("realm.created")));
        server.api("GET", "/api/realms/whole", null).expect(404);
        var restored = Undo.by(byId.of(created));
        assertThat(undo.things()).isEqualTo(before);
        undo.of(restored).expect(200);
        server.api("GET", "/api/realms/whole", null).expect(404);
        master.of(master.last("realm.deleted")).expect(200);
        assertThat(undo.things()).isEqualTo(before);

        server.api("POST", "/api/users", Map.of("realmName", realm, "username", "ada"))
                .expect(201);
        assertThat(undo.of(undo.last("realm.created")).expect(409).body()).contains("people or clients");
    }
}
