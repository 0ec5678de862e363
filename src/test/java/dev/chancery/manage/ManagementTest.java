package dev.chancery.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.Answer;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import dev.chancery.db.StartRefusal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The management port")
class ManagementTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @DisplayName("a node that can serve is alive and ready")
    void ready() {
        assertThat(manage(SERVER, "/health/live").expect(200).text("status")).isEqualTo("UP");
        assertThat(manage(SERVER, "/health/ready").expect(200).text("status")).isEqualTo("UP");
    }

    @Test
    @DisplayName("a node whose clock is more than 5 s off the database's is alive, but not ready")
    void clock_apart() {
        InstantSource ahead = () -> InstantSource.system().instant().plus(Duration.ofSeconds(8));
        try (var server = new TestServer(Dialect.SQLITE, ahead).start()) {
            manage(server, "/health/live").expect(200);
            var answer = manage(server, "/health/ready").expect(503);
            assertThat(answer.text("reasons")).contains("clock is").contains("s off the database's");
        }
    }

    @Test
    @DisplayName("DS-11 requests are counted by route, method and status class; what matches no route is \"other\"")
    void requests() {
        var client = SERVER.client(SERVER.realm("counted"));
        SERVER.token(client).expect(200);
        SERVER.token(client, Map.of("client_secret", "wrong")).expect(401);
        SERVER.get("/nowhere/at-all?x=1").expect(404);
        SERVER.send(SERVER.request("/nowhere").method("BREW", HttpRequest.BodyPublishers.noBody()));

        var text = metrics();

        var token = "route=\"/realms/{realm}/protocol/openid-connect/token\"";
        assertThat(text)
                .contains("chancery_http_request_duration_seconds_count{method=\"POST\"," + token + ",status=\"2xx\"}")
                .contains("chancery_http_request_duration_seconds_count{method=\"POST\"," + token + ",status=\"4xx\"}")
                .contains(
                        "chancery_http_request_duration_seconds_count{method=\"other\",route=\"other\",status=\"4xx\"}")
                .contains("chancery_tokens_issued_total{alg=\"RS256\",grant=\"client_credentials\"} ")
                .contains("chancery_failures_total{cause=\"wrong_secret\"} 1")
                .contains("chancery_password_hashes_total ", "chancery_change_feed_lag_seconds ")
                .contains("chancery_failures_dropped_total 0", "jvm_memory_used_bytes{area=\"heap\"}")
                .doesNotContain("nowhere", "BREW", "counted");
    }

    @Test
    @DisplayName("neither port serves what belongs to the other")
    void apart() {
        for (var path : List.of("/metrics", "/health/live", "/health/ready"))
            SERVER.get(path).expect(404);
        manage(SERVER, "/realms/master").expect(404);
        manage(SERVER, "/api/clients").expect(404);
    }

    @Test
    @DisplayName("a port in use is told in one line, and nothing is left open")
    void port_in_use() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            for (var setting : List.of(Setting.HTTP_PORT, Setting.MANAGEMENT_PORT)) {
                var server = new TestServer().with(setting, Integer.toString(taken.getLocalPort()));
                assertThatThrownBy(server::start)
                        .isInstanceOf(StartRefusal.class)
                        .hasMessageStartingWith(
                                "The server cannot start: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                        .hasMessageEndingWith("Address already in use.");
                server.with(setting, "0").start();
                server.close();
            }
        }
    }

    private static String metrics() {
        var answer = manage(SERVER, "/metrics").expect(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
        return answer.body();
    }

    static Answer manage(TestServer server, String path) {
        var address = "http://127.0.0.1:" + server.server().managementPort() + path;
        return server.send(HttpRequest.newBuilder(URI.create(address)));
    }
}
