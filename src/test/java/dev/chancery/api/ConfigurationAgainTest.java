package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.ConfigurationTest.acting;
import static dev.chancery.api.ConfigurationTest.apply;
import static dev.chancery.api.ConfigurationTest.export;
import static dev.chancery.api.ConfigurationTest.id;
import static dev.chancery.api.ConfigurationTest.path;
import static dev.chancery.api.ConfigurationTest.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("A realm's document that is applied to what has changed since")
class ConfigurationAgainTest {

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private void refused(String realm, Object document, int status, String place, String... flags) {
        var before = Residents.of(server).rows();
        var answer = apply(server, realm, document, flags).expect(status);
        assertThat(named(answer)).as(answer.body()).containsExactly(place);
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    private static List<String> names(String prefix, int many) {
        return IntStream.range(0, many).mapToObj(i -> prefix + i).toList();
    }

    private static List<Map<String, String>> things(String member, String prefix, int many) {
        return names(prefix, many).stream().map(name -> Map.of(member, name)).toList();
    }

    @Test
    @DisplayName("AD-22 a document gives at most 2000 roles and groups, whoever gets them, and nobody more than 500")
    void holdings() {
        var realm = server.realm("holdings");
        var most = names("r", 401);
        var held = Map.of("roles", most.subList(0, 400), "clientRoles", Map.of("c", most.subList(0, 100)));
        var whole = Map.of(
                "roles",
                List.of(Map.of(
                        "name", "made", "composites", Map.of("realm", most, "clients", Map.of("c", List.of("x"))))),
                "clients",
                List.of(acting("c", Map.of("serviceAccount", held))),
                "groups",
                List.of(Map.of("path", "/g", "roles", most)),
                "users",
                List.of(Map.of("username", "u", "roles", most, "groups", names("/g", 297))));
        refused(realm, whole, 400, "");
        assertThat(apply(server, realm, whole).body()).contains("2001", "2000");

        apply(server, realm, Map.of("roles", things("name", "r", 400))).expect(200);
        var many = names("r", 501);
        refused(realm, Map.of("users", List.of(Map.of("username", "u", "roles", many))), 400, "/users/0/roles");
        refused(realm, Map.of("groups", List.of(Map.of("path", "/g", "roles", many))), 400, "/groups/0/roles");
    }

    @Test
    @DisplayName("AD-22 at most 500 things go in one transaction")
    void prune() {
        var realm = server.realm("much");
        apply(server, realm, Map.of("roles", things("name", "r", 300))).expect(200);
        apply(server, realm, Map.of("groups", things("path", "/g", 201))).expect(200);

        refused(realm, Map.of("roles", List.of(), "groups", List.of()), 409, "", "prune=true");

        var one = Map.of("roles", List.of(Map.of("name", "r0")), "groups", List.of());
        assertThat(told(apply(server, realm, one, "prune=true"))).hasSize(500);
    }

    @Test
    @DisplayName("AD-21 an older document gives no revoked token life again")
    void not_before() {
        var realm = server.realm("revoked");
        var then = Map.of(
                "realm",
                Map.of("notBefore", 1000),
                "clients",
                List.of(acting("c", Map.of("notBefore", 1000))),
                "users",
                List.of(Map.of("username", "u", "notBefore", 1000)));
        apply(server, realm, then).expect(200);
        var old = export(server, realm, "users=true");
        var since = Map.of(
                "realm",
                Map.of("notBefore", 2000),
                "clients",
                List.of(acting("c", Map.of("notBefore", 2000))),
                "users",
                List.of(Map.of("username", "u", "notBefore", 2000)));
        assertThat(told(apply(server, realm, since))).hasSize(3);

        assertThat(told(apply(server, realm, old, "prune=true"))).isEmpty();

        var shown = export(server, realm, "users=true");
        for (var place : List.of("/realm", "/clients/0", "/users/0"))
            assertThat(shown.at(place + "/notBefore").asLong()).as(place).isEqualTo(2000);
    }

    @Test
    @DisplayName("a document that renames a thing and names another as it was called is refused, never a fault")
    void renamed() {
        var realm = server.realm("renamed");
        var there = Map.of(
                "roles", List.of(Map.of("name", "old")),
                "groups", List.of(Map.of("path", "/old"), Map.of("path", "/old/in")),
                "users", List.of(Map.of("username", "old")));
        apply(server, realm, there).expect(200);
        var shown = export(server, realm, "users=true");
        var role = Map.of("name", "new", "id", id(shown, "/roles", "old"));
        var group = Map.of("path", "/new", "id", id(shown, "/groups", "/old"));
        var user = Map.of("username", "new", "id", id(shown, "/users", "old"));

        refused(realm, Map.of("roles", List.of(role, Map.of("name", "old"))), 409, "/roles/1/name");
        refused(realm, Map.of("users", List.of(user, Map.of("username", "old"))), 409, "/users/1/username");
        refused(realm, Map.of("groups", List.of(group, Map.of("path", "/old"))), 409, "/groups/1/path");
        refused(realm, Map.of("groups", List.of(group, Map.of("path", "/old/in"))), 400, "/groups/1/path");
    }

    @Test
    @DisplayName("who may only look plans their own export, and learns that nothing differs")
    void viewer() {
        var realm = server.realm("viewed");
        var account = Map.of("attributes", Map.of("site", List.of("Delft")));
        var client = acting("c", Map.of("tokenLifespanSeconds", 90, "serviceAccount", account));
        var user = Map.of("username", "ada", "notBefore", 1000);
        apply(server, realm, Map.of("clients", List.of(client), "users", List.of(user)))
                .expect(200);
        var viewer = administrator(server, realm, "vera", "view-realms", "view-users", "view-clients");
        var path = path(realm, "users=true");
        var own = JsonText.MAPPER.readTree(
                server.api(viewer, "GET", path, null).expect(200).body());

        assertThat(told(server.api(viewer, "PUT", path(realm, "dryRun=true"), own)))
                .isEmpty();
        assertThat(told(server.api(viewer, "PUT", path(realm, "dryRun=true", "prune=true"), own)))
                .isEmpty();
    }

    @Test
    @DisplayName("another end of a secret that the client has is refused, and never passed over")
    void secret_end() {
        var realm = server.realm("ends");
        var secret = Map.of("name", "s", "value", "a secret that somebody chose");
        apply(server, realm, Map.of("clients", List.of(acting("c", Map.of("secrets", List.of(secret))))))
                .expect(200);
        for (var end : List.of("2001-01-01T00:00:00Z", "2098-01-01T00:00:00Z")) {
            var ending = Map.of("name", "s", "value", "a secret that somebody chose", "expiresAt", end);
            var document = Map.of("clients", List.of(acting("c", Map.of("secrets", List.of(ending)))));
            refused(realm, document, 409, "/clients/0/secrets/0/expiresAt");
        }
    }

    @Test
    @DisplayName("a group is the same, with a slash before its path or without")
    void slash() {
        var realm = server.realm("slash");
        var document = Map.of(
                "groups", List.of(Map.of("path", "/staff")),
                "users", List.of(Map.of("username", "ada", "groups", List.of("staff"))));
        apply(server, realm, document).expect(200);

        assertThat(told(apply(server, realm, document))).isEmpty();
        assertThat(export(server, realm, "users=true").at("/users/0/groups/0").asString())
                .isEqualTo("/staff");
    }
}
