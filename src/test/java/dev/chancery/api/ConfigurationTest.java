package dev.chancery.api;

import static dev.chancery.api.Callers.atOnce;
import static dev.chancery.api.Callers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.document.WholeRealm;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@OnBothDatabases
@DisplayName("A realm as one document")
class ConfigurationTest {
    private static final String SAME_KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    static Answer apply(TestServer server, String realm, Object document, String... flags) {
        return server.api("PUT", path(realm, flags), document);
    }

    static JsonNode export(TestServer server, String realm, String... flags) {
        return JsonText.MAPPER.readTree(
                server.api("GET", path(realm, flags), null).expect(200).body());
    }

    static String path(String realm, String... flags) {
        var query = flags.length == 0 ? "" : "?" + String.join("&", List.of(flags));
        return "/api/realms/" + realm + "/configuration" + query;
    }

    private static JsonNode changes(Answer answer) {
        return JsonText.MAPPER.readTree(answer.expect(200).body()).path("changes");
    }

    /// What each change is, and of what.
    static List<String> told(Answer answer) {
        return changes(answer)
                .valueStream()
                .map(change -> "%s %s %s"
                        .formatted(
                                change.path("action").asString(),
                                change.path("kind").asString(),
                                change.path("name").asString()))
                .toList();
    }

    private TestServer empty() {
        return new TestServer(server.dialect(), clock)
                .with(Setting.MASTER_KEY, SAME_KEY)
                .start();
    }

    /// Every member that the document gives is shown as it was given, but what was given in full.
    private static void assertHolds(JsonNode shown, JsonNode given, String place) {
        if (given instanceof ObjectNode members) {
            if (members.has("value") && !place.contains("/config")) return;
            for (var member : members.properties())
                assertHolds(shown.path(member.getKey()), member.getValue(), place + "/" + member.getKey());
        } else if (given.isArray() && !given.isEmpty() && given.get(0).isObject()) {
            for (var one : given) {
                var name = List.of("clientId", "username", "path", "name").stream()
                        .filter(one::has)
                        .findFirst()
                        .orElseThrow();
                var same = shown.valueStream()
                        .filter(other -> other.path(name).equals(one.path(name)))
                        .findFirst();
                assertThat(same).as(place + " " + one.path(name)).isPresent();
                assertHolds(same.get(), one, place + "/" + one.path(name).asString());
            }
        } else assertThat(shown).as(place).isEqualTo(given);
    }

    @Test
    @DisplayName("export → apply into an empty server → export is equal; applying again, or planning, changes nothing")
    void round_trip() {
        try (var first = empty();
                var second = empty()) {
            var client = first.client("master", Map.of("clientId", "hashed"));
            var hash = export(first, "master", "credentials=true")
                    .path("clients")
                    .valueStream()
                    .filter(one -> one.path("clientId").asString().equals("hashed"))
                    .map(one -> one.at("/secrets/0/hash").asString())
                    .findFirst()
                    .orElseThrow();
            var fixture = WholeRealm.document(hash);
            assertThat(told(apply(first, "whole", fixture)))
                    .contains("create realm whole", "create role orders/reader", "create group /staff/desk");
            assertThat(told(apply(first, "whole", fixture))).isEmpty();
            assertThat(told(apply(first, "whole", fixture, "dryRun=true"))).isEmpty();
            var exported = export(first, "whole", "users=true", "credentials=true");
            assertHolds(exported, fixture, "");
            assertThat(exported.toString()).doesNotContain("createdAt", "somebody chose", "a password of");

            assertThat(told(apply(second, "whole", exported, "prune=true"))).contains("create user ada");
            assertThat(export(second, "whole", "users=true", "credentials=true"))
                    .isEqualTo(exported);
            assertThat(told(apply(second, "whole", exported, "dryRun=true"))).isEmpty();
            assertThat(told(apply(second, "whole", exported, "dryRun=true", "prune=true")))
                    .isEmpty();

            for (var secret : List.of(client.secret(), "a secret that somebody chose"))
                assertThat(second.token(new TestClient("whole", "", "orders", secret))
                                .expect(200)
                                .claims())
                        .containsEntry("sub", "10000000-0000-4000-8000-000000000008")
                        .containsEntry("kind", "machine");
            second.client("whole", Map.of("clientId", "app", "publicClient", true, "grantTypes", List.of("password")));
            assertThat(Answer.claimsOf(second.userToken("whole", "app", "ada", WholeRealm.PASSWORD)))
                    .containsEntry("sub", "10000000-0000-4000-8000-00000000000d");
        }
    }

