package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Undo: a role doesn't come back to whom somebody could take over meanwhile")
class UndoTakenOverTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String created(String path, Map<String, Object> wish) {
        return server.api("POST", path, wish).expect(201).text("id");
    }

    private String bosses(String realm) {
        created("/api/rbac/roles", Map.of("realmName", realm, "name", "boss"));
        var mapper = Map.of("name", "boss", "type", "hardcoded-role", "claim", "", "config", Map.of("role", "boss"));
        return created("/api/scopes", Map.of("realmName", realm, "name", "bosses", "mappers", List.of(mapper)));
    }

    @Test
    @DisplayName("AD-05 a scope whose tokens name a role is deleted only by who holds it, or once the role is gone")
    void deleted_by_a_clerk() {
        var realm = server.realm("take");
        var scope = bosses(realm);
        var clerk = Callers.administrator(server, realm, "clerk", "manage-clients");

        server.api(clerk, "DELETE", "/api/scopes/" + scope, null).expect(403);

        var role = server.api("GET", "/api/rbac/roles?realm=" + realm + "&size=100", null);
        var boss = Callers.content(role).stream()
                .filter(each -> "boss".equals(each.get("name")))
                .findFirst()
                .orElseThrow();
        server.api("DELETE", "/api/rbac/roles/" + boss.get("id"), null).expect(204);
        server.api(clerk, "DELETE", "/api/scopes/" + scope, null).expect(204);
    }

    @Test
    @DisplayName(
            "AD-05 a scope doesn't make tokens name a role again while a clerk has rotated a secret of its clients")
    void scope() {
        var realm = server.realm("scope");
        var undo = new Undo(server, realm);
        var scope = bosses(realm);
        var path = "/api/scopes/" + scope;
        var client = server.client(realm, Map.of("scopes", List.of("bosses")));
        var clerk = Callers.administrator(server, realm, "clerk", "manage-clients");
        var rotate = "/api/clients/" + client.id() + "/rotate-secret";
        server.api(clerk, "POST", rotate, null).expect(403);
        server.api("DELETE", path, null).expect(204);
        undo.of(undo.last("scope.deleted")).expect(200);
        server.api("PATCH", path, Map.of("mappers", List.of())).expect(200);
        var updated = undo.last("scope.updated");
        server.api(clerk, "POST", rotate, null).expect(200);
        var rows = Residents.of(server).rows();

        assertThat(undo.of(updated).expect(409).text("detail")).contains(client.clientId(), "by hand");
        assertThat(Residents.of(server).rows()).isEqualTo(rows);

        server.api("DELETE", path, null).expect(204);
        undo.of(undo.last("scope.deleted")).expect(200);
        var mapper = Map.of("name", "boss", "type", "hardcoded-role", "claim", "", "config", Map.of("role", "boss"));
        server.api("PATCH", path, Map.of("mappers", List.of(mapper))).expect(200);
        server.api("DELETE", path, null).expect(204);
        server.api(clerk, "POST", rotate, null).expect(200);
        rows = Residents.of(server).rows();
        assertThat(undo.of(undo.last("scope.deleted")).expect(409).text("detail"))
                .contains(client.clientId());
        assertThat(Residents.of(server).rows()).isEqualTo(rows);
    }

    @Test
    @DisplayName("AD-05 a deleted role doesn't come back to a holder whose password or secret was set since")
    void role() {
        var realm = server.realm("role");
        var undo = new Undo(server, realm);
        var role = created("/api/rbac/roles", Map.of("realmName", realm, "name", "boss"));
        var ada = Callers.person(server, realm, "ada");
        var bob = Callers.person(server, realm, "bob");
        var client = server.client(realm);
        var account = Residents.of(server).rows().get("client").stream()
                .filter(row -> row.contains(client.id()))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*service_account_id=([^,}]+).*", "$1");
        for (var holder : List.of(ada, bob, account))
            Callers.grant(server, realm, holder, "boss").expect(201);
        server.api("DELETE", "/api/rbac/roles/" + role, null).expect(204);
        var line = undo.last("role.deleted");
        server.api("PUT", "/api/users/" + ada + "/password", Map.of("password", Callers.PASSWORD))
                .expect(204);
        server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", null)
                .expect(200);

        assertThat(undo.of(line).expect(200).text("notRestored")).contains("boss", "password or secret");

        assertThat(undo.things())
                .filteredOn(row -> row.startsWith("role_mapping") && row.contains(role))
                .singleElement()
                .asString()
                .contains(bob);
    }

    @Test
    @DisplayName("AD-05 neither do a withdrawn role, the place in a group, or a group come back to them")
    void grants_and_groups() {
        var realm = server.realm("grants");
        var undo = new Undo(server, realm);
        created("/api/rbac/roles", Map.of("realmName", realm, "name", "boss"));
        var group = created("/api/groups", Map.of("realmName", realm, "name", "bosses"));
        Callers.grant(server, realm, group, "boss").expect(201);
        var ada = Callers.person(server, realm, "ada");
        var bob = Callers.person(server, realm, "bob");
        var places = "/api/groups/" + group + "/members/";
        for (var person : List.of(ada, bob))
            server.api("PUT", places + person, null).expect(204);
        var mapping = Callers.grant(server, realm, ada, "boss").expect(201).header("Location");

        server.api("DELETE", mapping, null).expect(204);
        var withdrawn = undo.last();
        server.api("DELETE", places + ada, null).expect(204);
        var left = undo.last();
        server.api("PUT", places + ada, null).expect(204);
        server.api("DELETE", "/api/groups/" + group, null).expect(204);
        var deleted = undo.last("group.deleted");
        server.api("PUT", "/api/users/" + ada + "/password", Map.of("password", Callers.PASSWORD))
                .expect(204);

        assertThat(undo.of(withdrawn).expect(409).text("detail")).contains("by hand");
        assertThat(undo.of(deleted).expect(200).text("notRestored")).contains("bosses", "password");
        assertThat(undo.things())
                .filteredOn(row -> row.startsWith("group_member"))
                .singleElement()
                .asString()
                .contains(bob);
        assertThat(undo.of(left).expect(409).text("detail")).contains("by hand");
    }

    @Test
    @DisplayName(
            "a scope that came back leaves out clients changed since, by name, and goes only from those it came to")
    void clients_of_a_scope() {
        var realm = server.realm("had");
        var undo = new Undo(server, realm);
        var scope = created("/api/scopes", Map.of("realmName", realm, "name", "orders"));
        var had = Map.<String, Object>of("optionalScopes", List.of("orders"));
        var changed = server.client(realm, had);
        var same = server.client(realm, had);
        server.api("DELETE", "/api/scopes/" + scope, null).expect(204);
        var line = undo.last();
        server.api("PATCH", "/api/clients/" + changed.id(), Map.of("description", "x"))
                .expect(200);

        var undone = undo.of(line).expect(200);

        assertThat(undone.text("notRestored")).contains(changed.clientId()).doesNotContain(same.clientId());
        undo.of(Undo.by(undone)).expect(200);
        var again = undo.of(undo.last("scope.deleted"));
        server.client(realm, had);
        assertThat(undo.of(Undo.by(again)).expect(409).get("conflicts").toString())
                .contains("/clients");
    }
}
