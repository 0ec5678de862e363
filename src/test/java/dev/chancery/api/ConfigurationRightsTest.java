package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.person;
import static dev.chancery.api.ConfigurationTest.acting;
import static dev.chancery.api.ConfigurationTest.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("AD-05 Nobody does by a realm's document what they could not do one by one")
class ConfigurationRightsTest {
    private static final Map<String, Object> DEVELOPER = Map.of("name", "developer");

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer apply(String token, String realm, Object document, String... flags) {
        return server.api(token, "PUT", path(realm, flags), document);
    }

    /// With status and place, and without a trace.
    private void refused(String token, String realm, Object document, int status, String place, String... flags) {
        var before = Residents.of(server).rows();
        var answer = apply(token, realm, document, flags).expect(status);
        assertThat(named(answer)).as(answer.body()).isEqualTo(place.isEmpty() ? List.of() : List.of(place));
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    private String realm(String name) {
        server.realm(name);
        server.api("PUT", path(name), Map.of("roles", List.of(DEVELOPER), "clients", List.of(developer())))
                .expect(200);
        return name;
    }

    private static Map<String, Object> developer() {
        return acting("dev", Map.of("serviceAccount", Map.of("roles", List.of("developer"))));
    }

    private static Map<String, Object> user(String name, String member, Object value) {
        return Map.of("users", List.of(Map.of("username", name, member, value)));
    }

    private static Map<String, Object> client(String name, String member, Object value) {
        return Map.of("clients", List.of(acting(name, Map.of(member, value))));
    }

    @Test
    @DisplayName(
            "who manages clients alone registers them, but grants nothing, and sees and touches nobody and no role")
    void clients_alone() {
        var realm = realm("clients-alone");
        var token = administrator(server, realm, "clara", "manage-clients");
        apply(token, realm, Map.of("clients", List.of(acting("one", Map.of())))).expect(200);

        var granting = client("two", "serviceAccount", Map.of("roles", List.of("developer")));
        refused(token, realm, granting, 403, "/clients/0");
        refused(token, realm, Map.of("roles", List.of(DEVELOPER)), 403, "");
        refused(token, realm, Map.of("users", List.of(Map.of("username", "clara"))), 403, "");
        refused(token, realm, Map.of("groups", List.of()), 403, "");
        refused(token, realm, Map.of("realm", Map.of("displayName", "x")), 403, "");
        refused(token, realm, Map.of(), 403, "");
    }

    @Test
    @DisplayName("who manages people gives them only what they hold themselves, and takes no more away")
    void people_alone() {
        var realm = realm("people-alone");
        var boss = person(server, realm, "boss", "admin");
        server.api("PUT", path(realm), user("ada", "roles", List.of("developer")))
                .expect(200);
        server.api(
                        "PUT",
                        path(realm),
                        Map.of("groups", List.of(Map.of("path", "/devs", "roles", List.of("developer")))))
                .expect(200);
        var token = administrator(server, realm, "uma", "manage-users");
        apply(token, realm, user("eve", "roles", List.of("view-users"))).expect(200);

        refused(token, realm, user("eve", "roles", List.of("developer")), 403, "/users/0");
        refused(token, realm, user("eve", "roles", List.of("admin")), 403, "/users/0");
        refused(token, realm, user("ada", "roles", List.of()), 403, "/users/0");
        refused(token, realm, user("eve", "groups", List.of("/devs")), 403, "/users/0");
        refused(token, realm, user("boss", "firstName", "Bo"), 403, "/users/0");
        refused(token, realm, Map.of("users", List.of(Map.of("username", "uma"))), 403, "/users", "prune=true");
        var management = Map.of("realm-management", List.of("realm-admin"));
        refused(token, realm, user("eve", "clientRoles", management), 403, "/users/0");
        assertThat(boss).isNotEmpty();
    }

    @Test
    @DisplayName(
            "AD-11 nobody prunes themselves, neither a person nor a client; what they name themselves in goes through")
    void themselves() {
        var realm = realm("own-branch");
        var rita = administrator(server, realm, "rita", "admin");
        var client = server.client(realm, Map.of("clientId", "deployer", "scopes", List.of("chancery-admin")));
        var residents = Residents.of(server);
        residents.grant(realm, residents.serviceAccount(realm, "deployer"), "admin");
        var deployer = server.token(client).expect(200).text("access_token");

        refused(rita, realm, Map.of("users", List.of()), 409, "/users", "prune=true");
        refused(deployer, realm, Map.of("clients", List.of(developer())), 409, "/clients", "prune=true");

        var both = List.of(developer(), Map.of("clientId", "deployer"));
        apply(deployer, realm, Map.of("clients", both, "users", List.of()), "prune=true")
                .expect(200);
        assertThat(residents.rowsOf(realm).get("person")).isEmpty();
    }

    @Test
    @DisplayName(
            "AD-02 the administrator of one realm applies nothing to another, nor makes one, nor learns which exist")
    void other_realms() {
        var realm = realm("own-one");
        realm("another-one");
        var token = administrator(server, realm, "rita", "admin");

        for (var other : List.of("another-one", "never-made", "master")) {
            refused(token, other, Map.of("realm", Map.of()), 404, "");
            refused(token, other, Map.of("realm", Map.of()), 404, "", "dryRun=true");
            server.api(token, "GET", path(other), null).expect(404);
        }
        apply(token, realm, Map.of("realm", Map.of("displayName", "Own"))).expect(200);
    }

    @Test
    @DisplayName(
            "whoever may not act as somebody gives them no secret and no password, not even as a hash, and learns nothing of theirs")
    void credentials() {
        var realm = realm("credentials");
        person(server, realm, "boss", "admin");
        var both = JsonText.MAPPER.readTree(server.api("GET", path(realm, "users=true", "credentials=true"), null)
                .expect(200)
                .body());
        var hash = both.at("/users/0/password/hash").asString();
        var manages = administrator(server, realm, "mia", "manage-users", "manage-clients", "view-realms");

        for (var password :
                List.of(Map.of("hash", hash), Map.of("value", Callers.PASSWORD), Map.of("value", "another one")))
            refused(
                    manages,
                    realm,
                    user("boss", "password", password),
                    403,
                    password.containsKey("value") ? "/users/0/password/value" : "/users/0/password");
        var registered = server.client(realm, Map.of("clientId", "given"));
        server.api(
                        "PUT",
                        path(realm),
                        client("dev", "secrets", List.of(Map.of("name", "s", "value", registered.secret()))))
                .expect(200);
        for (var value : List.of(registered.secret(), "another secret"))
            refused(
                    manages,
                    realm,
                    client("dev", "secrets", List.of(Map.of("name", "s", "value", value))),
                    403,
                    "/clients/0/secrets/0");
        for (var query : List.of("credentials=true", "users=true&credentials=true"))
            server.api(manages, "GET", path(realm, query), null).expect(403);
        var all = administrator(server, realm, "all", "admin");
        server.api(all, "GET", path(realm, "users=true", "credentials=true"), null)
                .expect(200);
    }

    @Test
    @DisplayName(
            "AD-22 hashes that cost too much, or that nobody here could have made, are refused, and so are references")
    void unusable() {
        var realm = realm("unusable");
        var token = server.adminToken();
        var salt = "$c29tZXNhbHRzb21lc2FsdA$" + "A".repeat(43);
        for (var phc : List.of(
                "$argon2id$v=19$m=999999,t=2,p=1" + salt,
                "$argon2id$v=19$m=65536,t=999,p=1" + salt,
                "$argon2id$v=19$m=19456,t=2,p=99" + salt,
                "$2b$12$abcdefghijklmnopqrstuuAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "in the clear"))
            refused(token, realm, user("ada", "password", Map.of("hash", phc)), 400, "/users/0/password/hash");
        for (var hash : List.of("v1.0000000000000000." + "A".repeat(43), "v2.x.y", "x"))
            assertThat(named(apply(token, realm, client("c", "secrets", List.of(Map.of("name", "s", "hash", hash))))
                            .expect(400)))
                    .containsExactly("/clients/0/secrets/0/hash");
        for (var reference : List.of(Map.of("env", "PATH"), Map.of("file", "/etc/hostname"))) {
            refused(token, realm, user("ada", "password", Map.of("value", reference)), 400, "/users/0/password/value");
            var secret = List.of(Map.of("name", "s", "value", reference));
            refused(token, realm, client("c", "secrets", secret), 400, "/clients/0/secrets/0/value");
        }
        refused(token, realm, user("ada", "password", Map.of()), 400, "/users/0/password");
        var many = java.util.stream.IntStream.range(0, 21)
                .mapToObj(i -> Map.of("username", "u" + i, "password", Map.of("value", "a password")))
                .toList();
        refused(token, realm, Map.of("users", many), 400, "/users/0");
    }

    @Test
    @DisplayName(
            "AD-11 master stays administrable: its last administrator and what belongs to the server stay, whatever a document says")
    void master() {
        var token = server.adminToken();
        refused(token, "master", Map.of("realm", Map.of("enabled", false)), 400, "/realm/enabled");
        refused(token, "master", Map.of("users", List.of()), 409, "/users", "prune=true");
        refused(token, "master", user("admin", "enabled", false), 409, "/users/0");
        var kept = apply(
                token,
                "master",
                Map.of("clients", List.of(), "roles", List.of(), "scopes", List.of()),
                "prune=true",
                "dryRun=true");
        assertThat(kept.expect(200).body()).doesNotContain("admin-cli", "\"name\":\"admin\"", "-realm\"");
        apply(
                        token,
                        "master",
                        server.api("GET", path("master", "users=true", "credentials=true"), null)
                                .json())
                .expect(200);
    }
}
