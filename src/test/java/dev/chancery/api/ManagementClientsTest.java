package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.person;
import static dev.chancery.api.Callers.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("The clients realm-management and <realm>-realm, whose roles Keycloak's provisioners are granted")
class ManagementClientsTest {
    private static final String WITHIN = "realm-management";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private List<Map<String, Object>> roles(String realm, String client) {
        return Callers.rolesOf(server, realm, client);
    }

    private Answer grant(String token, String realm, String holder, String client, String role) {
        return Callers.grant(server, token, realm, holder, client, role);
    }

    private String provisioner(String username, String realm, String... roles) {
        return Callers.provisioner(server, username, realm, roles);
    }

    private int status(String token, String method, String path, Object body) {
        return server.api(token, method, path, body).status();
    }

    @Test
    @DisplayName("every realm has one, and master one for each; they can be neither changed nor used, only granted")
    void planted() {
        var realm = server.realm("managed");

        assertThat(roles(realm, WITHIN))
                .hasSize(19)
                .allMatch(role -> role.get("builtIn").equals(true));
        assertThat(roles("master", "managed-realm"))
                .extracting(role -> role.get("name"))
                .containsExactlyElementsOf(roles(realm, WITHIN).stream()
                        .map(role -> role.get("name"))
                        .toList())
                .contains("realm-admin", "manage-users", "query-groups");
        assertThat(roles("master", "master-realm")).hasSize(19);
        server.api("GET", "/api/clients/realm-management?realm=master", null).expect(404);

        for (var path : List.of("/api/clients/realm-management?realm=managed", "/api/clients/managed-realm")) {
            server.api("GET", path, null).expect(200);
            server.api("PATCH", path, Map.of("grantTypes", List.of("client_credentials")))
                    .expect(409);
            server.api("DELETE", path, null).expect(409);
            server.api("POST", path.replaceFirst("(\\?|$)", "/secrets$1"), Map.of("name", "one"))
                    .expect(409);
        }
        var role = "/api/rbac/roles/" + Callers.roleId(server, realm, WITHIN, "view-users");
        server.api("DELETE", role, null).expect(409);
        assertThat(named(server.api("PATCH", role, Map.of("composites", Map.of("realm", List.of("admin"))))
                        .expect(400)))
                .containsExactly("composites");
        server.api("PATCH", role, Map.of("default", true)).expect(409);
    }

    @Test
    @DisplayName("seed A's provisioner: a person of master with the roles of shop-realm administers shop, and no other")
    void provisioner() {
        var realm = server.realm("shop");
        var other = server.realm("elsewhere");
        var token = provisioner(
                "onboarding",
                realm,
                "manage-clients",
                "view-clients",
                "create-client",
                "query-clients",
                "manage-users",
                "view-users",
                "manage-realm",
                "view-realm",
                "view-events");

        var client = server.api(
                        token,
                        "POST",
                        "/api/clients",
                        Map.of(
                                "realmName",
                                realm,
                                "clientId",
                                "made",
                                "grantTypes",
                                List.of("client_credentials"),
                                "serviceAccount",
                                Map.of("clientRoles", Map.of(WITHIN, List.of("view-users")))))
                .expect(201);
        var user = server.api(token, "POST", "/api/users", Map.of("realmName", realm, "username", "ada"))
                .expect(201);
        assertThat(status(token, "PATCH", user.header("Location"), Map.of("firstName", "Ada")))
                .isEqualTo(200);
        assertThat(status(token, "GET", "/api/clients/" + client.text("id"), null))
                .isEqualTo(200);
        assertThat(status(token, "GET", "/api/realms/shop/audit", null)).isEqualTo(200);
        assertThat(content(server.api(token, "GET", "/api/realms", null).expect(200)))
                .extracting(seen -> seen.get("name"))
                .containsExactly("shop");

        assertThat(status(token, "GET", "/api/clients?realm=" + other, null)).isEqualTo(404);
        assertThat(status(token, "GET", "/api/clients?realm=master", null)).isEqualTo(403);
        assertThat(status(token, "POST", "/api/realms", Map.of("name", "mine"))).isEqualTo(403);
        assertThat(status(token, "DELETE", "/api/realms/shop", null)).isEqualTo(403);
        assertThat(status(token, "GET", "/api/realms?deleted=true", null)).isEqualTo(403);
    }

