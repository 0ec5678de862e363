package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.grant;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.roleId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/rbac")
class RolesApiTest {
    private static final String MAPPINGS = "/api/rbac/user-role-mappings";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("a role is made, seen, listed by name and deleted; its name is taken once")
    void roles() {
        var realm = server.realm("roles");
        var wish = Map.of("realmName", realm, "name", "ROLE_DEVELOPER", "description", "Writes", "composite", false);

        var made = server.api("POST", "/api/rbac/roles", wish).expect(201);

        assertThat(made.json())
                .containsEntry("realmName", realm)
                .containsEntry("name", "ROLE_DEVELOPER")
                .containsEntry("description", "Writes")
                .containsEntry("composite", false)
                .containsEntry("builtIn", false);
        var path = made.header("Location");
        assertThat(server.api("GET", path, null).expect(200).json()).isEqualTo(made.json());
        assertThat(named(server.api("POST", "/api/rbac/roles", wish).expect(409)))
                .containsExactly("name");
        assertThat(content(server.api("GET", "/api/rbac/roles?realm=roles&size=100", null)))
                .extracting("name")
                .contains("ROLE_DEVELOPER", "admin", "manage-clients");
        server.api("DELETE", path, null).expect(204);
        server.api("GET", path, null).expect(404);
    }

    @Test
    @DisplayName("roles of the realm and of its clients are found together, by a part of their name")
    void everywhere() {
        var realm = server.realm("everywhere");
        var shop = server.client(realm, Map.of("clientId", "shop"));
        for (var wish : List.of(
                Map.of("realmName", realm, "name", "Developer"),
                Map.of("realmName", realm, "clientId", "shop", "name", "web_developer"),
                Map.of("realmName", realm, "clientId", "shop", "name", "seller")))
            server.api("POST", "/api/rbac/roles", wish).expect(201);
        var path = "/api/rbac/roles?realm=everywhere&everywhere=true&search=";

        assertThat(content(server.api("GET", path + "DEVEL", null)))
                .extracting("name")
                .containsExactly("Developer", "web_developer");
        assertThat(content(server.api("GET", path + "b_d", null)))
                .extracting("name")
                .containsExactly("web_developer");
        assertThat(content(server.api("GET", path + "%25_", null))).isEmpty();
        var first = server.api("GET", path + "devel&size=1", null);
        assertThat(content(server.api("GET", path + "devel&size=1&after=" + first.text("next"), null)))
                .extracting("name")
                .containsExactly("web_developer");
        server.api("DELETE", "/api/clients/" + shop.id(), null).expect(204);
        assertThat(content(server.api("GET", path + "devel", null)))
                .extracting("name")
                .containsExactly("Developer");
    }

    @Test
    @DisplayName("a built-in role stays; what is not available yet is refused by its name")
    void built_in() {
        var admin = roleId(server, "master", "admin");
        var composite = Map.of("realmName", "master", "name", "both", "composite", true);

        server.api("DELETE", "/api/rbac/roles/" + admin, null).expect(409);
        assertThat(named(server.api("POST", "/api/rbac/roles", composite).expect(400)))
                .containsExactly("composite");
    }

    @Test
    @DisplayName("a role is granted to a person once, shown, and taken away with 204")
    void grants_to_people() {
        var realm = server.realm("grants");
        var ada = Callers.person(server, realm, "ada");

        var granted = grant(server, realm, ada, "view-users").expect(201);

        assertThat(granted.json())
                .containsEntry("userId", ada)
                .containsEntry("roleName", "view-users")
                .containsEntry("realmName", realm);
        assertThat(grant(server, realm, ada, "view-users").expect(201).json()).isEqualTo(granted.json());
        var path = granted.header("Location");
        assertThat(server.api("GET", path, null).expect(200).json()).isEqualTo(granted.json());
        var held = server.api("GET", MAPPINGS + "?realm=grants&userId=" + ada, null)
                .expect(200);
        assertThat(content(held)).extracting("roleName").containsExactly("view-users");
        server.api("DELETE", path, null).expect(204);
        server.api("DELETE", path, null).expect(404);
    }

    @Test
    @DisplayName("A33 a role is granted to the service account of a client, and stands in its next token")
    void grants_to_service_accounts() {
        var realm = server.realm("machines");
        var wish = Map.of("realmName", realm, "name", "developer");
        server.api("POST", "/api/rbac/roles", wish).expect(201);
        var client = server.client(realm);

        grant(server, realm, Callers.serviceAccount(server, client), "developer")
                .expect(201);

        assertThat(server.token(client).expect(200).claims()).containsEntry("roles", List.of("developer"));
    }

