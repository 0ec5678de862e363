package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.json.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RL Realms are worlds apart")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealmIsolationTest {
    @RegisterExtension
    final TestServer server = new TestServer();

    private String admin = "";

    @BeforeAll
    void arrange() {
        for (var realm : List.of("north", "south", "west")) {
            server.realm(realm);
            Caller.consoleOf(server, realm);
        }
        Residents.of(server).user("north", "ada", "admin");
        admin = server.userToken("north", Caller.CONSOLE, "ada", Residents.PASSWORD);
    }

    @Test
    @DisplayName("RL-01 a client, a person and a token of one realm are nothing in another")
    void credentials() {
        var client = server.client("north");
        var abroad = new TestClient("south", client.id(), client.clientId(), client.secret());
        var token = server.token(client).expect(200).text("access_token");
        var host = server.client("south", Map.of("audience", List.of(client.clientId())));
        var south = new Protocol(server, "south");

        assertThat(server.token(abroad).expect(401).get("error")).isEqualTo("invalid_client");
        south.introspect(abroad, token).expect(401);
        south.revoke(abroad, token).expect(401);
        assertThat(south.isActive(host, token)).isFalse();
        south.revoke(host, token).expect(200);
        assertThat(new Protocol(server, "north").isActive(client, token)).isTrue();
        var person = Map.of("username", "ada", "password", Residents.PASSWORD, "grant_type", "password");
        server.tokenRequest("south", with(person, Caller.CONSOLE)).expect(400);
    }

    @Test
    @DisplayName(
            "RL-03 an administrator of one realm finds nothing of another, by query, path or body, and changes nothing")
    void administrator() {
        var theirs = server.client("south", Map.of("clientId", "theirs"));
        var before = Residents.of(server).rowsOf("south");

        for (var key : List.of(theirs.id(), "theirs"))
            for (var query : List.of("", "?realm=south")) {
                server.api(admin, "GET", "/api/clients/" + key + query, null).expect(404);
                server.api(admin, "PATCH", "/api/clients/" + key + query, Map.of("name", "x"))
                        .expect(404);
                server.api(admin, "DELETE", "/api/clients/" + key + query, null).expect(404);
                server.api(admin, "POST", "/api/clients/" + key + "/rotate-secret" + query, null)
                        .expect(404);
            }
        server.api(admin, "GET", "/api/clients?realm=south", null).expect(404);
        server.api(admin, "GET", "/api/clients?realm=none-of-this-name", null).expect(404);
        var wish = Map.of("realmName", "south", "grantTypes", List.of("client_credentials"));
        server.api(admin, "POST", "/api/clients?realm=north", wish).expect(404);
        server.api(admin, "POST", "/api/clients/" + theirs.id() + "/restore?realm=north", null)
                .expect(404);
        assertThat(Residents.of(server).rowsOf("south")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "%2e%2e",
                "%2f",
                "master%00",
                "m%61ster",
                "MASTER",
                "Master",
                "master%20",
                "m%C3%A4ster",
                "%D0%BCaster",
                "master%2F..%2Fmaster",
                "master;x",
                "*",
                "%25",
                "master'--"
            })
    @DisplayName("RL-04 a realm name that is not one is 404 or 400")
    void odd_names(String name) {
        assertThat(server.get("/realms/" + name).status()).isIn(400, 404);
        assertThat(server.get("/realms/" + name + "/protocol/openid-connect/certs")
                        .status())
                .isIn(400, 404);
        assertThat(server.api("GET", "/api/realms/" + name, null).status()).isIn(400, 404);
    }

    @Test
    @DisplayName("RL-04 a realm name of 10 KiB is 404 or 414, and none of these can be created")
    void long_names() {
        assertThat(server.get("/realms/" + "m".repeat(10_000)).status()).isIn(400, 404, 414);
        for (var name : List.of("", "..", "MASTER", "mäster", "a/b", "a\u0000", "x".repeat(65), "-a", "a b"))
            server.api("POST", "/api/realms", Map.of("name", name)).expect(400);
        server.api("POST", "/api/realms", Map.of("name", "master")).expect(409);
    }

    @Test
    @DisplayName("RL-05 no two realms share a key")
    void keys() {
        var seen = new HashSet<>();
        for (var realm : List.of("master", "north", "south", "west")) {
            var keys = (List<?>) server.get("/realms/" + realm + "/protocol/openid-connect/certs")
                    .expect(200)
                    .get("keys");
            for (var key : keys) {
                var members = (Map<?, ?>) key;
                assertThat(seen.add(members.get("kid"))).isTrue();
                assertThat(seen.add(members.get("n"))).isTrue();
            }
        }
    }

    @Test
    @DisplayName(
            "RL-06 a realm, client or person made again under the old name is another one: what was issued before is dead")
    void made_again() {
        server.realm("phoenix");
        var client = server.client("phoenix", Map.of("clientId", "same"));
        var token = server.token(client).expect(200).text("access_token");
        server.api("DELETE", "/api/clients/" + client.id(), null).expect(204);
        var again = server.client("phoenix", Map.of("clientId", "same"));
        assertThat(again.id()).isNotEqualTo(client.id());
        assertThat(new Protocol(server, "phoenix").isActive(again, token)).isFalse();
        server.token(client).expect(401);

        var newer = server.token(again).expect(200).text("access_token");
        var id = server.api("GET", "/api/realms/phoenix", null).text("id");
        server.api("DELETE", "/api/realms/phoenix", null).expect(204);
        server.token(again).expect(404);
        server.realm("phoenix");
        assertThat(server.api("GET", "/api/realms/phoenix", null).text("id")).isNotEqualTo(id);
        server.token(again).expect(401);
        var reader = server.client("phoenix", Map.of("clientId", "same"));
        assertThat(new Protocol(server, "phoenix").isActive(reader, newer)).isFalse();
    }

    @Test
    @DisplayName("RL-06 a person made again under the old name holds neither the old roles nor the old token")
    void person_made_again() {
        var residents = Residents.of(server);
        var first = residents.user("north", "lazarus", "admin");
        var token = server.userToken("north", Caller.CONSOLE, "lazarus", Residents.PASSWORD);
        server.api(token, "GET", "/api/realms/north", null).expect(200);
        residents.delete(first);

        residents.user("north", "lazarus");

        server.api(token, "GET", "/api/realms/north", null).expect(401);
        var second = server.userToken("north", Caller.CONSOLE, "lazarus", Residents.PASSWORD);
        server.api(second, "GET", "/api/realms/north", null).expect(403);
    }

    @Test
    @DisplayName("RL-07 a token of master reaches another realm only by a role given for that")
    void master_token() {
        var residents = Residents.of(server);
        var id = residents.user("master", "guest").id();
        var guest = server.userToken("master", "admin-cli", "guest", Residents.PASSWORD);

        server.api(guest, "GET", "/api/realms/north", null).expect(404);
        server.api(guest, "GET", "/api/clients?realm=north", null).expect(404);
        residents.grant("master", id, "north-realm", "view-realm");
        server.api(guest, "GET", "/api/realms/north", null).expect(200);
        server.api(guest, "GET", "/api/clients?realm=north", null).expect(403);
        assertThat(new Protocol(server, "north").isActive(server.client("north"), guest))
                .isFalse();
        server.api("GET", "/api/realms/north", null).expect(200);
    }

    @Test
    @DisplayName(
            "RL-08 200 random acts of a realm's administrator, from a fixed seed: the other realms' rows stay as they were")
    void random_acts() {
        var random = new Random(20261122);
        var names = List.of("north", "south", "west", "master");
        var residents = Residents.of(server);
        for (var realm : names) server.client(realm, Map.of("clientId", "known"));
        var before = List.of(residents.rowsOf("south"), residents.rowsOf("west"));

        for (var i = 0; i < 200; i++) act(random, names.get(random.nextInt(names.size())));

        assertThat(List.of(residents.rowsOf("south"), residents.rowsOf("west"))).isEqualTo(before);
    }

    private void act(Random random, String realm) {
        var client = "/api/clients/known?realm=" + realm;
        var answer = switch (random.nextInt(8)) {
            case 0 ->
                server.api(
                        admin, "POST", "/api/clients", Map.of("realmName", realm, "grantTypes", List.of("password")));
            case 1 -> server.api(admin, "PATCH", client, Map.of("name", "n" + random.nextInt(9)));
            case 2 ->
                server.api(
                        admin, "PATCH", "/api/realms/" + realm, Map.of("tokenLifespanSeconds", 60 + random.nextInt(9)));
            case 3 -> server.api(admin, "POST", "/api/clients/known/rotate-secret?realm=" + realm, null);
            case 4 -> server.api(admin, "POST", "/api/clients/known/secrets?realm=" + realm, Map.of("name", "more"));
            case 5 -> server.api(admin, "POST", "/api/realms/" + realm + "/keys/rotate", null);
            case 6 -> server.api(admin, "PATCH", client, Map.of("enabled", random.nextBoolean()));
            default -> server.api(admin, "DELETE", "/api/realms/" + realm, null);
        };
        assertThat(answer.status()).as(JsonText.of(realm)).isLessThan(500);
        if (!realm.equals("north"))
            assertThat(Set.of(403, 404)).as(answer.body()).contains(answer.status());
    }

    private static Map<String, String> with(Map<String, String> form, String clientId) {
        var all = new HashMap<>(form);
        all.put("client_id", URLEncoder.encode(clientId, StandardCharsets.UTF_8));
        return all;
    }
}
