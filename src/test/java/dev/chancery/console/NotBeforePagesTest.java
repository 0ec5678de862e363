package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The button of the console that ends all tokens until now")
class NotBeforePagesTest {
    private static final SettableClock CLOCK = new SettableClock("2026-11-22T12:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    private static Desk ada;

    @BeforeAll
    static void people() {
        Residents.of(SERVER).user("master", "ada", "admin");
        ada = Desk.of(SERVER, "master", "ada");
    }

    private static TestClient shop(String realm) {
        SERVER.realm(realm);
        return SERVER.client(
                realm, Map.of("clientId", "shop", "grantTypes", List.of("client_credentials", "password")));
    }

    private static String token(TestClient client, Map<String, String> more) {
        return SERVER.token(client, more).expect(200).text("access_token");
    }

    private static boolean isActive(TestClient client, String token) {
        var asked = Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token);
        var path = "/realms/%s/protocol/openid-connect/token/introspect".formatted(client.realm());
        return (Boolean) SERVER.form(path, asked).expect(200).get("active");
    }

    private static void press(String realm, String page, String address) {
        var path = "/console/realms/" + realm;
        ada.open(path + page).shows("action=\"" + path + address + "\"");
        var done = ada.browser().post(SERVER.url() + path + address, Map.of("mark", ada.mark()));
        assertThat(done.url()).isEqualTo(SERVER.url() + path + page);
        var next = CLOCK.instant().plusSeconds(1);
        done.shows("Tokens that were issued until now are void.", "<time datetime=\"" + next + "\">");
    }

    private static void endsIt(TestClient client, Map<String, String> more, String page, String address) {
        var before = token(client, more);
        assertThat(isActive(client, before)).isTrue();

        press(client.realm(), page, address);

        assertThat(isActive(client, before)).as("issued in the same second").isFalse();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(isActive(client, token(client, more))).isTrue();
    }

    @Test
    @DisplayName("does so for a realm, and shows as a moment what is kept as seconds")
    void realm() {
        endsIt(shop("whole"), Map.of(), "/settings", "/settings/not-before");
    }

    @Test
    @DisplayName("does so for a client, and for no other")
    void client() {
        var other = shop("one");
        var others = token(other, Map.of());
        var client = SERVER.client("one");

        endsIt(
                client,
                Map.of(),
                "/clients/" + client.clientId() + "/advanced",
                "/clients/" + client.clientId() + "/not-before");

        assertThat(isActive(other, others)).isTrue();
    }

    @Test
    @DisplayName("does so for a person, and for no other")
    void user() {
        var client = shop("people");
        var residents = Residents.of(SERVER);
        var bob = residents.user("people", "bob").id().value();
        residents.user("people", "eve");
        var others = token(client, signIn("eve"));

        endsIt(client, signIn("bob"), "/users/" + bob, "/users/" + bob + "/not-before");

        assertThat(isActive(client, others)).isTrue();
    }

    private static Map<String, String> signIn(String name) {
        return Map.of("grant_type", "password", "username", name, "password", Residents.PASSWORD);
    }
}