    @Test
    @DisplayName("a holder that is not in the realm, or is a client's id instead of its service account, is 404")
    void unknown_holders() {
        var realm = server.realm("holders");
        var elsewhere = Callers.person(server, server.realm("elsewhere"), "ada");
        var client = server.client(realm);

        grant(server, realm, "nobody", "view-users").expect(404);
        grant(server, realm, elsewhere, "view-users").expect(404);
        grant(server, realm, client.id(), "view-users").expect(404);
    }

    @Test
    @DisplayName("AD-05 nobody grants, nor takes away, what they do not hold: 403")
    void grants_only_what_is_held() {
        var realm = server.realm("held");
        var boss = Callers.person(server, realm, "boss", "admin");
        var clerkToken = Callers.administrator(server, realm, "clerk", "manage-users");
        var clerk = content(server.api("GET", "/api/users?realm=held&username=clerk", null))
                .getFirst()
                .get("id")
                .toString();
        var bossIsAdmin = content(server.api("GET", MAPPINGS + "?realm=held&userId=" + boss, null))
                .getFirst()
                .get("id");

        for (var role : List.of("admin", "manage-clients", "view-events")) {
            var wish = Map.of("realmName", realm, "userId", clerk, "roleId", roleId(server, realm, role));
            server.api(clerkToken, "POST", MAPPINGS, wish).expect(403);
        }
        server.api(clerkToken, "DELETE", MAPPINGS + "/" + bossIsAdmin, null).expect(403);
        var view = Map.of("realmName", realm, "userId", clerk, "roleId", roleId(server, realm, "view-users"));
        server.api(clerkToken, "POST", MAPPINGS, view).expect(201);
    }

