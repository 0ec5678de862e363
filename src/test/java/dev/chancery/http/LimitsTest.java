package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Limits")
@Timeout(60)
class LimitsTest {
    private static final Handler LENGTH = request -> Response.text(200, "" + request.body().length);
    private static final Router ROUTER = new Router()
            .get("/", LENGTH)
            .post("/any", LENGTH)
            .add(new Route("POST", "/token", LENGTH).maxBody(8 * 1024));

    @Test
    @DisplayName("content over the listener's limit is 413, over the route's too, chunked or not")
    void content() {
        try (var server = TestListener.of(ROUTER)) {
            assertThat(server.post("/any", "x".repeat(65_536)).body()).isEqualTo("65536");
            assertThat(server.post("/any", "x".repeat(65_537)).statusCode()).isEqualTo(413);
            assertThat(server.post("/token", "x".repeat(8_192)).body()).isEqualTo("8192");
            assertThat(server.post("/token", "x".repeat(8_193)).statusCode()).isEqualTo(413);
            assertThat(chunked(server, 64).text()).contains("\r\n\r\n65536");
            assertThat(chunked(server, 65).status()).isEqualTo(413);
            assertThat(server.post("/any", "x".repeat(1_000_000)).statusCode()).isEqualTo(413);
        }
    }