    @Test
    @DisplayName("an export has people only when asked, and what is kept of credentials only when asked and on record")
    void asked() {
        var realm = server.realm("asked");
        server.client(realm, Map.of("clientId", "one"));
        Residents.of(server).user(realm, "ada");

        assertThat(export(server, realm).propertyNames())
                .containsExactly("version", "realm", "scopes", "roles", "clients", "groups");
        var people = export(server, realm, "users=true").toString();
        assertThat(people).contains("\"ada\"").doesNotContain("$argon2", "\"secrets\"", "\"password\"");
        assertThat(server.api("GET", "/api/realms/asked/audit", null).body()).doesNotContain("realm.exported");

        var whole = export(server, realm, "users=true", "credentials=true").toString();
        assertThat(whole).contains("$argon2id$", "\"v1.");
        assertThat(server.api("GET", "/api/realms/asked/audit", null).body()).contains("realm.exported");
    }

    @Test
    @DisplayName("what a document does not name stays as it is: members, values of attributes, things")
    void absent() {
        var realm = server.realm("absent");
        server.client(realm, Map.of("clientId", "one", "name", "One"));
        var ada = Map.of("username", "ada", "attributes", Map.of("site", List.of("Delft")));
        apply(server, realm, Map.of("users", List.of(ada))).expect(200);
        var more = Map.of("username", "ada", "attributes", Map.of("team", List.of("a")));

        assertThat(changes(apply(server, realm, Map.of("users", List.of(more)))).toString())
                .contains("\"action\":\"update\"", "\"before\":{\"site\":[\"Delft\"]}", "\"team\":[\"a\"]");

        var shown = export(server, realm, "users=true");
        assertThat(shown.at("/users/0/attributes").toString()).contains("Delft", "team");
        assertThat(shown.path("clients").toString()).contains("\"name\":\"One\"");
        assertThat(told(apply(server, realm, Map.of()))).isEmpty();
        var nothing = Map.of("username", "ada", "attributes", Map.of());
        assertThat(told(apply(server, realm, Map.of("users", List.of(nothing)))))
                .isEmpty();
        assertThat(told(apply(server, realm, Map.of("users", List.of(nothing)), "prune=true")))
                .containsExactly("update user ada");
    }

    @Test
    @DisplayName("with prune goes what the document's lists do not name; built-in things stay, clients lie in the bin")
    void prune() {
        var realm = server.realm("pruned");
        var whole = Map.of(
                "scopes", List.of(Map.of("name", "spare")),
                "roles", List.of(Map.of("name", "spare")),
                "clients", List.of(acting("spare", Map.of("roles", List.of(Map.of("name", "own"))))),
                "groups",
                        List.of(
                                Map.of("path", "/a"),
                                Map.of("path", "/a/b"),
                                Map.of("path", "/c"),
                                Map.of("path", "/c/d")),
                "users", List.of(Map.of("username", "ada")));
        apply(server, realm, whole).expect(200);
        var id = export(server, realm).at("/clients/0/id").asString();
        var less = Map.of(
                "scopes",
                List.of(),
                "roles",
                List.of(),
                "clients",
                List.of(),
                "groups",
                List.of(Map.of("path", "/a/b")));

        assertThat(told(apply(server, realm, less))).isEmpty();
        assertThat(told(apply(server, realm, less, "prune=true")))
                .containsExactlyInAnyOrder(
                        "delete scope spare",
                        "delete role spare",
                        "delete client spare",
                        "delete group /c/d",
                        "delete group /c");

        var left = export(server, realm, "users=true");
        assertThat(left.path("scopes").toString()).contains("profile").doesNotContain("spare");
        assertThat(left.path("users").toString()).contains("ada");
        assertThat(left.path("groups").size()).isEqualTo(2);
        var back = Map.of("clients", List.of(acting("spare", Map.of("id", id))));
        assertThat(told(apply(server, realm, back))).containsExactly("create client spare");
        assertThat(export(server, realm).at("/clients/0/roles/0/name").asString())
                .isEqualTo("own");
    }