    @Test
    @DisplayName("a service account with roles of realm-management administers its own realm, and its token says so")
    void service_account() {
        var realm = server.realm("within");
        var account = Map.of("clientRoles", Map.of(WITHIN, List.of("view-users")));
        var client = server.client(realm, Map.of("serviceAccount", account));
        var answer = server.token(client).expect(200);
        var token = answer.text("access_token");

        assertThat(answer.claims())
                .containsEntry("resource_access", Map.of(WITHIN, Map.of("roles", List.of("view-users"))));
        assertThat((List<?>) answer.claims().get("aud")).asString().contains("chancery-admin", WITHIN);
        assertThat(status(token, "GET", "/api/users?realm=within", null)).isEqualTo(200);
        assertThat(status(token, "GET", "/api/clients?realm=within", null)).isEqualTo(403);
        assertThat(status(token, "POST", "/api/users", Map.of("realmName", realm, "username", "x")))
                .isEqualTo(403);
        assertThat(status(token, "GET", "/api/users?realm=master", null)).isEqualTo(404);
    }

    @Test
    @DisplayName("each role carries what its name says, in the one realm; those without a use here carry nothing")
    void what_each_carries() {
        var realm = server.realm("each");
        var client = server.client(realm);
        var routes = Map.of(
                "realms", "/api/realms/each",
                "clients", "/api/clients/" + client.id(),
                "users", "/api/users?realm=each",
                "events", "/api/realms/each/audit");
        var allowed = Map.of(
                "realm-admin", List.of("clients", "events", "realms", "users"),
                "view-realm", List.of("realms"),
                "manage-realm", List.of("realms"),
                "view-clients", List.of("clients"),
                "manage-clients", List.of("clients"),
                "view-users", List.of("users"),
                "manage-users", List.of("users"),
                "view-events", List.of("events"),
                "manage-events", List.of("events"));

        for (var role : roles("master", "each-realm")) {
            var name = role.get("name").toString();
            var token = provisioner("holder-of-" + name, realm, name);
            var open = new ArrayList<String>();
            routes.forEach((route, path) -> {
                if (status(token, "GET", path, null) == 200) open.add(route);
            });
            assertThat(open.stream().sorted().toList()).as(name).isEqualTo(allowed.getOrDefault(name, List.of()));
        }
    }

    @Test
    @DisplayName("create-client registers clients, and does nothing else to them")
    void create_client() {
        var realm = server.realm("creating");
        var token = provisioner("creator", realm, "create-client");
        var wish = Map.of("realmName", realm, "grantTypes", List.of("client_credentials"));

        var path = "/api/clients/"
                + server.api(token, "POST", "/api/clients", wish).expect(201).text("id");
        assertThat(status(token, "GET", path, null)).isEqualTo(403);
        assertThat(status(token, "PATCH", path, Map.of("name", "x"))).isEqualTo(403);
        assertThat(status(token, "DELETE", path, null)).isEqualTo(403);
        assertThat(status(token, "POST", path + "/rotate-secret", null)).isEqualTo(403);
        assertThat(status(provisioner("looker", realm, "view-clients"), "POST", "/api/clients", wish))
                .isEqualTo(403);
        for (var name : List.of("admin", "no-such-role"))
            assertThat(status(
                            token,
                            "POST",
                            "/api/clients",
                            Map.of(
                                    "realmName",
                                    realm,
                                    "grantTypes",
                                    List.of("client_credentials"),
                                    "serviceAccount",
                                    Map.of("roles", List.of(name)))))
                    .as("which roles there are")
                    .isEqualTo(403);
    }

    @Test
    @DisplayName("AD-02 what somebody may do in one realm, they may not do in another")
    void no_spilling() {
        var alpha = server.realm("spill-alpha");
        var beta = server.realm("spill-beta");
        var id = person(server, "master", "spiller");
        grant(server.adminToken(), "master", id, alpha + "-realm", "manage-users")
                .expect(201);
        grant(server.adminToken(), "master", id, beta + "-realm", "manage-clients")
                .expect(201);
        var token = signedIn(server, "master", "spiller");

        var client = server.client(alpha);
        var scope = location("/api/scopes", Map.of("realmName", alpha, "name", "of-alpha"));
        var user = location("/api/users", Map.of("realmName", beta, "username", "of-beta"));
        var group = location("/api/groups", Map.of("realmName", beta, "name", "of-beta"));
        var role = location("/api/rbac/roles", Map.of("realmName", beta, "name", "of-beta"));
        var held = location(
                "/api/rbac/user-role-mappings", Map.of("realmName", beta, "userId", last(user), "roleId", last(role)));
        for (var path : List.of("/api/clients/" + client.id(), scope, user, group, user + "/groups", held))
            assertThat(status(token, "GET", path, null)).as(path).isEqualTo(404);
        for (var path : List.of("/api/clients/" + client.id(), scope, user, group, held))
            assertThat(status(token, "DELETE", path, null)).as(path).isEqualTo(404);
        for (var path : List.of("/api/clients/" + client.id(), scope, user, group))
            assertThat(status(token, "PATCH", path, Map.of())).as(path).isEqualTo(404);
        assertThat(status(token, "GET", role, null)).isEqualTo(404);
        assertThat(status(token, "GET", "/api/rbac/roles?realm=" + beta, null)).isEqualTo(403);
        assertThat(status(token, "GET", "/api/rbac/roles?realm=" + alpha, null)).isEqualTo(200);
        assertThat(status(token, "PATCH", "/api/rbac/roles/" + roleOf(alpha), Map.of()))
                .isEqualTo(404);
        assertThat(status(token, "GET", "/api/realms", null)).isEqualTo(403);
    }

