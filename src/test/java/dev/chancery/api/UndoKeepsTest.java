package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Undo: what came since is kept")
class UndoKeepsTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String created(String path, Map<String, Object> wish) {
        return server.api("POST", path, wish).expect(201).text("id");
    }

    @Test
    @DisplayName("a person who has a password by now is not deleted by undoing that they were made")
    void password() {
        var realm = server.realm("pass");
        var undo = new Undo(server, realm);
        var ada = created("/api/users", Map.of("realmName", realm, "username", "ada"));
        var line = undo.last();
        server.api("PUT", "/api/users/" + ada + "/password", Map.of("password", Callers.PASSWORD))
                .expect(204);

        assertThat(undo.of(line).expect(409).text("detail")).contains("password");
        server.api("GET", "/api/users/" + ada, null).expect(200);
    }

    @Test
    @DisplayName("the parts of a role come back by id: under another name, and never another role of that name")
    void parts() {
        var realm = server.realm("parts");
        var undo = new Undo(server, realm);
        var part = created("/api/rbac/roles", Map.of("realmName", realm, "name", "part"));
        var boss = created("/api/rbac/roles", Map.of("realmName", realm, "name", "boss"));
        var made = Map.<String, Object>of(
                "realmName", realm, "name", "role", "composites", Map.of("realm", List.of("part")));
        var role = created("/api/rbac/roles", made);
        var path = "/api/rbac/roles/" + role;
        server.api("PATCH", path, Map.of("composites", Map.of("realm", List.of())))
                .expect(200);
        var updated = undo.last();
        server.api("PATCH", "/api/rbac/roles/" + part, Map.of("name", "part-2")).expect(200);
        server.api("PATCH", "/api/rbac/roles/" + boss, Map.of("name", "part")).expect(200);

        undo.of(updated).expect(200);
        assertThat(parts(undo, role)).singleElement().asString().contains(part);
        server.api("DELETE", path, null).expect(204);
        var deleted = undo.last();
        server.api("PATCH", "/api/rbac/roles/" + part, Map.of("name", "part-3")).expect(200);
        server.api("PATCH", "/api/rbac/roles/" + boss, Map.of("name", "part-2")).expect(200);
        undo.of(deleted).expect(200);
        assertThat(parts(undo, role)).singleElement().asString().contains(part);
    }

    private static List<String> parts(Undo undo, String role) {
        return undo.things().stream()
                .filter(row -> row.startsWith("role_composite") && row.contains("parent_id=" + role))
                .toList();
    }

    @Test
    @DisplayName("what came out of the bin and was changed since does not go back by an undo")
    void in_use_again() {
        var realm = server.realm("again");
        var undo = new Undo(server, realm);
        var client = server.client(realm);
        server.api("DELETE", "/api/clients/" + client.id(), null).expect(204);
        server.api("POST", "/api/clients/" + client.id() + "/restore?realm=" + realm, null)
                .expect(200);
        var restored = undo.last("client.restored");
        server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", null)
                .expect(200);
        assertThat(undo.of(restored).expect(409).text("detail")).contains("by hand");
        var id = server.api("GET", "/api/realms/" + realm, null).text("id");
        server.api("DELETE", "/api/realms/" + realm, null).expect(204);
        server.api("POST", "/api/realms/" + id + "/restore", null).expect(200);
        var line = undo.last("realm.restored");
        server.client(realm);
        assertThat(undo.of(line).expect(409).text("detail")).contains("by hand");
    }
}