    static Map<String, Object> acting(String clientId, Map<String, ?> more) {
        var client = new java.util.HashMap<String, Object>(more);
        client.put("clientId", clientId);
        client.put("grantTypes", List.of("client_credentials"));
        return client;
    }

    @Test
    @DisplayName("a dry run tells the same as the change, and keeps nothing")
    void dry() {
        var realm = server.realm("dry");
        var document = Map.of("roles", List.of(Map.of("name", "a")), "realm", Map.of("displayName", "Dry"));
        var before = Residents.of(server).rows();

        var planned = told(apply(server, realm, document, "dryRun=true"));

        assertThat(Residents.of(server).rows()).isEqualTo(before);
        assertThat(told(apply(server, realm, document))).isEqualTo(planned);
        assertThat(planned).containsExactly("update realm dry", "create role a");
        apply(server, "not-yet", document, "dryRun=true").expect(200);
        server.api("GET", "/api/realms/not-yet", null).expect(404);
    }

    @Test
    @DisplayName("things are renamed by their id, where they may be; an id never goes to another's name")
    void ids() {
        var realm = server.realm("ids");
        apply(
                        server,
                        realm,
                        Map.of(
                                "roles", List.of(Map.of("name", "old"), Map.of("name", "other")),
                                "groups", List.of(Map.of("path", "/old"), Map.of("path", "/old/within")),
                                "clients", List.of(acting("one", Map.of()))))
                .expect(200);
        var shown = export(server, realm);
        var id = id(shown, "/roles", "old");

        assertThat(told(apply(server, realm, Map.of("roles", List.of(Map.of("id", id, "name", "new"))))))
                .containsExactly("update role new");
        var moved = Map.of("groups", List.of(Map.of("path", "/new", "id", id(shown, "/groups", "/old"))));
        assertThat(told(apply(server, realm, moved))).containsExactly("update group /new");
        assertThat(export(server, realm).path("groups").toString()).contains("/new/within");
        refused(realm, Map.of("roles", List.of(Map.of("id", id, "name", "other"))), 409, "/roles/0/id");
        var client = id(shown, "/clients", "one");
        refused(realm, Map.of("clients", List.of(acting("two", Map.of("id", client)))), 409, "/clients/0/clientId");
        var elsewhere =
                export(server, server.realm("ids-elsewhere")).at("/realm/id").asString();
        refused(realm, Map.of("roles", List.of(Map.of("id", elsewhere, "name", "x"))), 409, "/roles/0/id");
        refused(realm, Map.of("realm", Map.of("id", elsewhere)), 409, "/realm/id");
        refused(realm, Map.of("roles", List.of(Map.of("name", "x"), Map.of("name", "x"))), 409, "/roles/1/name");
        var twice = List.of(Map.of("id", id, "name", "new"), Map.of("name", "new"));
        refused(realm, Map.of("roles", twice), 409, "/roles/1/name");
    }

