package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Mappers")
class MapperRightsTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private static Map<String, Object> mapper(String type, String claim, Map<String, String> config) {
        var mapper = new HashMap<String, Object>(Map.of("name", claim + " by " + type, "type", type));
        if (!claim.isEmpty()) mapper.put("claim", claim);
        mapper.put("config", config);
        return mapper;
    }

    @Test
    @DisplayName("AD-05 let tokens name a role only if whoever says so holds it, or defines the realm's roles")
    void held_roles() {
        var realm = server.realm("claimed");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "developer"))
                .expect(201);
        var clerk = administrator(server, realm, "clerk", "manage-clients");
        var holder = administrator(server, realm, "holder", "manage-clients", "developer");
        var definer = administrator(server, realm, "definer", "manage-clients", "manage-realms");
        var given = Map.of(
                "realmName",
                realm,
                "grantTypes",
                List.of("client_credentials"),
                "mappers",
                List.of(mapper("hardcoded-role", "", Map.of("role", "developer"))));
        var renamed = Map.of(
                "realmName",
                realm,
                "name",
                "renaming",
                "mappers",
                List.of(mapper("role-name", "", Map.of("role", "x", "newName", "developer"))));

        server.api(clerk, "POST", "/api/clients", given).expect(403);
        server.api(clerk, "POST", "/api/scopes", renamed).expect(403);
        server.api(holder, "POST", "/api/scopes", renamed).expect(201);
        server.api(definer, "POST", "/api/clients", given).expect(201);
        var made = server.api(holder, "POST", "/api/clients", given).expect(201).text("id");
        var plain = server.client(realm);
        server.api(clerk, "PATCH", "/api/clients/" + plain.id(), Map.of("mappers", given.get("mappers")))
                .expect(403);
        server.api(clerk, "PATCH", "/api/clients/" + made, Map.of("name", "what was there may stay"))
                .expect(200);
    }

    @Test
    @DisplayName("AD-05 never give the audience that administers this server")
    void no_administration() {
        var wish = Map.of(
                "realmName",
                server.realm("ambitious"),
                "grantTypes",
                List.of("client_credentials"),
                "mappers",
                List.of(mapper("audience", "", Map.of("audience", "chancery-admin"))));
        assertThat(named(server.api("POST", "/api/clients", wish).expect(400)))
                .containsExactly("mappers[0].config.audience");
    }

    @Test
    @DisplayName("AD-05 of a scope give its roles only through somebody who holds them: assigned, for all, by a secret")
    void given_by_scope() {
        var realm = server.realm("scoped-roles");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "boss"))
                .expect(201);
        var wish = new HashMap<String, Object>(Map.of("realmName", realm, "name", "bossy"));
        wish.put("mappers", List.of(mapper("hardcoded-role", "", Map.of("role", "boss"))));
        var scope = server.api("POST", "/api/scopes", wish).expect(201).header("Location");
        var clerk = administrator(server, realm, "clerk", "manage-clients");
        var plain = server.client(realm);
        var bossy = server.client(realm, Map.of("scopes", List.of("bossy")));

        var assigned = Map.of(
                "realmName", realm, "grantTypes", List.of("client_credentials"), "optionalScopes", List.of("bossy"));
        server.api(clerk, "POST", "/api/clients", assigned).expect(403);
        server.api(clerk, "PATCH", "/api/clients/" + plain.id(), Map.of("scopes", List.of("bossy")))
                .expect(403);
        server.api(clerk, "PATCH", scope, Map.of("includeInTokenScope", false, "realmDefault", "default"))
                .expect(403);
        server.api(clerk, "POST", "/api/clients/" + bossy.id() + "/secrets", Map.of("name", "mine"))
                .expect(403);
        server.api(
                        clerk,
                        "PATCH",
                        "/api/clients/" + bossy.id(),
                        Map.of("grantTypes", List.of("client_credentials", "password")))
                .expect(403);
        server.api(clerk, "PATCH", "/api/clients/" + bossy.id(), Map.of("name", "no harm"))
                .expect(200);
    }

    @Test
    @DisplayName("AD-20 never change under whose name an administrator stands in the trail")
    void label() {
        var realm = server.realm("labelled");
        administrator(server, realm, "grace", "admin");
        server.api(
                        "PATCH",
                        "/api/clients/tool?realm=" + realm,
                        Map.of(
                                "mappers",
                                List.of(mapper("hardcoded-claim", "preferred_username", Map.of("value", "alice")))))
                .expect(200);
        var token = Callers.signedIn(server, realm, "grace");
        assertThat(Answer.claimsOf(token)).containsEntry("preferred_username", "alice");
        server.api(token, "PATCH", "/api/realms/" + realm, Map.of("displayName", "Hers"))
                .expect(200);
        assertThat(Callers.content(server.api("GET", "/api/realms/" + realm + "/audit?size=1", null))
                        .getFirst()
                        .get("actor"))
                .isEqualTo("user:grace@" + realm);
    }
}
