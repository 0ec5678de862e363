package dev.chancery.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@DisplayName("The log, as it is shipped, at DEBUG")
class NoSecretsLoggedTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final List<String> canaries = new ArrayList<>(List.of(TestServer.PASSWORD));

    @BeforeEach
    void capture() throws JoranException {
        System.setErr(new PrintStream(written, true, UTF_8));
        logs.reset();
        LogConfiguration.asShipped(logs);
        logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ALL);
        LoggerFactory.getLogger("dev.chancery").debug("loud");
    }

    @AfterEach
    void restore() throws JoranException {
        System.setErr(before);
        configure(ClassicConstants.TEST_AUTOCONFIG_FILE);
    }

    @Test
    @DisplayName("SE-03 carries no secret, password or token, whatever a request carried them in")
    void canaries() throws JoranException {
        try (var server = new TestServer().start()) {
            canaries.add(server.adminToken());
            var client = server.client(server.realm("watched"));
            canaries.add(client.secret());
            tokens(server, client);
            administration(server, client);
            mistakes(server, client);
        }
        configure(ClassicConstants.TEST_AUTOCONFIG_FILE); // writes what is queued

        var log = written.toString(UTF_8);
        assertThat(log).contains("\"level\":\"DEBUG\"", "\"logger\":\"access\"");
        assertThat(canaries)
                .hasSizeGreaterThan(15)
                .allSatisfy(canary -> assertThat(log).as("the log").doesNotContain(canary));
        assertThat(log).doesNotContain("?", "grant_type=", "Authorization", "Bearer ");
    }

    @Test
    @DisplayName("has lines for requests only when they are asked for")
    void access_log_is_asked_for() {
        var access = LoggerFactory.getLogger("access");
        Logging.start(false, true);
        assertThat(access.isInfoEnabled()).isTrue();
        Logging.start(false, false);
        assertThat(access.isInfoEnabled()).isFalse();
    }

    @Test
    @DisplayName("has one line for each request: pattern, status, time, size, id and address, and nothing else")
    void access_lines() throws JoranException {
        String id;
        try (var server = new TestServer().start()) {
            id = server.get("/realms/master?code=1").header("X-Request-Id");
            server.get("/realms/ma%20ster/x");
        }
        configure(ClassicConstants.TEST_AUTOCONFIG_FILE);

        var lines = written.toString(UTF_8)
                .lines()
                .map(JsonText.MAPPER::readTree)
                .filter(line -> line.get("logger").asString().equals("access"))
                .toList();
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(line -> assertThat(String.join(" ", line.propertyNames()))
                        .isEqualTo("time level logger message method route status millis bytes request address"));
        // a line is written when its exchange ends, which may be after the next one
        assertThat(lines)
                .extracting(each -> each.get("route").asString())
                .containsExactlyInAnyOrder("/realms/{realm}", "other");
        var line = lines.stream()
                .filter(each -> each.get("request").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(line.get("route").asString()).isEqualTo("/realms/{realm}");
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("address").asString()).isEqualTo("127.0.0.1");
    }

    private void tokens(TestServer server, TestClient client) {
        var token = server.token(client).expect(200).text("access_token");
        canaries.add(token);
        server.token(client, Map.of("client_secret", canary("wrong-secret"))).expect(401);
        var path = "/realms/watched/protocol/openid-connect/";
        server.get(path + "token?client_secret=" + canary("in-query"));
        server.send(server.request(path + "token")
                .header("Authorization", TestServer.basic(client.clientId(), canary("basic")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
        canaries.add(TestServer.basic(client.clientId(), "canary-basic").substring(6));
        var asking = Map.of("client_id", client.clientId(), "client_secret", client.secret());
        for (var endpoint : List.of("token/introspect", "revoke"))
            for (var asked : List.of(token, canary("no-token"))) {
                var form = new HashMap<>(asking);
                form.put("token", asked);
                server.form(path + endpoint, form).expect(200);
            }
        server.tokenRequest(
                        "master",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", canary("password")))
                .expect(400);
    }

    private void administration(TestServer server, TestClient client) {
        var clients = "/api/clients/" + client.clientId();
        canaries.add(
                server.api("POST", clients + "/rotate-secret", null).expect(200).text("clientSecret"));
        canaries.add(server.api("POST", clients + "/secrets", Map.of("name", "second"))
                .expect(201)
                .text("secret"));
        server.api("POST", "/api/clients", Map.of("realmName", "watched", "clientSecret", canary("own-secret")))
                .expect(400);
        server.api("PATCH", clients, Map.of("clientSecret", canary("patched"))).expect(400);
        server.api(canary("bearer"), "GET", "/api/realms", null).expect(401);
        server.api(canaries.get(3), "GET", "/api/realms", null).expect(401);
    }

    private void mistakes(TestServer server, TestClient client) {
        server.send(server.request("/api/clients")
                .header("Authorization", "Bearer " + server.adminToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"clientSecret\": \"" + canary("broken-json"))));
        server.send(server.request("/realms/watched/protocol/openid-connect/token")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("client_secret=" + canary("plain"))));
        server.tokenRequest(
                "watched",
                Map.of(
                        "grant_type",
                        canary("grant"),
                        "client_id",
                        client.clientId(),
                        "client_secret",
                        "x".repeat(9000)));
        server.send(server.request("/" + canary("path")).header("Cookie", "session=" + canary("cookie")));
        server.api("DELETE", "/api/clients/" + canary("name"), null).expect(404);
    }

    private String canary(String name) {
        var canary = "canary-" + name;
        canaries.add(canary);
        return canary;
    }

    private void configure(String resource) throws JoranException {
        logs.reset();
        var configurator = new JoranConfigurator();
        configurator.setContext(logs);
        configurator.doConfigure(getClass().getClassLoader().getResource(resource));
    }
}
