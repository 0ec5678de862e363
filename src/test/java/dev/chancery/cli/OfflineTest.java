package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.Setting;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.db.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What works while no server runs")
class OfflineTest {

    @TempDir
    private Path temp;

    private Path data;
    private TestProgram program;

    @BeforeEach
    void folder() {
        data = temp.resolve("data");
        program = new TestProgram(temp).with("CHANCERY_DATA_DIR", data.toString());
    }

    private TestServer server() {
        return serverAt(InstantSource.system());
    }

    private TestServer serverAt(InstantSource clock) {
        return new TestServer(Dialect.SQLITE, clock)
                .with(Setting.PUBLIC_URL, "https://id.example.com")
                .with(Setting.DATA_DIR, data.toString())
                .start();
    }

    @Test
    @DisplayName("offline commands make nothing where there is nothing")
    void nothing_there() {
        for (var command : new String[] {"recover-admin", "new-epoch", "verify-audit", "backup x", "master-key rotate"})
            assertThat(program.run(command.split(" ")).line(2)).contains("no database");
        program.run("restore", temp.resolve("absent").toString()).line(2);

        assertThat(data.resolve("chancery.db")).doesNotExist();
        assertThat(data.resolve("master.key")).doesNotExist();
        assertThat(Path.of("x")).doesNotExist();
    }

    @Test
    @DisplayName("R-23 a backup is taken while the server runs, and brings back what was there")
    void backup() throws Exception {
        var copy = temp.resolve("copy.db");
        TestServer.TestClient client;
        try (var server = server()) {
            client = server.client("master");
            program.run("backup", copy.toString()).expect(0);
            assertThat(program.run("backup", copy.toString()).line(2)).contains("overwrites nothing");
            server.api("DELETE", "/api/clients/" + client.clientId(), null).expect(204);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");

        assertThat(program.run("restore", copy.toString()).line(2)).contains("--force");
        program.run("restore", "--force", copy.toString()).expect(0);
        try (var server = server()) {
            server.token(client).expect(200);
        }
        program.run("verify-audit").expect(0);
    }

    @Test
    @DisplayName(
            "AD-11 recover-admin enables an administrator again, or makes one, with a password that it shows once; on record")
    void recover_admin() {
        var clock = new SettableClock("2030-01-01T00:00:00Z");
        String former;
        try (var server = serverAt(clock)) {
            former = server.adminToken();
            Phone.of(server, "master", Residents.of(server).find("master", TestServer.ADMIN));
            server.api("PATCH", "/api/realms/master", Map.of("mfaRequired", true))
                    .expect(200);
            server.api("PATCH", "/api/clients/admin-cli?realm=master", Map.of("enabled", false))
                    .expect(200);
        }
        program.at(clock);
        clock.advance(Duration.ofSeconds(10));
        var again = program.run("recover-admin").expect(0);
        var fresh = program.run("recover-admin", "--username", "rescue").expect(0);
        assertThat(again.lines()).hasSize(1);
        assertThat(again.err()).contains("admin");
        assertThat(program.run("recover-admin", "--username", "a\nb").line(1)).contains("username");

        try (var server = serverAt(clock)) {
            var old = Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    "admin-cli",
                    "username",
                    TestServer.ADMIN,
                    "password",
                    TestServer.PASSWORD);
            server.tokenRequest("master", old).expect(400);
            server.api(former, "GET", "/api/realms", null).expect(401);
            for (var who : Map.of("admin", again, "rescue", fresh).entrySet()) {
                var token = server.userToken(
                        "master",
                        "admin-cli",
                        who.getKey(),
                        who.getValue().out().strip());
                server.api(token, "GET", "/api/realms", null).expect(200);
            }
        }
        program.run("verify-audit").expect(0);
        assertThat(Audit.of(data).texts("SELECT actor FROM audit_entry WHERE kind = 'admin.recovered'"))
                .containsExactly("operator", "operator");
    }

