package dev.chancery.manage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Main;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.TestDatabases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stopping")
class StopTest {
    private static final String SECRET = "a-secret-for-automation-0123456789";

    @Test
    @DisplayName("a node that stops says first that it is not ready, and answers what is under way")
    void under_way() throws Exception {
        var server = new TestServer().start();
        var client = server.client("master");
        try (var socket = new Socket("127.0.0.1", server.server().port())) {
            var body = TestServer.encoded(Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    client.clientId(),
                    "client_secret",
                    client.secret()));
            var head = """
                    POST /realms/master/protocol/openid-connect/token HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: %d\r
                    \r
                    """.formatted(body.length());
            socket.getOutputStream().write((head + body.charAt(0)).getBytes(US_ASCII));
            ManagementTest.manage(server, "/health/ready").expect(200);

            var stopping = Thread.ofPlatform().start(server::close);
            while (ManagementTest.manage(server, "/health/ready").status() == 200) Thread.onSpinWait();
            assertThat(ManagementTest.manage(server, "/health/ready").text("reasons"))
                    .contains("the node is stopping");
            socket.getOutputStream().write(body.substring(1).getBytes(US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"access_token\"");
            stopping.join();
        }
    }

    @Test
    @DisplayName("SIGTERM ends the process with 143, after what it counted is written down")
    void sigterm() throws Exception {
        var folder = TestDatabases.folder();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "start")
                .redirectError(folder.resolve("log").toFile());
        for (var setting : List.of(Setting.HTTP_PORT, Setting.MANAGEMENT_PORT))
            process.environment().put(setting.variable(), "0");
        process.environment().put(Setting.DATA_DIR.variable(), folder.toString());
        process.environment().put(Setting.BOOTSTRAP_CLIENT_ID.variable(), "automation");
        process.environment().put(Setting.BOOTSTRAP_CLIENT_SECRET.variable(), SECRET);
        var child = process.start();
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            token(port(lines));
            child.destroy();
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(143);
        } finally {
            child.destroyForcibly();
        }
        assertThat(uses(folder)).isEqualTo(1);
    }

    private static int port(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine())
            if (line.contains("http://localhost:"))
                return URI.create(line.substring(line.indexOf("http://")).strip())
                        .getPort();
        throw new AssertionError("the server did not start");
    }

    private static void token(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var body = "grant_type=client_credentials&client_id=automation&client_secret=" + SECRET;
            socket.getOutputStream().write("""
                    POST /realms/master/protocol/openid-connect/token HTTP/1.1\r
                    Host: localhost\r
                    Connection: close\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(body.length(), body).getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    private static Object uses(Path folder) {
        try (var server =
                new TestServer().with(Setting.DATA_DIR, folder.toString()).start()) {
            var automation = new TestClient("master", "", "automation", SECRET);
            var token = server.token(automation).expect(200).text("access_token");
            var secrets = server.api(token, "GET", "/api/clients/automation/secrets", null)
                    .expect(200);
            return ((Map<?, ?>) ((List<?>) secrets.get("content")).getFirst()).get("useCount");
        }
    }
}