    static String id(JsonNode shown, String list, String name) {
        return shown.at(list)
                .valueStream()
                .filter(one -> one.valueStream()
                        .anyMatch(value -> value.isString() && value.asString().equals(name)))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private void refused(String realm, Map<String, ?> document, int status, String place) {
        var before = Residents.of(server).rows();
        var answer = apply(server, realm, document).expect(status);
        assertThat(named(answer)).as(answer.body()).containsExactly(place);
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("AD-22 a refusal names the place in the document, and nothing is done, not even what came before it")
    void places() {
        var realm = server.realm("places");
        var good = Map.of("name", "good");
        refused(realm, Map.of("roles", List.of(good, Map.of("name", "bad", "colour", "red"))), 400, "/roles/1/colour");
        refused(
                realm,
                Map.of("roles", List.of(good, Map.of("name", "bad", "createdAt", "now"))),
                400,
                "/roles/1/createdAt");
        refused(realm, Map.of("roles", List.of(good, Map.of())), 400, "/roles/1/name");
        refused(realm, Map.of("roles", List.of(good, "bad")), 400, "/roles/1");
        refused(realm, Map.of("roles", good), 400, "/roles");
        refused(realm, Map.of("keys", List.of()), 400, "/keys");
        refused(realm, Map.of("version", 2), 400, "/version");
        refused(realm, Map.of("realm", Map.of("name", "another")), 400, "/realm/name");
        refused(realm, Map.of("realm", Map.of("tokenLifespanSeconds", 1)), 400, "/realm/tokenLifespanSeconds");
        var composed = Map.of("name", "bad", "composites", Map.of("realm", List.of("absent")));
        refused(realm, Map.of("roles", List.of(good, composed)), 400, "/roles/1/composites");
        var mapped =
                List.of(Map.of("name", "m", "type", "hardcoded-claim", "claim", "sub", "config", Map.of("value", "x")));
        refused(
                realm,
                Map.of("scopes", List.of(Map.of("name", "s", "mappers", mapped))),
                400,
                "/scopes/0/mappers/0/claim");
        var client = acting("c", Map.of("redirectUris", List.of("nowhere")));
        refused(realm, Map.of("roles", List.of(good), "clients", List.of(client)), 400, "/clients/0/redirectUris");
        var account = acting("c", Map.of("serviceAccount", Map.of("roles", List.of("absent"))));
        refused(realm, Map.of("clients", List.of(account)), 400, "/clients/0/serviceAccount/roles");
        refused(
                realm,
                Map.of("clients", List.of(acting("c", Map.of("roles", List.of(Map.of("name", "")))))),
                400,
                "/clients/0/roles/0/name");
        refused(realm, Map.of("groups", List.of(Map.of("path", "/absent/x"))), 400, "/groups/0/path");
        refused(
                realm,
                Map.of("users", List.of(Map.of("username", "u", "groups", List.of("/absent")))),
                400,
                "/users/0/groups");
        refused(
                realm,
                Map.of("users", List.of(Map.of("username", "u", "roles", List.of("absent")))),
                400,
                "/users/0/roles");
    }

    @Test
    @DisplayName(
            "AD-22 a document of 500 things is applied, one more is refused, and so are more bytes than a mebibyte")
    void bounds() {
        var realm = server.realm("bounds");
        var roles =
                IntStream.range(0, 501).mapToObj(i -> Map.of("name", "r" + i)).toList();
        refused(realm, Map.of("roles", roles), 400, "");
        assertThat(told(apply(server, realm, Map.of("roles", roles.subList(0, 500)))))
                .hasSize(500);
        assertThat(told(apply(server, realm, Map.of("roles", roles.subList(0, 500)), "dryRun=true")))
                .isEmpty();

        var attributes = new ArrayList<String>();
        for (int i = 0; i < 150; i++) attributes.add("x".repeat(200));
        var large = IntStream.range(0, 30)
                .mapToObj(i -> Map.of(
                        "name", "r" + i, "attributes", Map.of("a", attributes.subList(0, 40)), "description", "x"))
                .toList();
        assertThat(JsonText.of(Map.of("roles", large)).length()).isGreaterThan(200_000);
        apply(server, realm, Map.of("roles", large)).expect(200);
        var padding = " ".repeat(1024 * 1024);
        assertThat(server.send(server.request(path(realm))
                                .header("Authorization", "Bearer " + server.adminToken())
                                .header("Content-Type", "application/json")
                                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{" + padding + "}")))
                        .status())
                .isEqualTo(413);
    }

    @Test
    @DisplayName("two who apply documents at once leave what one of them would have left")
    void at_once() {
        var realm = server.realm("at-once");
        var one = Map.of(
                "roles",
                List.of(Map.of("name", "shared", "description", "one"), Map.of("name", "a", "description", "one")));
        var two = Map.of(
                "roles",
                List.of(Map.of("name", "a", "description", "two"), Map.of("name", "shared", "description", "two")));

        var answers = atOnce(List.of(() -> apply(server, realm, one), () -> apply(server, realm, two)));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        var shown = export(server, realm).path("roles").toString();
        assertThat(shown.contains("\"description\":\"one\"")).isNotEqualTo(shown.contains("\"description\":\"two\""));
    }
}