    @Test
    @DisplayName(
            "AD-05 the same for the realm's own roles, which open doors elsewhere; whoever defines roles may grant all")
    void own_roles() {
        var realm = server.realm("own-roles");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "payments-admin"))
                .expect(201);
        var clerk = Callers.administrator(server, realm, "clerk", "manage-users");
        var holder = Callers.administrator(server, realm, "holder", "manage-users", "payments-admin");
        var chief = Callers.administrator(server, realm, "chief", "manage-users", "manage-realms");
        var ada = Callers.person(server, realm, "ada");
        var wish = Map.of("realmName", realm, "userId", ada, "roleId", roleId(server, realm, "payments-admin"));

        server.api(clerk, "POST", MAPPINGS, wish).expect(403);
        var granted = server.api(holder, "POST", MAPPINGS, wish).expect(201).header("Location");
        server.api(clerk, "DELETE", granted, null).expect(403);
        server.api(chief, "DELETE", granted, null).expect(204);
        server.api(chief, "POST", MAPPINGS, wish).expect(201);

        var password = Map.of("password", "a fine new password");
        server.api(clerk, "PUT", "/api/users/" + ada + "/password", password).expect(403);
        server.api(clerk, "PATCH", "/api/users/" + ada, Map.of("enabled", false))
                .expect(200);
        server.api(holder, "PUT", "/api/users/" + ada + "/password", password).expect(204);
        server.api(chief, "PUT", "/api/users/" + ada + "/password", password).expect(204);
    }

    @Test
    @DisplayName("AD-05 nor does anybody get the secret of a service account that holds such a role")
    void own_roles_of_clients() {
        var realm = server.realm("own-machines");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "payments-admin"))
                .expect(201);
        var client = server.client(realm, Map.of("secretStorage", "recoverable"));
        grant(server, realm, Callers.serviceAccount(server, client), "payments-admin")
                .expect(201);
        var clerk = Callers.administrator(server, realm, "clerk", "manage-clients");
        var holder = Callers.administrator(server, realm, "holder", "manage-clients", "payments-admin");
        var secrets = "/api/clients/" + client.id() + "/secrets";
        var first = content(server.api("GET", secrets, null)).getFirst().get("id");

        for (var caller : Map.of(clerk, 403, holder, 200).entrySet()) {
            server.api(caller.getKey(), "GET", secrets + "/" + first + "/value", null)
                    .expect(caller.getValue());
            server.api(caller.getKey(), "POST", secrets, Map.of("name", "mine"))
                    .expect(caller.getValue() == 200 ? 201 : 403);
            server.api(caller.getKey(), "POST", "/api/clients/" + client.id() + "/rotate-secret", null)
                    .expect(caller.getValue());
        }
    }

    @Test
    @DisplayName("AD-02 roles and mappings of another realm are not there")
    void other_realms_are_not_there() {
        var theirs = server.realm("their-roles");
        var person = Callers.person(server, theirs, "ada", "view-users");
        var role = roleId(server, theirs, "view-users");
        var mapping = content(server.api("GET", MAPPINGS + "?realm=" + theirs + "&userId=" + person, null))
                .getFirst()
                .get("id");
        var ours = server.realm("our-roles");
        var boss = Callers.administrator(server, ours, "boss", "admin");
        var own = Callers.person(server, ours, "own");

        server.api(boss, "GET", "/api/rbac/roles/" + role, null).expect(404);
        server.api(boss, "GET", MAPPINGS + "/" + mapping, null).expect(404);
        server.api(boss, "DELETE", MAPPINGS + "/" + mapping, null).expect(404);
        server.api(boss, "GET", MAPPINGS + "?userId=" + person, null).expect(404);
        var mixed = Map.of("realmName", ours, "userId", own, "roleId", role);
        server.api(boss, "POST", MAPPINGS, mixed).expect(404);
    }

    @Test
    @DisplayName(
            "AD-11 the last administrator of the server stays one, also when the other one is a client switched off")
    void last_administrator() {
        var admin = content(server.api("GET", "/api/users?username=" + TestServer.ADMIN, null))
                .getFirst()
                .get("id")
                .toString();
        var mapping = content(server.api("GET", MAPPINGS + "?userId=" + admin, null))
                .getFirst()
                .get("id");
        var client = server.client("master");
        grant(server, "master", Callers.serviceAccount(server, client), "admin").expect(201);
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("enabled", false))
                .expect(200);

        server.api("DELETE", MAPPINGS + "/" + mapping, null).expect(409);
    }

    @Test
    @DisplayName("AD-11 nor does one count who has no password, or no secret that works")
    void last_who_can_sign_in() {
        var fresh = new TestServer(server.dialect(), clock).start();
        try (fresh) {
            var first = content(fresh.api("GET", "/api/users", null)).getFirst().get("id");
            var mapping = content(fresh.api("GET", MAPPINGS + "?userId=" + first, null))
                    .getFirst()
                    .get("id");
            var second = fresh.api("POST", "/api/users", Map.of("realmName", "master", "username", "second"))
                    .expect(201)
                    .text("id");
            grant(fresh, "master", second, "admin").expect(201);
            var robot = fresh.client("master");
            grant(fresh, "master", Callers.serviceAccount(fresh, robot), "admin")
                    .expect(201);
            var secrets = "/api/clients/" + robot.id() + "/secrets";
            var drawn = content(fresh.api("GET", secrets, null)).getFirst().get("id");
            fresh.api("DELETE", secrets + "/" + drawn, null).expect(204);

            fresh.api("DELETE", MAPPINGS + "/" + mapping, null).expect(409);
            fresh.api("DELETE", "/api/users/" + first, null).expect(409);
            fresh.api("PATCH", "/api/users/" + first, Map.of("enabled", false)).expect(409);

            fresh.api("PUT", "/api/users/" + second + "/password", Map.of("password", Callers.PASSWORD))
                    .expect(204);
            fresh.api("DELETE", "/api/users/" + first, null).expect(204);
        }
    }

    @Test
    @DisplayName("several roles are granted by one request, all of them or none (AD-01)")
    void several() {
        var realm = server.realm("several");
        var clerk = Callers.administrator(server, realm, "clerk", "manage-users");
        var person = Callers.person(server, realm, "grace");
        var held = MAPPINGS + "?realm=several&userId=" + person;
        var may = roleId(server, realm, "manage-users");
        var mayNot = roleId(server, realm, "admin");

        var wish = Map.of("realmName", realm, "userId", person, "roleIds", List.of(may, mayNot));
        server.api(clerk, "POST", MAPPINGS, wish).expect(403);
        assertThat(content(server.api("GET", held, null))).isEmpty();

        assertThat(content(server.api("POST", MAPPINGS, wish).expect(201)))
                .extracting("roleName")
                .containsExactly("manage-users", "admin");
        assertThat(content(server.api("GET", held, null))).hasSize(2);
        for (var bad : List.of(List.of(), List.of("x"), Collections.nCopies(101, may)))
            assertThat(server.api("POST", MAPPINGS, Map.of("realmName", realm, "userId", person, "roleIds", bad))
                            .status())
                    .isIn(400, 404);
    }
}
