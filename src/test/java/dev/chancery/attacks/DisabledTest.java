package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("AD-16 What is switched off, deleted or expired works nowhere")
class DisabledTest {
    private static final SettableClock CLOCK = new SettableClock("2026-11-22T12:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    @Test
    @DisplayName(
            "AD-16 a client that is switched off gets nothing, asks nothing, and its tokens are dead; switched on, it works")
    void client() {
        var world = World.of("off-client");
        var path = "/api/clients/" + world.client.id();

        SERVER.api("PATCH", path, Map.of("enabled", false)).expect(200);
        world.isDead(401);
        SERVER.api("PATCH", path, Map.of("enabled", true)).expect(200);
        world.isAlive();
        SERVER.api("DELETE", path, null).expect(204);
        world.isDead(401);
        SERVER.api("POST", path + "/restore?realm=off-client", null).expect(200);
        world.isAlive();
    }

    @Test
    @DisplayName(
            "AD-16 a realm that is switched off is closed for its clients, people and administrators; in the bin it is gone")
    void realm() {
        var world = World.of("off-realm");
        var admin = world.admin();
        SERVER.api(admin, "GET", "/api/clients", null).expect(200);

        SERVER.api("PATCH", "/api/realms/off-realm", Map.of("enabled", false)).expect(200);
        world.isDead(401);
        SERVER.api(admin, "GET", "/api/clients", null).expect(401);
        SERVER.api("PATCH", "/api/realms/off-realm", Map.of("enabled", true)).expect(200);
        world.isAlive();
        SERVER.api(admin, "GET", "/api/clients", null).expect(200);

        SERVER.api("DELETE", "/api/realms/off-realm", null).expect(204);
        SERVER.token(world.client).expect(404);
        SERVER.get("/realms/off-realm/protocol/openid-connect/certs").expect(404);
        SERVER.api(admin, "GET", "/api/clients", null).expect(401);
    }

    @Test
    @DisplayName(
            "AD-16, LG-15 a person who is switched off gets no token, and those they have are dead, for apps and for administration")
    void person() {
        var world = World.of("off-person");
        var leaver = Residents.of(SERVER).user("off-person", "leaver", "admin");
        var token = SERVER.userToken("off-person", Caller.CONSOLE, "leaver", Residents.PASSWORD);
        SERVER.api(token, "GET", "/api/clients", null).expect(200);

        Residents.of(SERVER).disable(leaver);

        SERVER.api(token, "GET", "/api/clients", null).expect(401);
        var again = SERVER.tokenRequest(
                "off-person",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        Caller.CONSOLE,
                        "username",
                        "leaver",
                        "password",
                        Residents.PASSWORD));
        assertThat(again.expect(400).get("error")).isEqualTo("invalid_grant");
        world.isAlive();
    }

    @Test
    @DisplayName(
            "AD-16 a key that is revoked takes all its tokens with it, at once; one that is only succeeded does not")
    void key() {
        var world = World.of("off-key");
        SERVER.api("POST", "/api/realms/off-key/keys/rotate", null).expect(204);
        world.isAlive();

        SERVER.api("POST", "/api/realms/off-key/keys/rotate", Map.of("revoke", true))
                .expect(204);

        assertThat(world.tokenIsActive()).isFalse();
        assertThat(world.protocol()
                        .isActive(world.client, SERVER.token(world.client).text("access_token")))
                .isTrue();
    }

    @Test
    @DisplayName("RL-06 a client made again under its old name does not bring its people's tokens back to life")
    void made_again() {
        SERVER.realm("off-again");
        Caller.consoleOf(SERVER, "off-again");
        Residents.of(SERVER).user("off-again", "ada", "admin");
        var token = SERVER.userToken("off-again", Caller.CONSOLE, "ada", Residents.PASSWORD);
        SERVER.api(token, "GET", "/api/clients", null).expect(200);
        SERVER.api("DELETE", "/api/clients/" + Caller.CONSOLE + "?realm=off-again", null)
                .expect(204);
        SERVER.api(token, "GET", "/api/clients", null).expect(401);

        Caller.consoleOf(SERVER, "off-again"); // in the same second

        SERVER.api(token, "GET", "/api/clients", null).expect(401);
        var fresh = SERVER.userToken("off-again", Caller.CONSOLE, "ada", Residents.PASSWORD);
        SERVER.api(fresh, "GET", "/api/clients", null).expect(200);
    }

    @Test
    @DisplayName("DS-12 an expired secret and an expired token are refused by the clock, with no cleaner needed")
    void expired() {
        var world = World.of("off-time");
        var path = "/api/clients/" + world.client.id() + "/secrets";
        var expiry = CLOCK.instant().plusSeconds(60).toString();
        var added = SERVER.api("POST", path, Map.of("name", "short", "expiresAt", expiry))
                .expect(201);
        var hasty = new TestClient("off-time", world.client.id(), world.client.clientId(), added.text("secret"));
        SERVER.token(hasty).expect(200);

        CLOCK.advance(Duration.ofSeconds(61));
        SERVER.token(hasty).expect(401);
        SERVER.token(world.client).expect(200);
        CLOCK.advance(Duration.ofMinutes(4));
        assertThat(world.tokenIsActive()).isFalse();
    }

    /// A realm with a client, a token of it, and a client that watches.
    private record World(String realm, TestClient client, TestClient watcher, String token) {

        static World of(String realm) {
            SERVER.realm(realm);
            Caller.consoleOf(SERVER, realm);
            var watcher = SERVER.client(realm);
            var client = SERVER.client(realm, Map.of("audience", List.of(watcher.clientId())));
            var token = SERVER.token(client).expect(200).text("access_token");
            var world = new World(realm, client, watcher, token);
            world.isAlive();
            return world;
        }

        Protocol protocol() {
            return new Protocol(SERVER, realm);
        }

        String admin() {
            Residents.of(SERVER).user(realm, "ada", "admin");
            return SERVER.userToken(realm, Caller.CONSOLE, "ada", Residents.PASSWORD);
        }

        boolean tokenIsActive() {
            var answer = protocol().introspect(watcher, token);
            return answer.status() == 200 && Boolean.TRUE.equals(answer.get("active"));
        }

        void isAlive() {
            SERVER.token(client).expect(200);
            assertThat(protocol().introspect(client, "x").status()).isEqualTo(200);
            assertThat(protocol().revoke(client, "x").status()).isEqualTo(200);
            assertThat(tokenIsActive()).isTrue();
        }

        void isDead(int status) {
            SERVER.token(client).expect(status);
            assertThat(protocol().introspect(client, "x").status()).isEqualTo(status);
            assertThat(protocol().revoke(client, "x").status()).isEqualTo(status);
            assertThat(tokenIsActive()).isFalse();
        }
    }
}
