package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/clients/{clientId}/token-preview")
class TokenPreviewTest {
    private static final int CONFIGURATIONS = 100; // on each database

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer preview(String client, Map<String, ?> question) {
        return server.api("POST", "/api/clients/" + client + "/token-preview", question);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, String>> list(Answer answer, String member) {
        return (List<Map<String, String>>) answer.get(member);
    }

    private static Map<String, Object> lasting(Map<String, Object> claims) {
        var lasting = new HashMap<>(claims);
        lasting.keySet().removeAll(List.of("exp", "iat", "jti", "sid", "grant_id", "auth_time"));
        return lasting;
    }

    private static Map<String, Object> mapper(String claim, String type, Map<String, String> config) {
        return Map.of("name", "says " + claim, "type", type, "claim", claim, "config", config);
    }

    @Test
    @DisplayName("says for each claim why it is there, and what is missing and why")
    void why() {
        var realm = server.realm("explained");
        var attribute = Map.of("attribute", "applications");
        server.api(
                        "POST",
                        "/api/scopes",
                        Map.of(
                                "realmName",
                                realm,
                                "name",
                                "codemie",
                                "mappers",
                                List.of(mapper("applications", "user-attribute", attribute))))
                .expect(201);
        server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "unassigned"))
                .expect(201);
        var account = Map.of("attributes", Map.of("applications", List.of("demo")));
        var client = server.client(realm, Map.of("scopes", List.of("codemie"), "serviceAccount", account));

        var answer = preview(client.id(), Map.of()).expect(200);
        assertThat(answer.get("refusals")).isEqualTo(List.of());
        assertThat(list(answer, "why"))
                .contains(
                        Map.of(
                                "claim", "applications",
                                "from", "scope codemie",
                                "mapper", "says applications",
                                "of", "attribute applications"),
                        Map.of("claim", "iss", "from", "server", "mapper", "", "of", "the realm's address"));

