package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.db.StartRefusal;
import dev.chancery.db.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How the server is reached")
class ReachedTest {
    @Test
    @DisplayName("by https with a certificate of its own: the issuer says so, and browsers are told to stay with it")
    void tls() {
        try (var server = new TestServer().with(new TestCertificate()).start();
                var http = HttpClient.newHttpClient()) {
            var address = "https://localhost:" + server.server().port();
            var answer = server.get("/realms/master/.well-known/openid-configuration");

            assertThat(answer.expect(200).text("issuer")).isEqualTo(address + "/realms/master");
            assertThat(answer.text("token_endpoint")).startsWith(address);
            assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
            var plain = HttpRequest.newBuilder(URI.create(address.replace("https:", "http:")));
            assertThatThrownBy(() -> http.send(plain.build(), BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("a certificate that cannot be read is told in one line")
    void unreadable_certificate() {
        var absent = TestDatabases.folder().resolve("absent.pem").toString();
        var server = new TestServer().with(Setting.TLS_CERTIFICATE, absent).with(Setting.TLS_KEY, absent);
        assertThatThrownBy(server::start).isInstanceOf(StartRefusal.class).hasMessageContaining(absent);
    }

    @Test
    @DisplayName("behind a proxy: the trusted proxy's word on the client's address counts, and the public URL is ours")
    void behind_a_proxy() {
        var server = new TestServer()
                .with(Setting.PUBLIC_URL, "https://id.example.com/sso")
                .with(Setting.TRUSTED_PROXIES, "127.0.0.1/32");
        try (server) {
            server.start();
            var client = server.client("master");
            var form = TestServer.encoded(Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    client.clientId(),
                    "client_secret",
                    client.secret()));
            var answer = server.send(server.request("/realms/master/protocol/openid-connect/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-Forwarded-For", "203.0.113.9, 198.51.100.7")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Proto", "http")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));

            assertThat(answer.expect(200).claims()).containsEntry("iss", "https://id.example.com/sso/realms/master");
            assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
            assertThat(lastAddress(server, client)).isEqualTo("198.51.100.7");
        }
    }

    @Test
    @DisplayName("under /auth too, with the one issuer; the alias is a setting")
    void alias() {
        try (var server = new TestServer().start()) {
            for (var prefix : List.of("", "/auth"))
                assertThat(server.get(prefix + "/realms/master/.well-known/openid-configuration")
                                .expect(200)
                                .text("issuer"))
                        .isEqualTo(server.issuer("master"));
        }
        try (var server = new TestServer().with(Setting.PATH_ALIASES, "/sso").start()) {
            server.get("/sso/realms/master").expect(200);
            server.get("/auth/realms/master").expect(404);
        }
    }

    private static Object lastAddress(TestServer server, TestServer.TestClient client) {
        while (true) {
            var secrets = server.api("GET", "/api/clients/%s/secrets".formatted(client.clientId()), null);
            var first = (Map<?, ?>) ((List<?>) secrets.get("content")).getFirst();
            if (first.containsKey("lastUsedAddress")) return first.get("lastUsedAddress");
            Thread.onSpinWait();
        }
    }
}
