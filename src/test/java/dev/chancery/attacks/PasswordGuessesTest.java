package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.AtOnce;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Dialect;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("LG Guesses at passwords, where people and programs send them")
class PasswordGuessesTest {
    private static final int MOST = 10;

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;
    private TestClient direct;

    @BeforeEach
    void a_realm() {
        realm = "guesses-" + RandomToken.hex(8);
        app = App.withAda(server, realm);
        direct = server.client(realm, Map.of("publicClient", true, "grantTypes", List.of("password")));
    }

    private Answer sent(TestServer node, String name, String password) {
        return node.tokenRequest(
                realm,
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        direct.clientId(),
                        "username",
                        name,
                        "password",
                        password));
    }

    private static String told(Answer answer) {
        return answer.status() + answer.body().replaceAll("[0-9a-z]{26}", "(reference)");
    }

    @Test
    @DisplayName(
            "LG-09 a name that nobody has costs one hash and gets one answer, as a known one does; so does one that"
                    + " is switched off, or has no password")
    void alike() {
        App.person(server, realm, "off", Map.of("enabled", false));
        server.api("POST", "/api/users", Map.of("realmName", realm, "username", "new"))
                .expect(201);
        for (var attempt = 0; attempt < MOST / 2 + 1; attempt++) {
            var told = new HashSet<String>();
            var shown = new HashSet<String>();
            for (var name : List.of("ada", "off", "new", "nob")) {
                var before = hashes(List.of(server));
                told.add(told(sent(server, name, "wrong")));
                shown.add(shown(name));
                assertThat(hashes(List.of(server)) - before).as(name).isEqualTo(attempt < MOST / 2 ? 2 : 0);
            }
            assertThat(told).hasSize(1);
            assertThat(shown).hasSize(1);
        }
    }

    private String shown(String name) {
        var browser = new WebBrowser(server);
        var form = browser.open(app.address(Map.of()));
        return told(browser.submit(form, Map.of("username", name, "password", "wrong"))
                        .answer())
                .replace("value=\"" + name + "\"", "value=\"(name)\"");
    }

    @Test
    @DisplayName("LG-10 a person's name and e-mail address are one account: guesses at both are counted together")
    void name_and_address() {
        for (var i = 0; i < MOST / 2; i++) {
            sent(server, "ada", "wrong").expect(400);
            sent(server, "Ada@Example.com", "wrong").expect(400);
        }
        for (var name : List.of("ada", "ada@example.com"))
            assertThat(sent(server, name, Residents.PASSWORD).expect(400).text("error_description"))
                    .contains("too many");
    }

    @Test
    @DisplayName("LG-11 of 60 wrong passwords in the same moment, in all spellings of a name, ten are hashed, at two"
            + " nodes as at one")
    void at_once() {
        var spellings = List.of("ada", "ADA", " ada ", "\uff41da", "ada@example.com", "ADA@EXAMPLE.COM");
        if (server.dialect() == Dialect.SQLITE) {
            guessed(List.of(server), spellings);
            return;
        }
        try (var neighbour = server.neighbour()) {
            guessed(List.of(server, neighbour), spellings);
        }
    }

    private void guessed(List<TestServer> nodes, List<String> spellings) {
        var before = hashes(nodes);

        AtOnce.of(60, i -> sent(nodes.get(i % nodes.size()), spellings.get(i % spellings.size()), "wrong " + i));

        assertThat(hashes(nodes) - before).isEqualTo(MOST);
        for (var node : nodes)
            assertThat(sent(node, "ada", Residents.PASSWORD).expect(400).text("error_description"))
                    .contains("too many");
    }

    private static long hashes(List<TestServer> nodes) {
        return nodes.stream().mapToLong(node -> Residents.of(node).hashes()).sum();
    }
}
