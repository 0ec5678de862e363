package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D14 what a node has listed it lists anew once another node has changed it")
class TwoNodesTest {
    private static TestServer here;
    private static TestServer there;

    @BeforeAll
    static void start() {
        here = new TestServer(Dialect.POSTGRES, InstantSource.system()).start();
        there = here.neighbour();
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    @DisplayName("clients, and how many: made, renamed, binned and restored there")
    void clients() {
        var list = "/api/clients?clientId=one&realm=" + here.realm("alpha");
        assertThat(listed(list, "clientId")).isEmpty();

        var one = there.client("alpha", Map.of("clientId", "one"));
        assertThat(listed(list, "clientId")).containsExactly("one");

        there.api("PATCH", "/api/clients/one?realm=alpha", Map.of("name", "The first"))
                .expect(200);
        assertThat(listed(list, "name")).containsExactly("The first");

        there.api("DELETE", "/api/clients/one?realm=alpha", null).expect(204);
        assertThat(listed(list, "clientId")).isEmpty();
        assertThat(listed(list + "&deleted=true", "clientId")).containsExactly("one");

        there.api("POST", "/api/clients/" + one.id() + "/restore?realm=alpha", null)
                .expect(200);
        assertThat(listed(list + "&deleted=true", "clientId")).isEmpty();
    }

    @Test
    @DisplayName("the scopes of clients, when one is deleted there")
    void scopes() {
        here.realm("beta");
        var scope = here.api("POST", "/api/scopes", Map.of("realmName", "beta", "name", "orders"))
                .expect(201);
        here.client("beta", Map.of("scopes", List.of("orders")));
        assertThat(listed("/api/clients?realm=beta", "scopes").toString()).contains("orders");

        there.api("DELETE", scope.header("Location"), null).expect(204);

        assertThat(listed("/api/clients?realm=beta", "scopes").toString()).doesNotContain("orders");
    }

    @Test
    @DisplayName("which scopes of clients are hidden, there at once and here once it has heard")
    void hidden_scopes() {
        here.realm("zeta");
        var scope = here.api("POST", "/api/scopes", Map.of("realmName", "zeta", "name", "orders"))
                .expect(201);
        here.client("zeta", Map.of("clientId", "zeta-one", "scopes", List.of("orders")));
        var list = "/api/clients?clientId=zeta-one&realm=zeta";
        for (var node : List.of(here, there))
            assertThat(shown(node, list, "scopes").toString()).contains("orders");

        there.api("PATCH", scope.header("Location"), Map.of("includeInTokenScope", false))
                .expect(200);

        assertThat(shown(there, list, "hiddenScopes").toString()).contains("orders");
        assertThat(listed(list, "hiddenScopes").toString()).contains("orders");
    }

    @Test
    @DisplayName(
            "the roles of service accounts: granted, renamed, withdrawn and deleted, there at once and here once heard")
    void roles() {
        here.realm("eta");
        for (var name : List.of("buyer", "seller"))
            here.api("POST", "/api/rbac/roles", Map.of("realmName", "eta", "name", name))
                    .expect(201);
        var client = here.client("eta", Map.of("clientId", "eta-one"));
        var holder = Callers.serviceAccount(here, client);
        requireRoles("[]");

        var granted = Callers.grant(there, "eta", holder, "buyer").expect(201);
        requireRoles("[buyer]");

        var role = "/api/rbac/roles/" + Callers.roleId(there, "eta", "buyer");
        there.api("PATCH", role, Map.of("name", "purchaser")).expect(200);
        requireRoles("[purchaser]");

        there.api("DELETE", granted.header("Location"), null).expect(204);
        requireRoles("[]");

        Callers.grant(there, "eta", holder, "seller").expect(201);
        requireRoles("[seller]");
        there.api("DELETE", "/api/rbac/roles/" + Callers.roleId(there, "eta", "seller"), null)
                .expect(204);
        requireRoles("[]");
    }

    @Test
    @DisplayName("a scope that was made there, or made again, a moment ago is a client's here, heard of or not")
    void fresh_scopes() {
        here.realm("delta");
        for (var name : List.of("one", "two", "three", "four", "five")) {
            var old = made(name);
            var client = here.client("delta", Map.of("scopes", List.of(name)));
            var path = "/api/clients/%s?realm=delta".formatted(client.id());
            there.api("DELETE", old, null).expect(204);
            made(name);
            there.api("PATCH", path, Map.of("scopes", List.of(name))).expect(200);

            here.api("PATCH", path, Map.of("description", "The same scopes")).expect(200);

            assertThat(here.api("GET", path, null).get("scopes")).isEqualTo(List.of(name));
        }
    }

    @Test
    @DisplayName("a hidden default that was made there a moment ago is given to a client made here")
    void fresh_default() {
        here.realm("epsilon");
        for (var name : List.of("one", "two", "three")) {
            here.client("epsilon");
            there.api(
                            "POST",
                            "/api/scopes",
                            Map.of(
                                    "realmName",
                                    "epsilon",
                                    "name",
                                    name,
                                    "includeInTokenScope",
                                    false,
                                    "realmDefault",
                                    "default"))
                    .expect(201);
            var client = here.client("epsilon");
            assertThat(here.api("GET", "/api/clients/%s?realm=epsilon".formatted(client.id()), null)
                            .get("hiddenScopes")
                            .toString())
                    .contains(name);
        }
    }

    @Test
    @DisplayName("people, and how many")
    void people() {
        var list = "/api/users?realm=" + here.realm("gamma");
        assertThat(listed(list, "username")).isEmpty();

        there.api("POST", "/api/users", Map.of("realmName", "gamma", "username", "ada"))
                .expect(201);

        assertThat(listed(list, "username")).containsExactly("ada");
    }

    private static String made(String scope) {
        return there.api("POST", "/api/scopes", Map.of("realmName", "delta", "name", scope))
                .expect(201)
                .header("Location");
    }

    private static void requireRoles(String roles) {
        var list = "/api/clients?clientId=eta-one&realm=eta";
        assertThat(shown(there, list, "serviceAccount").toString()).contains("roles=" + roles);
        assertThat(listed(list, "serviceAccount").toString()).contains("roles=" + roles);
    }

    private static List<Object> shown(TestServer node, String list, String member) {
        return content(node.api("GET", list, null).expect(200)).stream()
                .map(thing -> thing.get(member))
                .toList();
    }

    /// As the first node shows it, twice, once it has heard of what happened before.
    private static List<Object> listed(String list, String member) {
        Residents.of(here).hear();
        for (var i = 0; i < 2; i++) {
            var answer = here.api("GET", list, null).expect(200);
            assertThat(answer.get("totalElements")).isEqualTo(content(answer).size());
        }
        return shown(here, list, member);
    }
}
