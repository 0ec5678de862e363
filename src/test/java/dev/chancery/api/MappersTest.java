package dev.chancery.api;

import static dev.chancery.api.Callers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("The mappers of a client and of its scopes")
class MappersTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private static final Map<String, Object> ACCOUNT = Map.of(
            "email",
            "robot@example.com",
            "emailVerified",
            true,
            "firstName",
            "Marvin",
            "lastName",
            "Android",
            "attributes",
            Map.of(
                    "applications", List.of("demo-project", "other"),
                    "level", List.of("7"),
                    "active", List.of("true"),
                    "quota", List.of("{\"daily\":3}"),
                    "street", List.of("Main Street 1"),
                    "country", List.of("NL")));

    private static Map<String, Object> mapper(String type, String claim, Map<String, String> config) {
        return mapper(type, claim, config, Map.of());
    }

    private static Map<String, Object> mapper(
            String type, String claim, Map<String, String> config, Map<String, Object> more) {
        var mapper = new HashMap<String, Object>(Map.of("name", claim + " by " + type, "type", type));
        if (!claim.isEmpty()) mapper.put("claim", claim);
        mapper.put("config", config);
        mapper.putAll(more);
        return mapper;
    }

    private static Map<String, Object> attribute(String attribute, String claim, Map<String, Object> more) {
        return mapper("user-attribute", claim, Map.of("attribute", attribute), more);
    }

    private TestClient acting(String realm, Object... mappers) {
        return server.client(
                realm, Map.of("scopes", List.of("profile"), "serviceAccount", ACCOUNT, "mappers", List.of(mappers)));
    }

    private Map<String, Object> claims(TestClient client) {
        return server.token(client).expect(200).claims();
    }

    @Test
    @DisplayName("say attributes as texts, numbers, booleans and JSON, the first value or all of them")
    void attributes() {
        var client = acting(
                server.realm("attributes"),
                attribute("applications", "first", Map.of()),
                attribute("applications", "all", Map.of("multivalued", true)),
                attribute("level", "level", Map.of("jsonType", "number")),
                attribute("active", "switched", Map.of("jsonType", "boolean")),
                attribute("quota", "quota", Map.of("jsonType", "json")),
                attribute("applications", "no_number", Map.of("jsonType", "number")),
                attribute("nothing", "nothing", Map.of()));

        assertThat(claims(client))
                .containsEntry("first", "demo-project")
                .containsEntry("all", List.of("demo-project", "other"))
                .containsEntry("level", 7)
                .containsEntry("switched", true)
                .containsEntry("quota", Map.of("daily", 3))
                .doesNotContainKeys("no_number", "nothing");
    }

    @Test
    @DisplayName("say properties, the full name and the address of a service account: OpenID Connect Core §5.1")
    void properties() {
        var client = acting(
                server.realm("properties"),
                mapper("user-property", "mail", Map.of("property", "email")),
                mapper("user-property", "who", Map.of("property", "username")),
                mapper("user-property", "own_id", Map.of("property", "id")),
                mapper("address", "", Map.of()),
                mapper("address", "place", Map.of("region", "country")));

        var claims = claims(client);

        assertThat(claims)
                .containsEntry("mail", "robot@example.com")
                .containsEntry("who", "service-account-" + client.clientId())
                .containsEntry("own_id", claims.get("sub"))
                .containsEntry("name", "Marvin Android")
                .containsEntry("given_name", "Marvin")
                .containsEntry("family_name", "Android")
                .containsEntry("address", Map.of("street_address", "Main Street 1", "country", "NL"))
                .containsEntry("place", Map.of("street_address", "Main Street 1", "region", "NL", "country", "NL"));
    }

    @Test
    @DisplayName("put a claim into an object by a dot, and keep a dot that is escaped")
    void nested() {
        var client = acting(
                server.realm("nested"),
                mapper("hardcoded-claim", "billing.plan.name", Map.of("value", "gold")),
                mapper("hardcoded-claim", "billing.plan.seats", Map.of("value", "5"), Map.of("jsonType", "number")),
                mapper("hardcoded-claim", "https://example\\.com/plan", Map.of("value", "gold")));

        assertThat(claims(client))
                .containsEntry("billing", Map.of("plan", Map.of("name", "gold", "seats", 5)))
                .containsEntry("https://example.com/plan", "gold");
    }

    @Test
    @DisplayName("say roles under any claim, with a prefix, under another name, and one that nobody granted")
    void roles() {
        var realm = server.realm("roles");
        for (var role : List.of("developer", "tester"))
            server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", role))
                    .expect(201);
        var account = new HashMap<>(ACCOUNT);
        account.put("roles", List.of("developer"));
        var client = server.client(
                realm,
                Map.of(
                        "serviceAccount",
                        account,
                        "mappers",
                        List.of(
                                mapper("realm-roles", "groups", Map.of("prefix", "team:")),
                                mapper("role-name", "", Map.of("role", "developer", "newName", "dev")),
                                mapper("hardcoded-role", "", Map.of("role", "tester")))));

        assertThat(claims(client))
                .containsEntry("groups", List.of("team:dev", "team:tester"))
                .containsEntry("roles", List.of("dev", "tester"))
                .containsEntry("realm_access", Map.of("roles", List.of("dev", "tester")));
    }

    @Test
    @DisplayName("add recipients to the audience: RFC 7519 §4.1.3")
    void audience() {
        var realm = server.realm("audiences");
        var mapped = acting(realm, mapper("audience", "", Map.of("audience", "orders-api")));
        var both = server.client(
                realm,
                Map.of(
                        "audience",
                        List.of("own-api"),
                        "mappers",
                        List.of(mapper("audience", "", Map.of("audience", "orders-api")))));

        assertThat(claims(mapped)).containsEntry("aud", "orders-api");
        assertThat(claims(both)).containsEntry("aud", List.of("own-api", "orders-api"));
    }

    @Test
    @DisplayName("of a scope speak when it is granted, and are heard at once when they are changed")
    void of_a_scope() {
        var realm = server.realm("scoped");
        var scope = server.api(
                        "POST",
                        "/api/scopes",
                        Map.of(
                                "realmName",
                                realm,
                                "name",
                                "plan",
                                "mappers",
                                List.of(mapper("hardcoded-claim", "plan", Map.of("value", "gold")))))
                .expect(201);
        var client = server.client(realm, Map.of("scopes", List.of("profile"), "optionalScopes", List.of("plan")));

        assertThat(claims(client)).doesNotContainKey("plan");
        assertThat(server.token(client, Map.of("scope", "plan")).expect(200).claims())
                .containsEntry("plan", "gold");

        var path = scope.header("Location");
        server.api(
                        "PATCH",
                        path,
                        Map.of("mappers", List.of(mapper("hardcoded-claim", "plan", Map.of("value", "silver")))))
                .expect(200);
        assertThat(server.token(client, Map.of("scope", "plan")).expect(200).claims())
                .containsEntry("plan", "silver");
    }

    @Test
    @DisplayName("speak where they are told to: a claim for introspection alone is not in the token (RFC 7662 §2.2)")
    void tokens() {
        var client = acting(
                server.realm("placed"),
                attribute("applications", "shown", Map.of("tokens", List.of("access_token"))),
                attribute("level", "asked", Map.of("tokens", List.of("introspection"))),
                attribute("country", "signed_in", Map.of("tokens", List.of("id_token", "userinfo"))));

        var token = server.token(client).expect(200);

        assertThat(token.claims()).containsKey("shown").doesNotContainKeys("asked", "signed_in");
        var answer = server.form(
                "/realms/placed/protocol/openid-connect/token/introspect",
                Map.of(
                        "client_id",
                        client.clientId(),
                        "client_secret",
                        client.secret(),
                        "token",
                        token.text("access_token")));
        assertThat(answer.expect(200).json())
                .containsEntry("active", true)
                .containsEntry("shown", "demo-project")
                .containsEntry("asked", "7")
                .doesNotContainKey("signed_in");
    }

    @Test
    @DisplayName("JW-16 never say a claim that means something to the protocol; the types made for them may")
    void reserved() {
        var realm = server.realm("reserved");
        for (var claim : List.of("iss", "sub", "aud", "exp", "azp", "roles", "realm_access", "cnf", "act", "scope"))
            for (var mapper : List.of(
                    attribute("level", claim, Map.of()),
                    attribute("level", claim + ".inner", Map.of()),
                    mapper("user-property", claim, Map.of("property", "email")),
                    mapper("full-name", claim, Map.of()),
                    mapper("hardcoded-claim", claim, Map.of("value", "x")))) refused(realm, mapper, "mappers[0].claim");
        for (var claim : List.of("iss", "sub", "aud", "exp", "active", "typ", "${client_id}.roles"))
            for (var type : List.of("realm-roles", "client-roles", "groups", "allowed-origins"))
                refused(realm, mapper(type, claim, Map.of()), "mappers[0].claim");
        refused(realm, mapper("hardcoded-claim", "groups", Map.of("value", "admin")), "mappers[0].claim");
        acting(realm, mapper("realm-roles", "roles", Map.of()), mapper("groups", "groups", Map.of()));
    }

    @Test
    @DisplayName("are refused when their type does not know them, naming the member")
    void malformed() {
        var realm = server.realm("malformed");
        refused(realm, mapper("no-such-type", "a", Map.of()), "mappers[0].type");
        refused(realm, mapper("user-attribute", "a", Map.of()), "mappers[0].config.attribute");
        refused(realm, mapper("user-attribute", "", Map.of("attribute", "a")), "mappers[0].claim");
        refused(realm, mapper("user-attribute", "a..b", Map.of("attribute", "a")), "mappers[0].claim");
        refused(realm, mapper("user-property", "a", Map.of("property", "password")), "mappers[0].config.property");
        refused(realm, mapper("audience", "", Map.of("audience", "two words")), "mappers[0].config.audience");
        refused(realm, mapper("audience", "aud", Map.of("audience", "a")), "mappers[0].claim");
        refused(realm, mapper("full-name", "a", Map.of("attribute", "a")), "mappers[0].config");
        refused(
                realm,
                mapper("hardcoded-claim", "a", Map.of("value", "x"), Map.of("jsonType", "number")),
                "mappers[0].config.value");
        refused(realm, mapper("hardcoded-role", "", Map.of("role", "nobody")), "mappers");
        refused(realm, attribute("a", "a", Map.of("id", "no id at all")), "mappers[0].id");
        refused(realm, attribute("a", "a.b.c.d.e.f", Map.of()), "mappers[0].claim");
        refused(
                realm,
                mapper(
                        "hardcoded-claim",
                        "a",
                        Map.of("value", "[".repeat(11) + "]".repeat(11)),
                        Map.of("jsonType", "json")),
                "mappers[0].config.value");
    }

    @Test
    @DisplayName("say no number that readers cannot take: RFC 7493 §2.2")
    void numbers() {
        var realm = server.realm("numbers");
        for (var value : List.of("1e400", "[-1e400000000]", "{\"a\":1" + "0".repeat(40) + "}"))
            refused(
                    realm,
                    mapper("hardcoded-claim", "a", Map.of("value", value), Map.of("jsonType", "json")),
                    "mappers[0].config.value");
    }

    @Test
    @DisplayName("HT-03 and attributes, roles and parts are refused where a null stands in them, never a fault")
    void nulls() {
        var realm = server.realm("nulls");
        var nothing = new ArrayList<String>();
        nothing.add(null);
        var none = Collections.singletonMap("a", null);
        var some = Map.of("a", nothing);
        for (var attributes : List.of(none, some)) {
            server.api("POST", "/api/users", Map.of("realmName", realm, "username", "a", "attributes", attributes))
                    .expect(400);
            server.api("POST", "/api/groups", Map.of("realmName", realm, "name", "a", "attributes", attributes))
                    .expect(400);
            var parts = Map.of("realmName", realm, "name", "a", "composites", Map.of("clients", attributes));
            server.api("POST", "/api/rbac/roles", parts).expect(400);
            for (var member : List.of("attributes", "clientRoles"))
                server.api(
                                "POST",
                                "/api/clients",
                                Map.of(
                                        "realmName",
                                        realm,
                                        "grantTypes",
                                        List.of("client_credentials"),
                                        "serviceAccount",
                                        Map.of(member, attributes)))
                        .expect(400);
        }
        var client = server.client(realm);
        for (var wrong : List.<Map<String, Object>>of(Map.of("config", none), Collections.singletonMap("name", null)))
            server.api(
                            "PATCH",
                            "/api/clients/" + client.id(),
                            Map.of("mappers", List.of(mapper("full-name", "", Map.of(), wrong))))
                    .expect(400);
        var silent = acting(realm, attribute("level", "level", Map.of("tokens", List.of())));
        assertThat(claims(silent)).doesNotContainKey("level");
    }

    @Test
    @DisplayName("that change roles do so where they are told to")
    void changed_roles_in_place() {
        var realm = server.realm("placed-roles");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "auditor"))
                .expect(201);
        var client = acting(
                realm,
                mapper("hardcoded-role", "", Map.of("role", "auditor"), Map.of("tokens", List.of("introspection"))),
                mapper("realm-roles", "seen", Map.of(), Map.of("tokens", List.of("introspection"))),
                mapper(
                        "hardcoded-claim",
                        "plan.name",
                        Map.of("value", "gold"),
                        Map.of("tokens", List.of("access_token"))),
                mapper(
                        "hardcoded-claim",
                        "plan.seats",
                        Map.of("value", "5"),
                        Map.of("tokens", List.of("introspection"))));

        var token = server.token(client).expect(200);
        assertThat(token.claims()).containsEntry("roles", List.of()).containsEntry("plan", Map.of("name", "gold"));
        assertThat(server.form(
                                "/realms/%s/protocol/openid-connect/token/introspect".formatted(realm),
                                Map.of(
                                        "client_id",
                                        client.clientId(),
                                        "client_secret",
                                        client.secret(),
                                        "token",
                                        token.text("access_token")))
                        .json())
                .containsEntry("seen", List.of("auditor"))
                .containsEntry("plan", Map.of("name", "gold", "seats", "5"));
    }

    @Test
    @DisplayName("never make a token that this server would not take back; a token that administers says less instead")
    void too_large() {
        var realm = server.realm("large");
        var large = IntStream.range(0, 5)
                .mapToObj(number -> mapper("hardcoded-claim", "c" + number, Map.of("value", "x".repeat(4_000))))
                .toArray();
        var client = acting(realm, large);
        var refused = server.token(client).expect(400);
        assertThat(refused.get("error")).isEqualTo("invalid_scope");
        assertThat(server.api("POST", "/api/clients/" + client.id() + "/token-preview", Map.of())
                        .get("refusals")
                        .toString())
                .contains("more than a token may hold");

        var admin = server.client(
                realm, Map.of("mappers", List.of(large), "serviceAccount", Map.of("roles", List.of("admin"))));
        var token = server.token(admin).expect(200).text("access_token");
        server.api(token, "GET", "/api/realms/" + realm, null).expect(200);
    }

    private void refused(String realm, Map<String, Object> mapper, String member) {
        var wish = Map.of("realmName", realm, "grantTypes", List.of("client_credentials"), "mappers", List.of(mapper));
        assertThat(named(server.api("POST", "/api/clients", wish).expect(400)))
                .as("%s", mapper)
                .containsExactly(member);
    }
}
