package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.atOnce;
import static dev.chancery.api.Callers.grant;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.person;
import static dev.chancery.api.Callers.roleId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Roles made of roles, roles of clients, roles that everybody has")
class CompositeRolesTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer define(String realm, String name, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(Map.of("realmName", realm, "name", name));
        wish.putAll(more);
        return server.api("POST", "/api/rbac/roles", wish);
    }

    private static Map<String, Object> of(String... realmRoles) {
        return Map.of("composites", Map.of("realm", List.of(realmRoles)));
    }

    private Map<String, Object> claims(TestClient client) {
        return server.token(client).expect(200).claims();
    }

    private TestClient signingIn(String realm) {
        return server.client(realm, Map.of("publicClient", true, "grantTypes", List.of("password")));
    }

    private Map<String, Object> claims(TestClient client, String username) {
        return Answer.claimsOf(server.userToken(client.realm(), client.clientId(), username, Callers.PASSWORD));
    }

    @Test
    @DisplayName("whoever holds a role holds what it is made of, however deep, and loses it in the same moment")
    void composite() {
        var realm = server.realm("composed");
        define(realm, "reader", Map.of()).expect(201);
        define(realm, "writer", of("reader")).expect(201);
        var lead = define(realm, "lead", of("writer")).expect(201);
        assertThat(lead.json()).containsEntry("composite", true).containsEntry("name", "lead");
        var client = server.client(realm, Map.of("serviceAccount", Map.of("roles", List.of("lead"))));

        assertThat(claims(client)).containsEntry("roles", List.of("lead", "reader", "writer"));

        server.api("PATCH", lead.header("Location"), of()).expect(200);
        assertThat(claims(client)).containsEntry("roles", List.of("lead"));
    }

    @Test
    @DisplayName("no role is made of itself, by whatever way around, also when two are joined at once")
    void no_circle() {
        var realm = server.realm("circles");
        var first = define(realm, "first", Map.of()).expect(201);
        define(realm, "second", of("first")).expect(201);
        var third = define(realm, "third", of("second")).expect(201);

        for (var part : List.of("first", "second", "third"))
            assertThat(named(server.api("PATCH", first.header("Location"), of(part))
                            .expect(400)))
                    .containsExactly("composites");

        var fourth = define(realm, "fourth", Map.of()).expect(201);
        var answers = atOnce(List.of(
                () -> server.api("PATCH", third.header("Location"), of("second", "fourth")),
                () -> server.api("PATCH", fourth.header("Location"), of("third"))));
        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 400);
    }

    @Test
    @DisplayName("a client has roles of its own, named apart in tokens, and its holders' tokens are for it")
    void of_a_client() {
        var realm = server.realm("owned");
        var api = server.client(realm, Map.of("clientId", "orders-api"));
        define(realm, "reader", Map.of()).expect(201);
        var own = define(realm, "reader", Map.of("clientId", "orders-api")).expect(201);
        assertThat(own.json()).containsEntry("clientId", "orders-api");
        define(realm, "reader", Map.of("clientId", "orders-api")).expect(409);
        define(realm, "reader", Map.of("clientId", "nobody")).expect(404);
        var account = Map.of("clientRoles", Map.of("orders-api", List.of("reader")));
        var client = server.client(realm, Map.of("serviceAccount", account));

        assertThat(claims(client))
                .containsEntry("roles", List.of())
                .containsEntry("resource_access", Map.of("orders-api", Map.of("roles", List.of("reader"))))
                .containsEntry("aud", "orders-api");
        assertThat(server.api("GET", "/api/rbac/roles?client=orders-api&realm=" + realm, null)
                        .expect(200)
                        .get("totalElements"))
                .isEqualTo(1);

        server.api("DELETE", "/api/clients/" + api.id(), null).expect(204);
        assertThat(claims(client)).doesNotContainKey("resource_access").containsEntry("aud", server.issuer(realm));
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("serviceAccount", Map.of("roles", List.of("reader"))))
                .expect(200);
        server.api("POST", "/api/clients/" + api.id() + "/restore?realm=" + realm, null)
                .expect(200);
        assertThat(claims(client))
                .containsEntry("resource_access", Map.of("orders-api", Map.of("roles", List.of("reader"))))
                .containsEntry("roles", List.of("reader"));
    }

    @Test
    @DisplayName("AD-05 a client in the bin hides its roles from no judgement, and gives no rights meanwhile")
    void in_the_bin() {
        var realm = server.realm("binned");
        var shop = server.client(realm, Map.of("clientId", "shop"));
        define(realm, "boss", Map.of("clientId", "shop", "composites", Map.of("realm", List.of("view-realms"))))
                .expect(201);
        var holder =
                server.client(realm, Map.of("serviceAccount", Map.of("clientRoles", Map.of("shop", List.of("boss")))));
        var clerk = administrator(server, realm, "clerk", "manage-clients");
        var token = server.token(holder).expect(200).text("access_token");
        server.api(token, "GET", "/api/realms/" + realm, null).expect(200);

        server.api("DELETE", "/api/clients/" + shop.id(), null).expect(204);

        server.api(token, "GET", "/api/realms/" + realm, null).expect(403);
        server.api(clerk, "POST", "/api/clients/" + holder.id() + "/secrets", Map.of("name", "mine"))
                .expect(403);
    }

    @Test
    @DisplayName(
            "AD-05 MANAGE_CLIENTS makes a client's roles; to rename one, give it to everybody, or take it apart takes more")
    void by_manage_clients() {
        var realm = server.realm("clerks");
        server.client(realm, Map.of("clientId", "shop"));
        var clerk = administrator(server, realm, "clerk", "manage-clients");
        var wish = Map.of("realmName", realm, "clientId", "shop", "name", "reader");
        var role =
                server.api(clerk, "POST", "/api/rbac/roles", wish).expect(201).header("Location");
        server.api(clerk, "PATCH", role, Map.of("description", "Reads")).expect(200);
        server.api(clerk, "PATCH", role, Map.of("name", "boss")).expect(403);
        server.api(clerk, "PATCH", role, Map.of("default", true)).expect(403);
        server.api(clerk, "POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "own"))
                .expect(403);

        server.api("PATCH", role, of("view-users")).expect(200);
        server.api(clerk, "PATCH", role, of()).expect(403);
        server.api(clerk, "DELETE", role, null).expect(403);
        server.api("PATCH", role, of()).expect(200);
        Callers.onlyIf(server, "\"1\"", "DELETE", role, null).expect(412);
        server.api(clerk, "DELETE", role, null).expect(204);
    }

    @Test
    @DisplayName("a default role keeps nobody from managing people: everybody holds it")
    void default_is_no_hindrance() {
        var realm = server.realm("unhindered");
        define(realm, "member", Map.of("default", true)).expect(201);
        var ada = person(server, realm, "ada");
        var clerk = server.client(realm, Map.of("serviceAccount", Map.of("roles", List.of("manage-users"))));
        var token = server.token(clerk).expect(200).text("access_token");
        server.api(token, "PUT", "/api/users/" + ada + "/password", Map.of("password", "a new one for Ada"))
                .expect(204);
    }

    @Test
    @DisplayName("D15 a client that is called like the audience of administrators makes nobody's token administer")
    void no_audience_of_administrators() {
        var realm = server.realm("named");
        server.client(realm, Map.of("clientId", "chancery-admin"));
        define(realm, "reader", Map.of("clientId", "chancery-admin")).expect(201);
        var account = Map.of("clientRoles", Map.of("chancery-admin", List.of("reader")));
        var client = server.client(realm, Map.of("serviceAccount", account));

        assertThat(claims(client)).containsEntry("aud", server.issuer(realm));
    }

    @Test
    @DisplayName("every person holds a default role, those too who were there before; service accounts do not")
    void by_default() {
        var realm = server.realm("defaulted");
        person(server, realm, "before");
        define(realm, "part", Map.of()).expect(201);
        var role = define(realm, "member", Map.of("default", true, "composites", Map.of("realm", List.of("part"))))
                .expect(201);
        person(server, realm, "after");
        var client = signingIn(realm);

        for (var username : List.of("before", "after"))
            assertThat(claims(client, username)).containsEntry("roles", List.of("member", "part"));
        assertThat(claims(server.client(realm))).containsEntry("roles", List.of());

        server.api("PATCH", role.header("Location"), Map.of("default", false)).expect(200);
        assertThat(claims(client, "before")).containsEntry("roles", List.of());
    }

    @Test
    @DisplayName("AD-05 nobody administers by default, nor by what a default role is made of")
    void harmless_defaults() {
        var realm = server.realm("harmless");
        assertThat(named(define(realm, "all", Map.of("default", true, "composites", Map.of("realm", List.of("admin"))))
                        .expect(409)))
                .containsExactly("default");
        var role = define(realm, "member", Map.of("default", true)).expect(201);
        server.api("PATCH", role.header("Location"), of("view-users")).expect(409);
        var admin = roleId(server, realm, "view-users");
        server.api("PATCH", "/api/rbac/roles/" + admin, Map.of("default", true)).expect(409);
    }

    @Test
    @DisplayName("AD-05 a composite is worth all that it is made of, to whoever defines or grants it")
    void worth() {
        var realm = server.realm("worth");
        define(realm, "boss", of("manage-realms")).expect(201);
        var clerk = administrator(server, realm, "clerk", "manage-users");
        var definer = administrator(server, realm, "definer", "manage-realms", "view-users");
        var somebody = person(server, realm, "somebody");
        var wish = Map.of("realmName", realm, "userId", somebody, "roleId", roleId(server, realm, "boss"));

        server.api(clerk, "POST", "/api/rbac/user-role-mappings", wish).expect(403);
        var ambitious = Map.of("realmName", realm, "name", "king", "composites", Map.of("realm", List.of("admin")));
        server.api(definer, "POST", "/api/rbac/roles", ambitious).expect(403);
        var plain = define(realm, "plain", Map.of()).expect(201).header("Location");
        server.api(definer, "PATCH", plain, of("admin")).expect(403);
        server.api(definer, "PATCH", plain, of("view-users")).expect(200);
    }

    @Test
    @DisplayName("AD-05 whoever administers by a composite is an administrator to those who would act on them")
    void administers_by_composite() {
        var realm = server.realm("hidden-admin");
        define(realm, "boss", of("admin")).expect(201);
        person(server, realm, "chief", "boss");
        var clerk = administrator(server, realm, "clerk", "manage-users");
        var chief = server.api("GET", "/api/users?username=chief&realm=" + realm, null);
        var id = Callers.content(chief).getFirst().get("id");

        server.api(clerk, "PUT", "/api/users/" + id + "/password", Map.of("password", "taken over by the clerk"))
                .expect(403);
        server.api(clerk, "PATCH", "/api/users/" + id, Map.of("enabled", false)).expect(403);
        var token = Callers.signedIn(server, realm, "chief");
        server.api(token, "GET", "/api/realms/" + realm, null).expect(200);
    }

    @Test
    @DisplayName("a built-in role keeps its name and what it carries")
    void built_in() {
        var realm = server.realm("built-in");
        var path = "/api/rbac/roles/" + roleId(server, realm, "view-users");
        define(realm, "part", Map.of()).expect(201);
        assertThat(named(server.api("PATCH", path, Map.of("name", "other")).expect(400)))
                .containsExactly("name");
        assertThat(named(server.api("PATCH", path, of("part")).expect(400))).containsExactly("composites");
        server.api("PATCH", path, Map.of("description", "Looks")).expect(200);
    }

    @Test
    @DisplayName("a role is renamed, described and changed only as it was read")
    void changed() {
        var realm = server.realm("renamed");
        var role = define(realm, "old", Map.of()).expect(201);
        define(realm, "taken", Map.of()).expect(201);
        var client = server.client(realm, Map.of("serviceAccount", Map.of("roles", List.of("old"))));
        var path = role.header("Location");

        var wish = Map.of("name", "new", "description", "Said", "attributes", Map.of("cost", List.of("7")));
        assertThat(server.api("PATCH", path, wish).expect(200).json()).containsAllEntriesOf(wish);
        assertThat(claims(client)).containsEntry("roles", List.of("new"));
        assertThat(named(server.api("PATCH", path, Map.of("name", "taken")).expect(409)))
                .containsExactly("name");
        Callers.onlyIf(server, role.header("ETag"), "PATCH", path, Map.of("description", "late"))
                .expect(412);
    }

    @Test
    @DisplayName("evaluate says whether somebody holds a role, and whether it was granted itself")
    void evaluate() {
        var realm = server.realm("evaluated");
        define(realm, "reader", Map.of()).expect(201);
        define(realm, "writer", of("reader")).expect(201);
        var id = person(server, realm, "ada");
        grant(server, realm, id, "writer").expect(201);

        for (var expected : Map.of("writer", true, "reader", false).entrySet())
            assertThat(ask(realm, id, expected.getKey()))
                    .containsEntry("decision", "PERMIT")
                    .containsEntry("granted", expected.getValue());
        assertThat(ask(realm, id, "admin")).containsEntry("decision", "DENY").doesNotContainKey("granted");
        var stranger = Map.of("realmName", realm, "userId", "nobody", "role", "reader");
        assertThat(named(server.api("POST", "/api/rbac/evaluate", stranger).expect(400)))
                .containsExactly("userId");
    }

    private Map<String, Object> ask(String realm, String id, String role) {
        return server.api("POST", "/api/rbac/evaluate", Map.of("realmName", realm, "userId", id, "role", role))
                .expect(200)
                .json();
    }
}