        server.api(
                        "PATCH",
                        "/api/clients/" + client.id(),
                        Map.of("serviceAccount", Map.of("attributes", Map.of("applications", List.of()))))
                .expect(200);
        var without = preview(client.id(), Map.of("scope", "codemie unassigned nowhere"))
                .expect(200);
        assertThat(list(without, "missing"))
                .extracting(missing -> missing.get("why"))
                .contains(
                        "attribute applications is empty",
                        "the scope unassigned is not assigned to the client",
                        "there is no scope nowhere in the realm");
        assertThat((List<?>) without.get("refusals")).hasSize(1);
    }

    @Test
    @DisplayName(
            "tells why no token would be issued: client or person switched off, grant missing, something to do first")
    void refusals() {
        var realm = server.realm("unissued");
        var client = server.client(realm, Map.of("grantTypes", List.of("password"), "enabled", false));
        var ada = person(server, realm, "ada");
        server.api("PATCH", "/api/users/" + ada, Map.of("requiredActions", List.of("UPDATE_PASSWORD")))
                .expect(200);

        assertThat((List<?>) preview(client.id(), Map.of()).expect(200).get("refusals"))
                .hasSize(2);
        assertThat((List<?>)
                        preview(client.id(), Map.of("userId", ada)).expect(200).get("refusals"))
                .hasSize(2);
        assertThat(named(preview(client.id(), Map.of("userId", "nobody")).expect(400)))
                .containsExactly("userId");
        assertThat(named(
                        preview(client.id(), Map.of("scope", "x".repeat(2_001))).expect(400)))
                .containsExactly("scope");
    }

    @Test
    @DisplayName(
            "of a person equals what signing in then buys: default roles, groups, inherited attributes, client roles")
    void of_a_person() {
        var realm = server.realm("persons");
        var client = server.client(
                realm,
                Map.of(
                        "publicClient",
                        true,
                        "grantTypes",
                        List.of("password"),
                        "mappers",
                        List.of(
                                mapper("site", "user-attribute", Map.of("attribute", "site")),
                                Map.of("name", "groups", "type", "groups"))));
        server.client(realm, Map.of("clientId", "orders-api"));
        var reader = server.api(
                        "POST",
                        "/api/rbac/roles",
                        Map.of("realmName", realm, "clientId", "orders-api", "name", "reader"))
                .expect(201)
                .text("id");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "member", "default", true))
                .expect(201);
        var staff = Map.of("realmName", realm, "name", "staff", "attributes", Map.of("site", List.of("Delft")));
        var group = server.api("POST", "/api/groups", staff).expect(201).text("id");
        var ada = person(server, realm, "ada");
        server.api("PUT", "/api/groups/" + group + "/members/" + ada, null).expect(204);
        var grant = Map.of("realmName", realm, "userId", group, "roleId", reader);
        server.api("POST", "/api/rbac/user-role-mappings", grant).expect(201);

        var claims = Answer.claimsOf(server.userToken(realm, client.clientId(), "ada", Callers.PASSWORD));
        assertThat(claims)
                .containsEntry("roles", List.of("member"))
                .containsEntry("site", "Delft")
                .containsEntry("groups", List.of("/staff"))
                .containsEntry("aud", "orders-api");
        assertThat(preview(client.id(), Map.of("userId", ada)).expect(200).get("claims"))
                .isEqualTo(lasting(claims));
    }

    @Test
    @DisplayName("names the one who says a claim last, not who said it before, and lists as people write them")
    void one_giver() {
        var realm = server.realm("givers");
        var mine = List.of(
                mapper("mine", "realm-roles", Map.of()), Map.of("name", "groups", "type", "groups", "claim", "groups"));
        var client = server.client(
                realm, Map.of("grantTypes", List.of("password"), "scopes", List.of("profile"), "mappers", mine));
        var ada = person(server, realm, "ada");
        for (var name : List.of("baker", "cook")) {
            var role = Map.of("realmName", realm, "name", name, "default", true);
            server.api("POST", "/api/rbac/roles", role).expect(201);
            var group = server.api("POST", "/api/groups", Map.of("realmName", realm, "name", name))
                    .expect(201);
            server.api("PUT", "/api/groups/" + group.text("id") + "/members/" + ada, null)
                    .expect(204);
        }
        server.api(
                        "PATCH",
                        "/api/users/" + ada,
                        Map.of("requiredActions", List.of("UPDATE_PASSWORD", "UPDATE_PROFILE")))
                .expect(200);

        var answer = preview(client.id(), Map.of("userId", ada)).expect(200);

        var why = list(answer, "why");
        assertThat(why)
                .filteredOn(reason -> reason.get("claim").equals("preferred_username"))
                .extracting(reason -> reason.get("from"))
                .containsExactly("scope profile");
        assertThat(why).extracting(reason -> reason.get("of")).contains("roles baker, cook", "groups /baker, /cook");
        assertThat((List<?>) answer.get("refusals")).asString().contains("first: UPDATE_PASSWORD, UPDATE_PROFILE.");
    }

    @Test
    @DisplayName("AD-02 shows nobody's attributes to an administrator who may not see people")
    void needs_view_users() {
        var realm = server.realm("private");
        var client = server.client(realm);
        var clerk = administrator(server, realm, "clerk", "view-clients");
        var viewer = administrator(server, realm, "viewer", "view-clients", "view-users");
        var path = "/api/clients/" + client.id() + "/token-preview";

        server.api(clerk, "POST", path, Map.of()).expect(403);
        server.api(viewer, "POST", path, Map.of()).expect(200);
    }

    @Test
    @DisplayName(
            "equals what is then issued, and without the reason that it names the claim is gone: generated clients")
    void equals_what_is_issued() {
        var realm = server.realm("generated");
        for (var role : List.of("developer", "tester"))
            server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", role))
                    .expect(201);
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var number = 0; number < CONFIGURATIONS; number++) {
            var mappers = mappers(random);
            var client = generated(realm, random, mappers);
            var what = "seed %d, configuration %d".formatted(seed, number);

            var answer = preview(client.id(), Map.of()).expect(200);
            assertThat(lasting(server.token(client).expect(200).claims()))
                    .as(what)
                    .isEqualTo(answer.get("claims"));

            var said = list(answer, "why").stream()
                    .filter(reason -> reason.get("from").startsWith("client "))
                    .filter(reason -> reason.get("claim").startsWith("own"))
                    .toList();
            if (said.isEmpty()) continue;
            var reason = said.get(random.nextInt(said.size()));
            var rest = mappers.stream()
                    .filter(mapper -> !mapper.get("name").equals(reason.get("mapper")))
                    .toList();
            server.api("PATCH", "/api/clients/" + client.id(), Map.of("mappers", rest))
                    .expect(200);
            assertThat(server.token(client).expect(200).claims()).as(what).doesNotContainKey(reason.get("claim"));
        }
    }

    private TestClient generated(String realm, Random random, List<Map<String, Object>> mappers) {
        var attributes = new LinkedHashMap<String, Object>();
        for (var name : List.of("a", "b", "c"))
            if (random.nextBoolean()) attributes.put(name, random.nextBoolean() ? List.of("1") : List.of("2", "3"));
        var account = new HashMap<String, Object>(Map.of("attributes", attributes));
        if (random.nextBoolean()) account.put("email", "robot@example.com");
        if (random.nextBoolean()) account.put("roles", List.of(random.nextBoolean() ? "developer" : "tester"));
        var scopes = new ArrayList<>(List.of("profile"));
        for (var scope : List.of("email", "address", "microprofile-jwt")) if (random.nextBoolean()) scopes.add(scope);
        var wish = new HashMap<String, Object>(Map.of("scopes", scopes, "mappers", mappers, "serviceAccount", account));
        if (random.nextBoolean()) wish.put("audience", List.of("own-api"));
        return server.client(realm, wish);
    }

    private static List<Map<String, Object>> mappers(Random random) {
        var mappers = new ArrayList<Map<String, Object>>();
        for (var number = 0; number < random.nextInt(7); number++) {
            var claim = "own" + number;
            var mapper = new HashMap<>(
                    switch (random.nextInt(8)) {
                        case 0 -> mapper(claim, "user-attribute", Map.of("attribute", "a"));
                        case 1 -> mapper(claim, "user-attribute", Map.of("attribute", "b"));
                        case 2 -> mapper(claim, "user-property", Map.of("property", "email"));
                        case 3 -> mapper(claim, "realm-roles", Map.of("prefix", "r:"));
                        case 4 -> mapper(claim, "full-name", Map.of());
                        case 5 -> mapper(claim, "session-note", Map.of("note", "client_id"));
                        case 6 -> Map.of("name", "says " + claim, "type", "acr");
                        default -> mapper(claim, "hardcoded-claim", Map.of("value", "7"));
                    });
            if (random.nextBoolean()) mapper.put("jsonType", "number");
            if (random.nextBoolean()) mapper.put("multivalued", true);
            mappers.add(mapper);
        }
        return mappers;
    }
}
