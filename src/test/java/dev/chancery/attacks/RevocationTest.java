package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import dev.chancery.issue.RevokedTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("RT Revocation and introspection")
class RevocationTest {
    private static final SettableClock CLOCK = new SettableClock("2026-11-22T12:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    private final Protocol master = new Protocol(SERVER, "master");

    @Test
    @DisplayName("RT-07 not-before of realm and client, in both orders: the later one wins")
    void not_before() {
        SERVER.realm("rt-before");
        var client = SERVER.client("rt-before");
        var realm = new Protocol(SERVER, "rt-before");
        var token = SERVER.token(client).expect(200).text("access_token");
        var later = CLOCK.instant().getEpochSecond() + 5;
        assertThat(realm.isActive(client, token)).isTrue();

        notBefore("/api/realms/rt-before", later);
        notBefore("/api/clients/" + client.id(), 1);
        assertThat(realm.isActive(client, token)).isFalse();

        notBefore("/api/realms/rt-before", 1);
        assertThat(realm.isActive(client, token)).isTrue();
        notBefore("/api/clients/" + client.id(), later);
        assertThat(realm.isActive(client, token)).isFalse();

        CLOCK.advance(Duration.ofSeconds(6));
        assertThat(realm.isActive(client, SERVER.token(client).expect(200).text("access_token")))
                .isTrue();
    }

    @Test
    @DisplayName(
            "RT-07 not-before lies a minute ahead at most, else nobody could take it back: 400, named, and nothing changed")
    void not_before_ahead() {
        var person = Residents.of(SERVER).user("master", "ahead");
        var paths = List.of(
                "/api/realms/master",
                "/api/clients/admin-cli?realm=master",
                "/api/clients/" + SERVER.client("master").id(),
                "/api/users/" + person.id());
        var now = CLOCK.instant().getEpochSecond();
        for (var path : paths)
            for (var beyond : List.of(now + 61, 253_402_300_799L, -1L)) {
                var refused = SERVER.api("PATCH", path, Map.of("notBefore", beyond));
                assertThat(refused.expect(400).body()).as(path).contains("\"member\":\"notBefore\"");
            }
        for (var made : Map.of(
                        "/api/realms", Map.of("name", "ahead", "notBefore", now + 61),
                        "/api/users", Map.of("realmName", "master", "username", "later", "notBefore", now + 61),
                        "/api/clients", Map.of("realmName", "master", "grantTypes", List.of(), "notBefore", now + 61))
                .entrySet())
            assertThat(SERVER.api("POST", made.getKey(), made.getValue())
                            .expect(400)
                            .body())
                    .contains("\"member\":\"notBefore\"");

        SERVER.api(SERVER.adminToken(), "GET", "/api/realms", null).expect(200);
        notBefore(paths.getLast(), now + 60);
    }

    @Test
    @DisplayName("RT-08 only the client itself and those it is meant for learn anything about a token")
    void for_whom() {
        var service = SERVER.client("master");
        var issued = SERVER.client("master", Map.of("audience", List.of(service.clientId())));
        var curious = SERVER.client("master");
        var token = SERVER.token(issued).expect(200).text("access_token");

        assertThat(master.isActive(issued, token)).isTrue();
        assertThat(master.isActive(service, token)).isTrue();
        assertThat(master.introspect(curious, token).expect(200).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    @DisplayName("RT-08 a public client, a stranger and a token of 1 MiB are refused")
    void who_asks() {
        var client = SERVER.client("master");
        var token = SERVER.token(client).expect(200).text("access_token");
        var path = master.path("token/introspect");

        SERVER.form(path, Map.of("token", token)).expect(401);
        SERVER.form(path, Map.of("token", token, "client_id", "admin-cli")).expect(401);
        SERVER.form(path, Map.of("token", token, "client_id", client.clientId(), "client_secret", "wrong"))
                .expect(401);
        assertThat(master.introspect(client, "x".repeat(1 << 20)).status()).isEqualTo(413);
        assertThat(master.introspect(client, "x".repeat(20_000)).expect(200).body())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    @DisplayName("RT-10 revoking is 200 for one's own token, again, for rubbish, and for another's, which stays alive")
    void revoking() {
        var owner = SERVER.client("master");
        var other = SERVER.client("master");
        var token = SERVER.token(owner).expect(200).text("access_token");

        master.revoke(other, token).expect(200);
        assertThat(master.isActive(owner, token)).isTrue();
        master.revoke(owner, "rubbish").expect(200);
        master.revoke(owner, token).expect(200);
        assertThat(master.isActive(owner, token)).isFalse();
        master.revoke(owner, token).expect(200);
        SERVER.form(master.path("revoke"), Map.of("token", token)).expect(401);
    }

    @Test
    @DisplayName("RT-10 a revocation that could not be stored is 503, never 200")
    void not_stored() {
        var server = new TestServer().start();
        try (server) {
            var client = server.client("master");
            var token = server.token(client).expect(200).text("access_token");
            var realm = new Protocol(server, "master");
            assertThat(realm.isActive(client, token)).isTrue();

            Residents.of(server).database().close();

            var refused = realm.revoke(client, token).expect(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.get("error")).isEqualTo("temporarily_unavailable");
        }
    }

    @Test
    @DisplayName("RT-15 two tokens that differ in one character never share an answer")
    void no_shared_answer() {
        var client = SERVER.client("master");
        var token = SERVER.token(client).expect(200).text("access_token");
        var end = token.charAt(token.length() - 2) == 'A' ? "BA" : "AA";
        var alike = token.substring(0, token.length() - 2) + end;

        for (var i = 0; i < 3; i++) {
            assertThat(master.isActive(client, token)).isTrue();
            assertThat(master.isActive(client, alike)).isFalse();
        }
    }

    @Test
    @DisplayName("RT-15 nor do two tokens of one client, one of which is given back, or two clients that ask about one")
    void no_shared_memory() {
        var client = SERVER.client("master");
        var kept = SERVER.token(client).expect(200).text("access_token");
        var given = SERVER.token(client).expect(200).text("access_token");
        var curious = SERVER.client("master");
        for (var token : List.of(kept, given)) {
            assertThat(master.isActive(client, token)).isTrue();
            assertThat(master.isActive(curious, token)).isFalse();
            assertThat(userinfo(token)).isEqualTo(200);
        }

        master.revoke(client, given).expect(200);

        for (var i = 0; i < 3; i++) {
            assertThat(master.isActive(client, kept)).isTrue();
            assertThat(master.isActive(client, given)).isFalse();
            assertThat(userinfo(kept)).isEqualTo(200);
            assertThat(userinfo(given)).isEqualTo(401);
        }
    }

    private static int userinfo(String token) {
        return SERVER.send(SERVER.request("/realms/master/protocol/openid-connect/userinfo")
                        .header("Authorization", "Bearer " + token))
                .status();
    }

    @Test
    @DisplayName("RT-17 once a revocation is answered, the other node knows it: 50 tokens, no stale answer")
    void two_nodes() {
        var first = new TestServer(Dialect.POSTGRES, InstantSource.system()).start();
        try (first;
                var second = first.neighbour()) {
            var client = first.client("master");
            for (var i = 0; i < 50; i++) revokedEverywhere(first, second, client);
        }
    }

    @Test
    @Tag("soak")
    @DisplayName("RT-17 the same, in both directions, for as long as the soak lasts")
    void two_nodes_long_lane() {
        var until = Instant.now().plus(Duration.ofSeconds(Long.getLong("soak.minutes", 10L) * 10));
        var first = new TestServer(Dialect.POSTGRES, InstantSource.system()).start();
        try (first;
                var second = first.neighbour()) {
            var client = first.client("master");
            var races = 0;
            while (Instant.now().isBefore(until)) {
                revokedEverywhere(first, second, client);
                revokedEverywhere(second, first, client);
                races += 2;
            }
            IO.println("revocations seen by the other node: " + races + ", stale answers: 0");
        }
    }

    @Test
    @DisplayName(
            "RT-17 a revocation is known for a day longer than its token lives: clocks may be behind, or be set back")
    void kept() {
        var client = SERVER.client("master");
        var answer = SERVER.token(client).expect(200);
        master.revoke(client, answer.text("access_token")).expect(200);
        var id = answer.claims().get("jti").toString();
        var stored = new RevokedTokenStore(Residents.of(SERVER).database());
        CLOCK.advance(Duration.ofSeconds((int) answer.get("expires_in")).plusHours(23));

        stored.deleteExpired(CLOCK.instant());

        assertThat(revoked()).anyMatch(row -> row.contains(id));
        CLOCK.advance(Duration.ofHours(2));
        stored.deleteExpired(CLOCK.instant());
        assertThat(revoked()).noneMatch(row -> row.contains(id));
    }

    @Test
    @DisplayName("RT-17 a key that is revoked on one node while the other looks at a token of it: the token is dead")
    void key_revoked_meanwhile() {
        var clock = new SettableClock("2026-11-22T12:00:00Z");
        var first = new TestServer(Dialect.POSTGRES, clock).start();
        try (first;
                var second = first.neighbour()) {
            var client = first.client(first.realm("keys"));
            var token = first.token(client).expect(200).text("access_token");
            assertThat(Protocol.of(second, client).isActive(client, token)).isTrue();
            // when it has found the key, and the signature right
            clock.meanwhile(
                    callers -> callers.getFirst().equals("dev.chancery.issue.ActiveTokens"),
                    0,
                    () -> first.api("POST", "/api/realms/keys/keys/rotate", Map.of("revoke", true))
                            .expect(204));

            assertThat(Protocol.of(second, client).isActive(client, token)).isFalse();

            assertThat(clock.passed()).isTrue();
        }
    }

    private static List<String> revoked() {
        return Residents.of(SERVER).rows().get("revoked_token");
    }

    private static void revokedEverywhere(TestServer here, TestServer there, TestClient client) {
        var token = here.token(client).expect(200).text("access_token");
        assertThat(Protocol.of(there, client).isActive(client, token)).isTrue();

        Protocol.of(here, client).revoke(client, token).expect(200);

        assertThat(Protocol.of(there, client).isActive(client, token)).isFalse();
    }

    private static Answer notBefore(String path, long seconds) {
        return SERVER.api("PATCH", path, Map.of("notBefore", seconds)).expect(200);
    }
}
