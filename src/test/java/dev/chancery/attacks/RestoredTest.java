package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Setting;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.TestDatabases;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-23 A database that is brought back from a copy begins a new epoch")
class RestoredTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @TempDir
    private Path temp;

    private TestClient client;
    private String revoked;
    private String kept;
    private String admin;

    @Test
    @DisplayName(
            "SQLite: tokens from before the restore are dead, as it is unknown which were revoked since the backup")
    void sqlite() {
        var data = temp.resolve("data").toString();
        var program = new TestProgram(temp).with("CHANCERY_DATA_DIR", data);
        var copy = temp.resolve("copy.db").toString();
        try (var server = server().with(Setting.DATA_DIR, data).start()) {
            live(server);
            program.run("backup", copy).expect(0);
            revoke(server);
        }

        program.run("restore", "--force", copy).expect(0);

        try (var server = server().with(Setting.DATA_DIR, data).start()) {
            assertBegunAnew(server);
        }
        program.run("verify-audit").expect(0);
    }

    @Test
    @DisplayName("PostgreSQL: the same after chancery new-epoch, which is on record")
    void postgres() {
        var url = TestDatabases.postgresUrl();
        try (var server = on(url).start()) {
            live(server);
        }
        var copy = TestDatabases.copy(url);
        try (var server = on(url).start()) {
            revoke(server);
        }

        var said = program(copy).run("new-epoch").expect(0);

        assertThat(said.out()).contains("tokens that were issued before are void");
        try (var server = on(copy).start()) {
            assertBegunAnew(server);
            var lines = server.api("GET", "/api/realms/master/audit?type=epoch.begun", null);
            assertThat(lines.expect(200).body()).contains("command line");
        }
        program(copy).run("verify-audit").expect(0);
    }

    @Test
    @DisplayName("R-12 PostgreSQL: a running node refuses what is older than it has seen, and goes on in the new epoch")
    void running_node() throws Exception {
        var url = TestDatabases.postgresUrl();
        try (var server = on(url).start()) {
            live(server);
            revoke(server);
            assertThat(active(server, revoked)).isFalse();

            TestDatabases.execute(
                    url,
                    "DELETE FROM revoked_token",
                    "DELETE FROM change WHERE n = (SELECT n FROM change_head)",
                    "DELETE FROM audit_entry WHERE n = (SELECT n FROM change_head)",
                    "UPDATE change_head SET n = n - 1, chain_hash = (SELECT chain_hash FROM audit_entry ORDER BY n DESC LIMIT 1)");

            assertThat(awaitReady(server, 503)).contains("older than what this node has seen");
            introspect(server, revoked).expect(503);
            server.api(admin, "POST", "/api/realms", Map.of("name", "lost")).expect(503);

            program(url).run("new-epoch").expect(0);

            awaitReady(server, 200);
            assertBegunAnew(server);
        }
    }

    private void live(TestServer server) {
        client = server.client("master");
        revoked = server.token(client).text("access_token");
        kept = server.token(client).text("access_token");
        admin = server.adminToken();
    }

    private void revoke(TestServer server) {
        server.form(
                        "/realms/master/protocol/openid-connect/revoke",
                        Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", revoked))
                .expect(200);
    }

    private void assertBegunAnew(TestServer server) {
        assertThat(active(server, revoked)).isFalse();
        assertThat(active(server, kept)).isFalse();
        server.api(admin, "GET", "/api/realms", null).expect(401);

        assertThat(active(server, server.token(client).text("access_token"))).isTrue();
        var fresh = server.userToken("master", "admin-cli", TestServer.ADMIN, TestServer.PASSWORD);
        server.api(fresh, "GET", "/api/realms", null).expect(200);
    }

    private boolean active(TestServer server, String token) {
        return (boolean) introspect(server, token).expect(200).get("active");
    }

    private Answer introspect(TestServer server, String token) {
        return server.form(
                "/realms/master/protocol/openid-connect/token/introspect",
                Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token));
    }

    private static String awaitReady(TestServer server, int status) throws InterruptedException {
        var address = "http://127.0.0.1:" + server.server().managementPort() + "/health/ready";
        for (var i = 0; i < 500; i++) {
            var answer = server.send(HttpRequest.newBuilder(URI.create(address)));
            if (answer.status() == status) return answer.body();
            Thread.sleep(20);
        }
        throw new AssertionError("the node is not " + status);
    }

    private static TestServer server() {
        return new TestServer().with(Setting.PUBLIC_URL, "https://id.example.com");
    }

    private TestServer on(String url) {
        return server().with(Setting.DATA_DIR, temp.resolve("node").toString())
                .with(Setting.DATABASE_URL, url)
                .with(Setting.MASTER_KEY, KEY);
    }

    private TestProgram program(String url) {
        return new TestProgram(temp)
                .with("CHANCERY_DATA_DIR", temp.resolve("node").toString())
                .with("CHANCERY_DATABASE_URL", url)
                .with("CHANCERY_MASTER_KEY", KEY);
    }
}