    @Test
    @DisplayName("recover-admin gives admin-cli back the scope without which its tokens administer nothing")
    void recover_scope() {
        server().close();
        Audit.of(data).tamper("UPDATE client SET scopes = '[]'");

        var password = program.run("recover-admin").expect(0).out().strip();

        try (var server = server()) {
            var token = server.userToken("master", "admin-cli", "admin", password);
            server.api(token, "GET", "/api/realms", null).expect(200);
        }
    }

    @Test
    @DisplayName("recover-admin lets in at once, where the not-before of realm, client or person still lies ahead")
    void recover_not_before() {
        var clock = new SettableClock("2030-01-01T00:00:00Z");
        try (var server = serverAt(clock)) {
            var admin = server.api("GET", "/api/users?realm=master&username=admin", null);
            var id = ((Map<?, ?>) ((List<?>) admin.expect(200).get("content")).getFirst()).get("id");
            var token = server.adminToken();
            var ahead = Map.of("notBefore", clock.instant().getEpochSecond() + 60);
            server.api(token, "PATCH", "/api/users/" + id, ahead).expect(200);
            server.api(server.adminToken(), "GET", "/api/realms", null).expect(401);
        }
        // as whoever changed all three within the same second would have left them
        Audit.of(data)
                .tamper("UPDATE realm SET not_before = 253402300799", "UPDATE client SET not_before = 253402300799");
        program.at(clock);

        var password = program.run("recover-admin").expect(0).out().strip();

        try (var server = serverAt(clock)) {
            var token = server.userToken("master", "admin-cli", "admin", password);
            server.api(token, "GET", "/api/realms", null).expect(200);
        }
    }

    private static List<Map<String, Object>> shut() {
        return List.of(Map.of("enabled", false), Map.of("optionalScopes", List.of()));
    }

    @ParameterizedTest
    @MethodSource("shut")
    @DisplayName(
            "AD-11 recover-admin opens the console, too, and ends what was begun with the former password until then")
    void recover_console(Map<String, Object> shut) {
        var clock = new SettableClock("2030-01-01T00:00:00Z");
        String former;
        try (var server = at(clock)) {
            server.get("/console/sign-in?realm=master").expect(303);
            former = server.adminToken();
            server.api("PATCH", "/api/clients/chancery-console?realm=master", shut)
                    .expect(200);
        }
        program.at(clock);

        var password = program.run("recover-admin").expect(0).out().strip();

        try (var server = at(clock)) {
            server.api(former, "GET", "/api/realms", null).expect(401);
            var token = server.userToken("master", "admin-cli", TestServer.ADMIN, password);
            assertThat(server.api(token, "GET", "/api/sessions?realm=master", null)
                            .expect(200)
                            .get("totalElements"))
                    .as("this one")
                    .isEqualTo(1);
            var browser = new WebBrowser(server);
            var page = browser.open("/console/sign-in?realm=master");
            var console = browser.submit(page, Map.of("username", TestServer.ADMIN, "password", password));
            assertThat(console.url()).startsWith(server.url() + "/console/realms");
            console.answer().expect(200);
        }
    }

    private TestServer at(InstantSource clock) {
        return new TestServer(Dialect.SQLITE, clock)
                .with(Setting.DATA_DIR, data.toString())
                .start();
    }

    @Test
    @DisplayName("a server goes on after a restart with its keys, clients and tokens")
    void restart() {
        String token;
        TestServer.TestClient client;
        try (var server =
                server().with(Setting.PUBLIC_URL, "https://id.example.com").restart()) {
            client = server.client("master");
            token = server.token(client).text("access_token");
        }
        try (var server = new TestServer()
                .with(Setting.DATA_DIR, data.toString())
                .with(Setting.PUBLIC_URL, "https://id.example.com")
                .start()) {
            assertThat(server.server().administrator()).isEmpty();
            server.token(client).expect(200);
            assertActive(server, client, token);
        }
    }

    static void assertActive(TestServer server, TestServer.TestClient client, String token) {
        var answer = server.form(
                "/realms/" + client.realm() + "/protocol/openid-connect/token/introspect",
                Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token));
        assertThat(answer.expect(200).get("active")).isEqualTo(true);
    }
}