    @Test
    @DisplayName("RL-07 AD-02 what somebody may see in one realm tells nothing of what there is in another")
    void no_telling() {
        var mine = server.realm("telling-mine");
        var other = server.realm("telling-other");
        for (var realm : List.of(mine, other)) server.client(realm, Map.of("clientId", "shared"));
        var id = person(server, "master", "listener");
        grant(server.adminToken(), "master", id, mine + "-realm", "view-clients")
                .expect(201);
        grant(server.adminToken(), "master", id, other + "-realm", "view-users").expect(201);
        var token = signedIn(server, "master", "listener");

        assertThat(status(token, "GET", "/api/clients/telling-other-realm", null))
                .isEqualTo(status(token, "GET", "/api/clients/nothing-realm", null))
                .isEqualTo(404);
        assertThat(status(token, "GET", "/api/clients/shared", null)).isEqualTo(200);
        assertThat(status(token, "GET", "/api/clients/shared?realm=" + other, null))
                .isEqualTo(status(token, "GET", "/api/clients/nothing?realm=" + other, null))
                .isEqualTo(403);

        var theirs = person(server, mine, "theirs");
        var preview = "/api/clients/shared/token-preview?realm=" + mine;
        assertThat(status(token, "POST", preview, Map.of("userId", theirs)))
                .isEqualTo(status(token, "POST", preview, Map.of("userId", "nobody")))
                .isEqualTo(403);
    }

    private String roleOf(String realm) {
        return last(location("/api/rbac/roles", Map.of("realmName", realm, "name", "of-" + realm)));
    }

    private String location(String path, Map<String, ?> wish) {
        return server.api("POST", path, wish).expect(201).header("Location");
    }

    private static String last(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    @DisplayName("AD-05 nobody grants rights over a realm that they do not have themselves")
    void no_escalation() {
        server.realm("guarded");
        server.realm("open");
        var clerk = person(server, "master", "clerk", "manage-users");
        var token = signedIn(server, "master", "clerk");
        assertThat(grant(token, "master", clerk, "guarded-realm", "view-clients")
                        .status())
                .isEqualTo(403);
        // worth nothing but itself
        assertThat(grant(token, "master", clerk, "guarded-realm", "impersonation")
                        .status())
                .isEqualTo(403);
        assertThat(grant(token, "master", clerk, "guarded-realm", "manage-users")
                        .status())
                .isEqualTo(201);

        var local = person(server, "master", "local");
        for (var realm : List.of("open", "master"))
            grant(server.adminToken(), "master", local, realm + "-realm", "realm-admin")
                    .expect(201);
        var theirs = signedIn(server, "master", "local");
        assertThat(grant(theirs, "master", local, "open-realm", "manage-clients")
                        .status())
                .isEqualTo(201);
        assertThat(grant(theirs, "master", local, "guarded-realm", "view-events")
                        .status())
                .isEqualTo(403);
        var admin = Map.of("realmName", "master", "userId", local, "roleId", Callers.roleId(server, "master", "admin"));
        assertThat(status(theirs, "POST", "/api/rbac/user-role-mappings", admin))
                .isEqualTo(403);
        // what signs administrators of every realm in is more than the realm master
        var console = Map.of(
                "realmName",
                "master",
                "publicClient",
                true,
                "grantTypes",
                List.of("password"),
                "scopes",
                List.of("chancery-admin"));
        assertThat(status(theirs, "POST", "/api/clients", console)).isEqualTo(403);
        assertThat(status(theirs, "PATCH", "/api/clients/admin-cli?realm=master", Map.of("name", "x")))
                .isEqualTo(403);
    }
}
