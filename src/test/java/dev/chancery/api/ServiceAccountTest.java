package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.grant;
import static dev.chancery.api.Callers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("The service account of a client")
class ServiceAccountTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realmWith(String name, String... roles) {
        server.realm(name);
        for (var role : roles)
            server.api("POST", "/api/rbac/roles", Map.of("realmName", name, "name", role))
                    .expect(201);
        return name;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> account(TestClient client) {
        return (Map<String, Object>) server.api("GET", "/api/clients/" + client.id(), null)
                .expect(200)
                .get("serviceAccount");
    }

    private static Map<String, Object> changed(Map<String, ?> account) {
        return Map.of("serviceAccount", account);
    }

    @Test
    @DisplayName("A32–A43 is set with its client in one call; nothing of it is required")
    void one_call() {
        var realm = realmWith("accounts", "developer");
        var client = server.client(
                realm,
                changed(Map.of(
                        "email",
                        "robot@example.com",
                        "roles",
                        List.of("developer"),
                        "attributes",
                        Map.of("a", List.of("1")))));

        assertThat(account(client))
                .containsEntry("email", "robot@example.com")
                .containsEntry("emailVerified", false)
                .containsEntry("firstName", "")
                .containsEntry("roles", List.of("developer"))
                .containsEntry("attributes", Map.of("a", List.of("1")));
        assertThat(account(server.client(realm)))
                .containsEntry("email", null)
                .containsEntry("roles", List.of())
                .containsEntry("attributes", Map.of());
    }

    @Test
    @DisplayName("is merged member by member, attributes too (RFC 7396 §2); roles that others granted meanwhile stay")
    void merged() {
        var realm = realmWith("merged", "developer", "tester", "auditor");
        var client = server.client(
                realm,
                changed(Map.of(
                        "firstName", "Marvin",
                        "roles", List.of("developer"),
                        "attributes", Map.of("a", List.of("1"), "b", List.of("2")))));
        var path = "/api/clients/" + client.id();

        server.api("PATCH", path, changed(Map.of("lastName", "Android", "attributes", Map.of("b", List.of("3")))))
                .expect(200);
        server.api("PATCH", path, changed(Map.of("attributes", Collections.singletonMap("a", null))))
                .expect(200);
        assertThat(account(client))
                .containsEntry("firstName", "Marvin")
                .containsEntry("lastName", "Android")
                .containsEntry("attributes", Map.of("b", List.of("3")));

        grant(server, realm, Callers.serviceAccount(server, client), "tester").expect(201);
        server.api("PATCH", path, Map.of("name", "another name")).expect(200);
        assertThat(account(client)).containsEntry("roles", List.of("developer", "tester"));

        server.api("PATCH", path, changed(Map.of("roles", List.of("auditor", "tester"))))
                .expect(200);
        assertThat(account(client)).containsEntry("roles", List.of("auditor", "tester"));
        assertThat(server.token(client).expect(200).claims()).containsEntry("roles", List.of("auditor", "tester"));
    }

    @Test
    @DisplayName("goes with the grant it is for: switched off, it is nobody, holds nothing, and comes back blank")
    void no_ghost() {
        var realm = realmWith("ghosts", "developer");
        var client = server.client(realm, changed(Map.of("email", "robot@example.com", "roles", List.of("developer"))));
        var holder = Callers.serviceAccount(server, client);
        var path = "/api/clients/" + client.id();

        var off = server.api("PATCH", path, Map.of("grantTypes", List.of("password")))
                .expect(200);

        assertThat(off.json()).containsEntry("serviceAccount", null).doesNotContainKey("serviceAccountId");
        assertThat(content(
                        server.api("GET", "/api/rbac/user-role-mappings?realm=" + realm + "&userId=" + holder, null)))
                .isEmpty();
        server.api("PATCH", path, Map.of("grantTypes", List.of("client_credentials")))
                .expect(200);
        assertThat(account(client)).containsEntry("email", null).containsEntry("roles", List.of());
    }

    @Test
    @DisplayName("is refused where there is none, or where something of it is wrong, and then nothing is made")
    void refused() {
        var realm = realmWith("refusing");
        var without = Map.of(
                "realmName",
                realm,
                "clientId",
                "never",
                "grantTypes",
                List.of("password"),
                "serviceAccount",
                Map.of("email", "robot@example.com"));
        assertThat(named(server.api("POST", "/api/clients", without).expect(400)))
                .containsExactly("serviceAccount");

        var wrong = Map.of(
                "serviceAccount.email", Map.of("email", "no address"),
                "serviceAccount.firstName", Map.of("firstName", "a\tb"),
                "serviceAccount.attributes", Map.of("attributes", Map.of("", List.of("x"))),
                "serviceAccount.roles", Map.of("roles", List.of("nobody")));
        wrong.forEach((member, account) -> {
            var wish = Map.of(
                    "realmName",
                    realm,
                    "clientId",
                    "never",
                    "grantTypes",
                    List.of("client_credentials"),
                    "serviceAccount",
                    account);
            assertThat(named(server.api("POST", "/api/clients", wish).expect(400)))
                    .containsExactly(member);
        });
        server.api("GET", "/api/clients/never?realm=" + realm, null).expect(404);
    }

    @Test
    @DisplayName("AD-05 gets roles only from somebody who may grant them")
    void granted() {
        var realm = realmWith("granting", "developer");
        var clerk = administrator(server, realm, "clerk", "manage-clients");
        var wish = Map.of(
                "realmName",
                realm,
                "grantTypes",
                List.of("client_credentials"),
                "serviceAccount",
                Map.of("roles", List.of("developer")));
        server.api(clerk, "POST", "/api/clients", wish).expect(403);

        var holder = administrator(server, realm, "holder", "manage-clients", "manage-users", "developer");
        server.api(holder, "POST", "/api/clients", wish).expect(201);
        var ambitious = Map.of(
                "realmName",
                realm,
                "grantTypes",
                List.of("client_credentials"),
                "serviceAccount",
                Map.of("roles", List.of("admin")));
        server.api(holder, "POST", "/api/clients", ambitious).expect(403);
    }
}
