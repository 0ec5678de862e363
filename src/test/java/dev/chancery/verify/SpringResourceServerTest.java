package dev.chancery.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.ToolBox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Spring Boot's resource server, its only setting issuer-uri")
class SpringResourceServerTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Path JAR = Path.of("target", "spring-resource-server", "resource-server.jar");
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private static Process spring;
    private static String url;
    private static TestClient client;

    @BeforeAll
    static void start() throws IOException {
        ToolBox.require(JAR);
        SERVER.realm("shop");
        client = SERVER.client("shop");
        spring = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-jar",
                        JAR.toString(),
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + SERVER.issuer("shop"))
                .redirectErrorStream(true)
                .start();
        url = "http://127.0.0.1:" + startedPort() + "/caller";
    }

    private static String startedPort() throws IOException {
        var log = new StringBuilder();
        var reader = spring.inputReader(UTF_8);
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            log.append(line).append('\n');
            var started = STARTED.matcher(line);
            if (started.find()) return started.group(1);
        }
        throw new IllegalStateException("it did not start:\n" + log);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (spring == null) return;
        spring.destroy();
        if (!spring.waitFor(10, TimeUnit.SECONDS)) spring.destroyForcibly();
    }

    @Test
    @DisplayName("accepts a token of the realm and reads subject, client and scopes from it")
    void accepts() {
        var issued = SERVER.token(client).expect(200);

        var answer = call("Bearer " + issued.text("access_token")).expect(200);

        assertThat(answer.json())
                .containsEntry("subject", issued.claims().get("sub"))
                .containsEntry("client", client.clientId())
                .containsEntry("authorities", List.of("FACTOR_BEARER", "SCOPE_email", "SCOPE_profile"));
    }

    @Test
    @DisplayName("refuses a token of another realm, and one that was bent")
    void refuses() {
        var foreign = SERVER.token(SERVER.client("master")).text("access_token");
        var token = SERVER.token(client).text("access_token");

        call("Bearer " + foreign).expect(401);
        call("Bearer " + token.substring(0, token.length() - 8) + "AAAAAAAA").expect(401);
        call("Basic Og==").expect(401);
    }

    @Test
    @DisplayName("goes on after the keys were revoked: it reads the new ones when it meets them")
    void after_revocation() {
        var before = SERVER.token(client).text("access_token");
        call("Bearer " + before).expect(200);

        SERVER.api("POST", "/api/realms/shop/keys/rotate", Map.of("revoke", true))
                .expect(204);

        call("Bearer " + SERVER.token(client).text("access_token")).expect(200);
    }

    private static Answer call(String authorization) {
        return SERVER.send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", authorization));
    }
}
