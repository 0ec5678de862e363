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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How the server is reached")
class ReachedTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    @DisplayName("by https with a certificate of its own: the issuer says so, and browsers are told to stay with it")
    void tls() throws Exception {
        var folder = TestDatabases.folder();
        var store = keyStore(folder.resolve("keys.p12"));
        var certificate = store.getCertificate("a");
        var server = new TestServer()
                .with(Setting.TLS_CERTIFICATE, pem(folder, "CERTIFICATE", certificate.getEncoded()))
                .with(
                        Setting.TLS_KEY,
                        pem(folder, "PRIVATE KEY", store.getKey("a", PASSWORD).getEncoded()));
        try (server;
                var http = HttpClient.newBuilder()
                        .sslContext(trusting(certificate))
                        .build()) {
            server.start();
            var address = "https://localhost:" + server.server().port();
            var answer = new Answer(http.send(
                    HttpRequest.newBuilder(URI.create(address + "/realms/master/.well-known/openid-configuration"))
                            .build(),
                    BodyHandlers.ofByteArray()));

            assertThat(answer.expect(200).text("issuer")).isEqualTo(address + "/realms/master");
            assertThat(answer.text("token_endpoint")).startsWith(address);
            assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
            assertThatThrownBy(() -> server.get("/realms/master")).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("a certificate that cannot be read is told in one line")
    void unreadable_certificate() throws Exception {
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

    private static KeyStore keyStore(Path file) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var arguments = "-genkeypair -alias a -keyalg EC -groupname secp256r1 -dname CN=localhost"
                + " -ext san=dns:localhost -storepass changeit -keystore " + file;
        var command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(arguments.split(" ")));
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor())
                .isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String pem(Path folder, String type, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                        folder.resolve(type), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type))
                .toString();
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("a", certificate);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
