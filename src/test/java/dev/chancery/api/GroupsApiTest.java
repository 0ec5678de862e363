package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.atOnce;
import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.grant;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/groups")
class GroupsApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer make(String realm, String name, Map<String, ?> more) {
        var wish = new HashMap<String, Object>(Map.of("realmName", realm, "name", name));
        wish.putAll(more);
        return server.api("POST", "/api/groups", wish);
    }

    private String group(String realm, String name, String parent) {
        return make(realm, name, parent.isEmpty() ? Map.of() : Map.of("parentId", parent))
                .expect(201)
                .text("id");
    }

    private void join(String group, String member) {
        server.api("PUT", "/api/groups/" + group + "/members/" + member, null).expect(204);
    }

    private Map<String, Object> claims(String realm, String username) {
        var mappers = List.of(
                Map.of("name", "groups", "type", "groups"),
                Map.of("name", "names", "type", "groups", "claim", "names", "config", Map.of("fullPath", "false")),
                Map.of(
                        "name",
                        "site",
                        "type",
                        "user-attribute",
                        "claim",
                        "site",
                        "config",
                        Map.of("attribute", "site")));
        if (server.api("GET", "/api/clients/app?realm=" + realm, null).status() == 404)
            server.client(
                    realm,
                    Map.of(
                            "clientId",
                            "app",
                            "publicClient",
                            true,
                            "grantTypes",
                            List.of("password"),
                            "mappers",
                            mappers));
        return Answer.claimsOf(server.userToken(realm, "app", username, Callers.PASSWORD));
    }

    @Test
    @DisplayName("are a tree: each has a path, lists go by name, and all below a group goes with it")
    void tree() {
        var realm = server.realm("tree");
        var staff = group(realm, "staff", "");
        var desk = make(realm, "desk", Map.of("parentId", staff)).expect(201);
        group(realm, "bench", staff);
        group(realm, "alumni", "");

        assertThat(desk.json()).containsEntry("path", "/staff/desk").containsEntry("parentId", staff);
        assertThat(content(server.api("GET", "/api/groups?realm=" + realm, null)))
                .extracting(group -> group.get("name"))
                .containsExactly("alumni", "staff");
        assertThat(content(server.api("GET", "/api/groups?realm=" + realm + "&parent=" + staff, null)))
                .extracting(group -> group.get("name"))
                .containsExactly("bench", "desk");
        make(realm, "desk", Map.of("parentId", staff)).expect(409);
        make(realm, "desk", Map.of()).expect(201);

        server.api("DELETE", "/api/groups/" + staff, null).expect(204);
        server.api("GET", desk.header("Location"), null).expect(404);
    }

    @Test
    @DisplayName("give their members roles, those above them too, and attributes where they have none of their own")
    void inherited() {
        var realm = server.realm("inherited");
        for (var role : List.of("reader", "writer"))
            server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", role))
                    .expect(201);
        var staff = make(realm, "staff", Map.of("attributes", Map.of("site", List.of("Delft"))))
                .expect(201)
                .text("id");
        var desk = group(realm, "desk", staff);
        var ada = person(server, realm, "ada");
        assertThat(claims(realm, "ada")).containsEntry("roles", List.of()).doesNotContainKeys("site", "groups");

        join(desk, ada);
        grant(server, realm, staff, "reader").expect(201);
        grant(server, realm, desk, "writer").expect(201);

        assertThat(claims(realm, "ada"))
                .containsEntry("roles", List.of("reader", "writer"))
                .containsEntry("groups", List.of("/staff/desk"))
                .containsEntry("names", List.of("desk"))
                .containsEntry("site", "Delft");
        assertThat(content(server.api("GET", "/api/groups/" + desk + "/members", null)))
                .extracting(member -> member.get("username"))
                .containsExactly("ada");
        assertThat(content(server.api("GET", "/api/users/" + ada + "/groups", null)))
                .extracting(group -> group.get("path"))
                .containsExactly("/staff/desk");

        server.api("PATCH", "/api/users/" + ada, Map.of("attributes", Map.of("site", List.of("Leiden"))))
                .expect(200);
        server.api("PATCH", "/api/groups/" + desk, Collections.singletonMap("parentId", null))
                .expect(200);
        assertThat(claims(realm, "ada"))
                .containsEntry("roles", List.of("writer"))
                .containsEntry("groups", List.of("/desk"))
                .containsEntry("site", "Leiden");

        server.api("DELETE", "/api/groups/" + desk + "/members/" + ada, null).expect(204);
        server.api("DELETE", "/api/groups/" + desk + "/members/" + ada, null).expect(204);
        assertThat(claims(realm, "ada")).containsEntry("roles", List.of()).doesNotContainKey("groups");
    }

    @Test
    @DisplayName("are never within themselves, also when two are moved at once, and not too deep")
    void no_circle() {
        var realm = server.realm("circular");
        var above = group(realm, "above", "");
        var below = group(realm, "below", above);
        for (var parent : List.of(above, below))
            assertThat(named(server.api("PATCH", "/api/groups/" + above, Map.of("parentId", parent))
                            .expect(400)))
                    .containsExactly("parentId");

        var one = group(realm, "one", "");
        var two = group(realm, "two", "");
        var answers = atOnce(List.of(
                () -> server.api("PATCH", "/api/groups/" + one, Map.of("parentId", two)),
                () -> server.api("PATCH", "/api/groups/" + two, Map.of("parentId", one))));
        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 400);

        var deepest = "";
        for (var depth = 0; depth < 20; depth++) deepest = group(realm, "deep-" + depth, deepest);
        assertThat(named(make(realm, "deeper", Map.of("parentId", deepest)).expect(400)))
                .containsExactly("parentId");
        var high = group(realm, "two-high", "");
        group(realm, "second", high);
        var parent = group(realm, "low-0", "");
        for (var depth = 1; depth < 19; depth++) parent = group(realm, "low-" + depth, parent);
        assertThat(named(server.api("PATCH", "/api/groups/" + high, Map.of("parentId", parent))
                        .expect(400)))
                .containsExactly("parentId");
    }

    @Test
    @DisplayName(
            "AD-05 nobody puts somebody into a group, moves or deletes it, without holding what that gives or takes")
    void held() {
        var realm = server.realm("guarded");
        var admins = group(realm, "admins", "");
        var inner = group(realm, "inner", admins);
        var plain = group(realm, "plain", "");
        grant(server, realm, admins, "admin").expect(201);
        var clerk = administrator(server, realm, "clerk", "manage-users");
        var me = content(server.api("GET", "/api/users?username=clerk&realm=" + realm, null))
                .getFirst()
                .get("id");

        for (var group : List.of(admins, inner))
            server.api(clerk, "PUT", "/api/groups/" + group + "/members/" + me, null)
                    .expect(403);
        server.api(clerk, "PATCH", "/api/groups/" + plain, Map.of("parentId", admins))
                .expect(403);
        server.api(clerk, "PATCH", "/api/groups/" + inner, Collections.singletonMap("parentId", null))
                .expect(403);
        for (var group : List.of(admins, inner))
            server.api(clerk, "PATCH", "/api/groups/" + group, Map.of("attributes", Map.of("a", List.of("b"))))
                    .expect(403);
        server.api(clerk, "DELETE", "/api/groups/" + admins, null).expect(403);
        var above = group(realm, "above", "");
        server.api("PATCH", "/api/groups/" + admins, Map.of("parentId", above)).expect(200);
        server.api(clerk, "DELETE", "/api/groups/" + above, null).expect(403);
        server.api(clerk, "PATCH", "/api/groups/" + above, Map.of("name", "renamed"))
                .expect(403);
        var deputy = person(server, realm, "deputy");
        join(inner, deputy);
        server.api(clerk, "PUT", "/api/users/" + deputy + "/password", Map.of("password", "taken over by the clerk"))
                .expect(403);
        server.api(clerk, "PATCH", "/api/users/" + deputy, Map.of("enabled", false))
                .expect(403);
        var chief = person(server, realm, "chief", "admin");
        server.api(clerk, "PUT", "/api/groups/" + plain + "/members/" + chief, null)
                .expect(403);
        server.api(clerk, "PUT", "/api/groups/" + plain + "/members/" + me, null)
                .expect(204);
        var roleId = Callers.roleId(server, realm, "admin");
        var wish = Map.of("realmName", realm, "userId", plain, "roleId", roleId);
        server.api(clerk, "POST", "/api/rbac/user-role-mappings", wish).expect(403);
    }

    @Test
    @DisplayName("administer, when they hold a role that does, and stop at once when it is taken")
    void administering() {
        var realm = server.realm("administering");
        var viewers = group(realm, "viewers", "");
        var mapping = grant(server, realm, viewers, "view-realms").expect(201).text("id");
        var ada = person(server, realm, "ada");
        join(viewers, ada);
        var token = Callers.signedIn(server, realm, "ada");
        server.api(token, "GET", "/api/realms/" + realm, null).expect(200);

        server.api("DELETE", "/api/rbac/user-role-mappings/" + mapping, null).expect(204);
        server.api(token, "GET", "/api/realms/" + realm, null).expect(403);
    }

    @Test
    @DisplayName("are refused with the member at fault: a name with a slash, an unknown parent, a foreign one")
    void refused() {
        var realm = server.realm("faulty");
        var foreign = group(server.realm("foreign"), "theirs", "");
        for (var name : List.of("a/b", " ", "x".repeat(256), "a\tb"))
            assertThat(named(make(realm, name, Map.of()).expect(400))).containsExactly("name");
        for (var parent : List.of("nobody", foreign))
            assertThat(named(make(realm, "fine", Map.of("parentId", parent)).expect(400)))
                    .containsExactly("parentId");
        server.api("GET", "/api/groups?realm=" + realm + "&parent=" + foreign, null)
                .expect(404);
    }
}
