package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.grant;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.onlyIf;
import static dev.chancery.api.Callers.person;
import static dev.chancery.api.Callers.roleId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/clients/{clientId}/golden-token")
class GoldenTokensTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private static String path(TestServer.TestClient client) {
        return "/api/clients/" + client.id() + "/golden-token";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object member) {
        return (Map<String, Object>) member;
    }

    @Test
    @DisplayName("keeps what a token would say now, and says of each claim how it differs from that later")
    void kept() {
        var realm = server.realm("keeping");
        var client = server.client(realm, Map.of("audience", List.of("https://api.example")));

        var kept = server.api("PUT", path(client), Map.of("scope", "profile")).expect(201);
        assertThat(kept.json())
                .containsEntry("matches", true)
                .containsEntry("clientId", client.clientId())
                .containsEntry("realmName", realm)
                .containsEntry("scope", "profile")
                .doesNotContainKey("userId");
        var issued =
                server.token(client, Map.of("scope", "profile")).expect(200).claims();
        issued.keySet().removeAll(List.of("exp", "iat", "jti"));
        assertThat(kept.get("claims")).isEqualTo(issued);

        server.api("PATCH", "/api/clients/" + client.id(), Map.of("audience", List.of("https://other.example")))
                .expect(200);
        var differs = server.api("GET", path(client), null).expect(200);
        assertThat(differs.json())
                .containsEntry("matches", false)
                .containsEntry("claims", issued)
                .containsEntry("added", Map.of())
                .containsEntry("removed", Map.of())
                .containsEntry(
                        "changed",
                        Map.of("aud", Map.of("before", "https://api.example", "after", "https://other.example")));

        server.api("PATCH", "/api/clients/" + client.id(), Map.of("audience", List.of("https://api.example")))
                .expect(200);
        assertThat(server.api("GET", path(client), null).get("matches")).isEqualTo(true);

        server.api("PATCH", "/api/clients/" + client.id(), Map.of("enabled", false))
                .expect(200);
        assertThat(server.api("GET", path(client), null).json())
                .containsEntry("matches", false)
                .containsEntry("changed", Map.of());
    }

    @Test
    @DisplayName("takes what the caller expects instead, before anything says it; but nothing that differs by token")
    void expected() {
        var realm = server.realm("expecting");
        var client = server.client(realm, Map.of("enabled", false));

        assertThat(named(server.api("PUT", path(client), Map.of()).expect(409))).containsExactly("claims");
        var kept = server.api("PUT", path(client), Map.of("claims", Map.of("plan", Map.of("size", 1.5))))
                .expect(201);
        assertThat(map(kept.get("removed"))).containsOnlyKeys("plan");
        assertThat(map(kept.get("added"))).containsKeys("iss", "sub");
        assertThat((List<?>) kept.get("refusals")).hasSize(1);

        for (var own : List.of("exp", "iat", "jti"))
            assertThat(named(server.api("PUT", path(client), Map.of("claims", Map.of(own, 1)))
                            .expect(400)))
                    .containsExactly("claims." + own);
        var large = Map.of("claims", Map.of("text", "x".repeat(10_000)));
        assertThat(named(server.api("PUT", path(client), large).expect(400))).containsExactly("claims");
        assertThat(named(server.api("PUT", path(client), Map.of("scope", "x".repeat(2_001)))
                        .expect(400)))
                .containsExactly("scope");
        assertThat(named(server.api("PUT", path(client), Map.of("userId", "nobody"))
                        .expect(400)))
                .containsExactly("userId");
        server.api("PUT", path(client), Map.of("claims", "none")).expect(400);
    }

    @Test
    @DisplayName("has an entity tag, like everything that can be changed")
    void tags() {
        var client = server.client(server.realm("tagged"));
        var path = path(client);

        onlyIf(server, "*", "PUT", path, Map.of()).expect(412);
        assertThat(server.api("PUT", path, Map.of()).expect(201).header("ETag")).isEqualTo("\"1\"");
        assertThat(onlyIf(server, "\"1\"", "PUT", path, Map.of("scope", "email"))
                        .expect(200)
                        .header("ETag"))
                .isEqualTo("\"2\"");
        onlyIf(server, "\"1\"", "PUT", path, Map.of()).expect(412);
        onlyIf(server, "\"1\"", "DELETE", path, null).expect(412);
        assertThat(server.api("GET", path, null).expect(200).header("ETag")).isEqualTo("\"2\"");
        onlyIf(server, "\"2\"", "DELETE", path, null).expect(204);
        server.api("GET", path, null).expect(404);
        server.api("DELETE", path, null).expect(404);
    }

    @Test
    @DisplayName("AD-02 is for those who may see people, and is changed by those who may change clients")
    void rights() {
        var realm = server.realm("entitled");
        var client = server.client(realm);
        var clerk = administrator(server, realm, "clerk", "manage-clients");
        var viewer = administrator(server, realm, "viewer", "view-clients", "view-users");
        var both = administrator(server, realm, "both", "manage-clients", "view-users");

        server.api(clerk, "PUT", path(client), Map.of()).expect(403);
        server.api(viewer, "PUT", path(client), Map.of()).expect(403);
        server.api(both, "PUT", path(client), Map.of()).expect(201);
        server.api(clerk, "GET", path(client), null).expect(403);
        server.api(viewer, "GET", path(client), null).expect(200);
        server.api(clerk, "DELETE", path(client), null).expect(403);
        server.api(viewer, "DELETE", path(client), null).expect(403);
        server.api(both, "DELETE", path(client), null).expect(204);
    }

    @Test
    @DisplayName("is on record, and gone with the client, with the realm, and with the person whose token it is")
    void gone() {
        var realm = server.realm("passing");
        var client = server.client(realm, Map.of("clientId", "passes", "grantTypes", List.of("password")));
        var ada = person(server, realm, "ada");

        server.api("PUT", path(client), Map.of("userId", ada)).expect(201);
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
        server.api("GET", path(client), null).expect(404);
        server.api("PUT", path(client), Map.of("claims", Map.of())).expect(201);
        server.api("DELETE", path(client), null).expect(204);
        var lines = content(server.api("GET", "/api/realms/" + realm + "/audit?subject=" + client.id(), null));
        assertThat(lines)
                .extracting(line -> line.get("eventType"))
                .containsExactly(
                        "client.golden_token_removed",
                        "client.golden_token_set",
                        "client.golden_token_set",
                        "client.created");

        server.api("PUT", path(client), Map.of("claims", Map.of("kept", "in the bin")))
                .expect(201);
        server.api("DELETE", "/api/clients/" + client.id(), null).expect(204);
        server.api("GET", path(client), null).expect(404);
        server.api("POST", "/api/clients/" + client.id() + "/restore?realm=" + realm, null)
                .expect(200);
        assertThat(map(server.api("GET", path(client), null).expect(200).get("claims")))
                .containsKey("kept");

        server.api("DELETE", "/api/realms/" + realm, null).expect(204);
        clock.advance(Duration.ofDays(31));
        server.emptyBins();
        assertThat(Residents.of(server).rows().get("golden_token")).noneMatch(row -> row.contains(client.id()));
    }

    @Test
    @DisplayName(
            "is named by a dry run of whatever would change it: mapper, scope, realm, role, group, attribute, person")
    void dry_runs() {
        var realm = server.realm("watched");
        var scope = server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "site"))
                .expect(201)
                .text("id");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "auditor"))
                .expect(201);
        var ada = person(server, realm, "ada", "auditor");
        var staff = server.api("POST", "/api/groups", Map.of("realmName", realm, "name", "staff"))
                .expect(201)
                .text("id");
        var client = server.client(
                realm,
                Map.of(
                        "clientId", "desk",
                        "publicClient", true,
                        "grantTypes", List.of("password"),
                        "scopes", List.of("profile", "site"),
                        "mappers", List.of(Map.of("name", "groups", "type", "groups"))));
        server.api("PUT", path(client), Map.of("userId", ada)).expect(201);

        var says = Map.of(
                "name", "site", "type", "user-attribute", "claim", "site", "config", Map.of("attribute", "site"));
        var mapping = content(server.api(
                        "GET", "/api/rbac/user-role-mappings?realm=%s&userId=%s".formatted(realm, ada), null))
                .stream()
                .filter(held -> held.toString().contains("auditor"))
                .findFirst()
                .orElseThrow()
                .get("id");
        var attributes = Map.of("attributes", Map.of("site", List.of("Delft")));

        assertThat(changed(dry("PATCH", "/api/realms/" + realm, Map.of("defaultAudience", "https://a.example"))))
                .containsOnlyKeys("aud");
        assertThat(changed(dry("DELETE", "/api/rbac/user-role-mappings/" + mapping, null)))
                .containsKeys("roles");
        assertThat(changed(dry("DELETE", "/api/rbac/roles/" + roleId(server, realm, "auditor"), null)))
                .containsKeys("roles");
        assertThat(changed(dry("PATCH", "/api/clients/" + client.id(), Map.of("scopes", List.of("site")))))
                .containsKeys("scope");
        assertThat(changed(dry("PUT", "/api/groups/" + staff + "/members/" + ada, null)))
                .containsOnlyKeys("groups");
        assertThat(changed(dry("PATCH", "/api/users/" + ada, Map.of("username", "ada.l"))))
                .containsOnlyKeys("preferred_username");
        assertThat(changed(dry("DELETE", "/api/users/" + ada, null))).containsKeys("sub", "iss");
        assertThat(dry("PATCH", "/api/users/" + ada, attributes).get("tokens")).isEqualTo(List.of());

        server.api("PATCH", "/api/users/" + ada, attributes).expect(200);
        assertThat(changed(dry("PATCH", "/api/scopes/" + scope, Map.of("mappers", List.of(says)))))
                .containsEntry("site", "Delft");
        server.api("PATCH", "/api/scopes/" + scope, Map.of("mappers", List.of(says)))
                .expect(200);
        server.api("PUT", path(client), Map.of("userId", ada)).expect(200);
        assertThat(changed(dry("PATCH", "/api/users/" + ada, Map.of("attributes", Map.of("site", List.of("Hoorn"))))))
                .containsEntry("site", Map.of("before", "Delft", "after", "Hoorn"));
        assertThat(changed(dry("DELETE", "/api/scopes/" + scope, null))).containsKeys("site", "scope");

        var disabled = token(dry("PATCH", "/api/users/" + ada, Map.of("enabled", false)));
        assertThat(disabled).containsKey("refusals").containsEntry("matches", true);
        grant(server, realm, ada, "view-users").expect(201);
        assertThat(server.api("GET", path(client), null).get("matches")).isEqualTo(false);
    }

    private Answer dry(String method, String path, Object body) {
        return server.api(method, path + "?dryRun=true", body).expect(200);
    }

    private static Map<String, Object> token(Answer dry) {
        assertThat((List<?>) dry.get("tokens")).hasSize(1);
        var token = map(((List<?>) dry.get("tokens")).getFirst());
        assertThat(token)
                .containsEntry("golden", true)
                .containsEntry("clientId", "desk")
                .containsKey("userId");
        return token;
    }

    /// All claims of the only token that would change in any way, and how.
    private static Map<String, Object> changed(Answer dry) {
        var token = token(dry);
        assertThat(token).containsEntry("matches", false);
        var changed = map(token.get("added"));
        changed.putAll(map(token.get("removed")));
        changed.putAll(map(token.get("changed")));
        return changed;
    }
}