    @Test
    @DisplayName("a content length that is only announced is refused before a byte of it")
    void announced() {
        try (var server = TestListener.of(ROUTER)) {
            assertThat(server.raw("POST /any HTTP/1.1", "Content-Length: 999999999")
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    @DisplayName("RFC 9110 §10.1.1 content that waits for 100 Continue is asked for, unless it would be too large")
    void expected() throws IOException {
        try (var server = TestListener.of(ROUTER);
                var socket = connect(server)) {
            send(socket, "POST /any HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            var asked = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(socket.getInputStream().readNBytes(asked.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(asked);
            send(socket, "abc");
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
            assertThat(server.raw("POST /any HTTP/1.1", "Expect: 100-continue", "Content-Length: 65537")
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    @DisplayName("HT-05 a header of 1 MiB is 431, an address of 64 KiB is 414")
    void head() {
        try (var server = TestListener.of(ROUTER)) {
            assertThat(server.raw("GET / HTTP/1.1", "X: " + "x".repeat(12_000)).status())
                    .isEqualTo(200);
            assertThat(server.raw("GET / HTTP/1.1", "Authorization: Bearer " + "x".repeat(20_000))
                            .status())
                    .isEqualTo(431);
            assertThat(server.raw("GET /?" + "x".repeat(20_000) + " HTTP/1.1").status())
                    .isEqualTo(414);
        }
    }

    @Test
    @DisplayName("HT-04 a head or content that comes a byte at a time is cut off")
    void slow() throws Exception {
        try (var server = TestListener.of(settings -> settings.limits(limits(4, 4, Duration.ofMillis(300))), ROUTER)) {
            assertThat(trickle(server, "GET / HTTP/1.1\r\nX: ")).isTrue();
            assertThat(trickle(server, "")).isTrue();
            assertThat(trickle(server, "POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("a connection that rests between requests is kept")
    void keep_alive() throws Exception {
        try (var server = TestListener.of(settings -> settings.limits(limits(4, 4, Duration.ofMillis(100))), ROUTER);
                var socket = connect(server)) {
            for (int i = 0; i < 3; i++) {
                send(socket, "POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
                var answer = new byte[4096];
                assertThat(new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 200");
                Thread.sleep(400);
            }
        }
    }

    @Test
    @DisplayName("HT-04 those who send their content slowly hold no worker")
    void slow_senders_hold_nobody() throws IOException {
        try (var server = TestListener.of(settings -> settings.limits(limits(5, 0, Duration.ofSeconds(30))), ROUTER)) {
            var slow = new ArrayList<Socket>();
            for (int i = 0; i < 64; i++) {
                var socket = connect(server);
                send(socket, "POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
                slow.add(socket);
            }

            for (int i = 0; i < 20; i++)
                assertThat(server.post("/any", "12").body()).isEqualTo("2");
            for (var socket : slow) {
                send(socket, "defghij");
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("HT-04 those who don't take their answer hold no worker, and are cut off")
    void slow_readers() throws Exception {
        var big = "x".repeat(8 * 1024 * 1024);
        var router = new Router().get("/", _ -> Response.text(200, "ok")).get("/big", _ -> Response.text(200, big));
        try (var server = TestListener.of(settings -> settings.limits(limits(4, 16, Duration.ofMillis(500))), router)) {
            var slow = new ArrayList<Socket>();
            for (int i = 0; i < 8; i++) {
                var socket = connect(server);
                send(socket, "GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
                slow.add(socket);
            }

            for (int i = 0; i < 20; i++) assertThat(server.get("/").body()).isEqualTo("ok");
            for (var socket : slow) assertThat(sip(socket)).isLessThan(big.length());
        }
    }

    @Test
    @DisplayName(
            "when all workers are taken and the queue is full, further requests are 503 with Retry-After, for OAuth clients too")
    void saturated() throws Exception {
        var running = new Semaphore(0);
        var go = new CompletableFuture<Response>();
        Handler waiting = _ -> {
            running.release();
            return go.join();
        };
        try (var server = TestListener.of(settings -> settings.limits(limits(8, 2, Duration.ofSeconds(30))), waiting);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 8; i++)
                first.add(clients.submit(() -> server.get("/").statusCode()));
            running.acquire(8);

            var shed = new ExecutorCompletionService<HttpResponse<String>>(clients);
            for (int i = 0; i < 6; i++) shed.submit(() -> server.get("/"));
            for (int i = 0; i < 4; i++) {
                var answer = shed.take().get();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(answer.body()).contains("\"reference\":").contains("\"error\":\"temporarily_unavailable\"");
            }
            go.complete(Response.text(200, "done"));

            for (var answer : first) assertThat(answer.get()).isEqualTo(200);
            for (int i = 0; i < 2; i++)
                assertThat(shed.take().get().statusCode()).isEqualTo(200);
            assertThat(server.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("who waits longer than patience lasts is 503, also while every worker is stuck")
    void patience_ends() throws Exception {
        var running = new Semaphore(0);
        var go = new CompletableFuture<Response>();
        Handler stuck = _ -> {
            running.release();
            return go.join();
        };
        var soon = Duration.ofMillis(200);
        var limits = new Limits(1024, 8192, 100, 2, 2, soon, soon, soon, Duration.ofSeconds(60), soon);
        try (var server = TestListener.of(settings -> settings.limits(limits), stuck);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) clients.submit(() -> server.get("/"));
            running.acquire(2);

            try {
                assertThat(server.get("/").statusCode()).isEqualTo(503);
            } finally {
                go.complete(Response.text(200, "done"));
            }
            assertThat(server.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("connections over the limit are taken up when others close")
    void connections() throws IOException {
        try (var server = TestListener.of(
                settings -> settings.limits(new Limits(
                        1024,
                        8192,
                        4,
                        8,
                        8,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1))),
                ROUTER)) {
            var held = new ArrayList<Socket>();
            for (int i = 0; i < 4; i++) {
                var socket = connect(server);
                send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(socket.getInputStream().readNBytes(12)).hasSize(12);
                held.add(socket);
            }
            try (var waiting = connect(server)) {
                send(waiting, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                for (var socket : held) socket.close();
                assertThat(RawAnswer.read(waiting).status()).isEqualTo(200);
            }
        }
    }

    private static Limits limits(int workers, int waiting, Duration time) {
        return new Limits(
                64 * 1024,
                16 * 1024,
                1_000,
                workers,
                waiting,
                Duration.ofSeconds(20),
                time,
                time,
                Duration.ofSeconds(60),
                Duration.ofSeconds(1));
    }

    private static RawAnswer chunked(TestListener server, int kibibytes) {
        var chunk = "400\r\n" + "x".repeat(1024) + "\r\n";
        return RawAnswer.to(
                server.port(),
                "POST /any HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunk.repeat(kibibytes) + "0\r\n\r\n");
    }

    /// Whether the server closes the connection while it is sent a byte now and then.
    private static boolean trickle(TestListener server, String start) throws Exception {
        try (var socket = connect(server)) {
            send(socket, start);
            while (true) {
                Thread.sleep(20);
                if (!start.isEmpty()) send(socket, "x");
                socket.setSoTimeout(1);
                try {
                    if (socket.getInputStream().read() < 0) return true;
                } catch (SocketTimeoutException open) {
                    assertThat(socket.isConnected()).isTrue();
                }
            }
        } catch (SocketException closed) {
            return true;
        }
    }

    /// How many bytes can be taken, sip by sip, until the server cuts it off.
    private static int sip(Socket socket) throws Exception {
        var taken = 0;
        var sip = new byte[1024];
        try {
            for (int n; (n = socket.getInputStream().read(sip)) >= 0; taken += n) Thread.sleep(1);
        } catch (SocketException cutOff) {
            assertThat(taken).isNotNegative();
        }
        return taken;
    }

    private static Socket connect(TestListener server) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
