package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The listener")
@Timeout(60)
class ListenerTest {
    private static final Handler OK = _ -> Response.text(200, "ok");

    @TempDir
    static Path folder;

    @Test
    @DisplayName("a request under way is finished before the listener is closed, and no new one is taken")
    void stops_gracefully() throws Exception {
        var running = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var server = TestListener.of(_ -> {
            running.countDown();
            try {
                go.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            return Response.text(200, "finished");
        });
        var answer = CompletableFuture.supplyAsync(() -> server.get("/").body());
        running.await();
        var port = server.port();

        var closing = CompletableFuture.runAsync(server.listener()::close);
        while (accepts(port)) Thread.onSpinWait();
        assertThat(closing).isNotDone();
        go.countDown();

        assertThat(answer.get()).isEqualTo("finished");
        closing.get();
        server.client().close();
    }

    @Test
    @DisplayName("a port in use is told in one line, and leaves no thread behind")
    void port_in_use() {
        try (var server = TestListener.of(OK)) {
            var settings = ListenSettings.on("127.0.0.1", server.port(), () -> "r");
            assertThatThrownBy(() -> JettyListener.start(settings, OK))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + server.port() + ": Address already in use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "no-such-host.invalid"})
    @DisplayName("so is an address that is not this machine's")
    void foreign_address(String address) {
        assertThatThrownBy(() -> JettyListener.start(ListenSettings.on(address, 0, () -> "r"), OK))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot listen on " + address + ":0: ");
    }

    @Test
    @DisplayName("two listeners live side by side, as the management port does")
    void two() {
        try (var one = TestListener.of(OK);
                var other = TestListener.of(_ -> Response.text(200, "other"))) {
            assertThat(one.get("/").body()).isEqualTo("ok");
            assertThat(other.get("/").body()).isEqualTo("other");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("SE-09 RFC 9325 TLS 1.2 and 1.3 are spoken, from a key store or from PEM files")
    void tls(String version) throws Exception {
        for (var tls : new Tls[] {keyStore(), pem()}) {
            try (var server = TestListener.of(settings -> settings.tls(tls), OK);
                    var client = client(version)) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(answer.body()).isEqualTo("ok");
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(version);
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    @DisplayName("SE-09 RFC 9325 §3.1.1 older versions are not")
    void old_tls(String version) throws Exception {
        var tls = keyStore();
        try (var server = TestListener.of(settings -> settings.tls(tls), OK);
                var socket = (SSLSocket)
                        trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setEnabledProtocols(new String[] {version});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
        try (var server = TestListener.of(settings -> settings.tls(tls), OK)) {
            var hello = "\u0016\u0003\u0001\u0000-\u0001\u0000\u0000)\u0003\u0002" + "x".repeat(32)
                    + "\u0000\u0000\u0002\u0000/\u0001\u0000";
            assertThat(RawAnswer.to(server.port(), hello).text()).startsWith("\u0015");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
            })
    @DisplayName("SE-09 RFC 9325 §4.2 suites without authenticated encryption are not")
    void authenticated_encryption_only(String suite) throws Exception {
        var tls = keyStore();
        try (var server = TestListener.of(settings -> settings.tls(tls), OK)) {
            shakeHands(server.port(), "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
            assertThatThrownBy(() -> shakeHands(server.port(), suite)).isInstanceOf(SSLException.class);
        }
    }

    private static void shakeHands(int port, String suite) throws Exception {
        try (var socket =
                (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
        }
    }

    @Test
    @DisplayName("plain HTTP on a TLS port is not answered")
    void plain_on_tls() throws Exception {
        var tls = keyStore();
        try (var server = TestListener.of(settings -> settings.tls(tls), OK)) {
            assertThat(server.raw("GET / HTTP/1.1").text()).doesNotContain("ok");
        }
    }

    @Test
    @DisplayName("HT-04 a TLS handshake that never comes is cut off")
    void silent_on_tls() throws Exception {
        var tls = keyStore();
        var soon = Duration.ofMillis(200);
        var limits = new Limits(1024, 8192, 100, 4, 4, soon, soon, soon, Duration.ofSeconds(60), soon);
        try (var server = TestListener.of(settings -> settings.tls(tls).limits(limits), OK)) {
            assertThat(RawAnswer.to(server.port(), "\u0016\u0003").closed()).isTrue();
        }
    }

    @Test
    @DisplayName("a key that is not PKCS #8, or a missing file, is told in one line")
    void bad_pem() throws IOException {
        var certificate = Files.writeString(folder.resolve("c.pem"), "nothing");
        var key = Files.writeString(folder.resolve("k.pem"), "-----BEGIN EC PRIVATE KEY-----\n");
        assertThatThrownBy(() -> new Tls.PemFiles(certificate, key).load())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tls.PemFiles(folder.resolve("absent"), key).load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot read the TLS certificate");
    }

    private static boolean accepts(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static Tls.StoreFile keyStore() throws Exception {
        var file = folder.resolve("tls.p12");
        if (Files.notExists(file)) {
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "a",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1",
                            "-storepass",
                            "changeit",
                            "-keystore",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(keytool.waitFor()).isZero();
        }
        return new Tls.StoreFile(file, "changeit");
    }

    private static Tls.PemFiles pem() throws Exception {
        var store = keyStore().load();
        return new Tls.PemFiles(
                pem("CERTIFICATE", store.getCertificate("a").getEncoded()),
                pem("PRIVATE KEY", store.getKey("a", "changeit".toCharArray()).getEncoded()));
    }

    private static Path pem(String type, byte[] der) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(type),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type),
                StandardCharsets.US_ASCII);
    }

    private static HttpClient client(String version) throws Exception {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        return HttpClient.newBuilder()
                .sslContext(trusting())
                .sslParameters(parameters)
                .build();
    }

    private static SSLContext trusting() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("a", keyStore().load().getCertificate("a"));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
