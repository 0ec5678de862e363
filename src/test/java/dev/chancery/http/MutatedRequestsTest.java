package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("HT-08 mutated requests")
class MutatedRequestsTest {
    private static final String[] VALID = {
        "GET /realms/a?x=%20y HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n",
        "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 11\r\nConnection: close\r\n\r\na=b&c=%20+d",
        "POST /json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n7\r\n{\"a\":1}\r\n0\r\n\r\n",
    };

    private final Random random = new Random(20261121);

    @Test
    @DisplayName("2,000 of them, from a fixed seed: never a 5xx, and the server stays well")
    void mutated() throws IOException {
        var router = new Router()
                .get("/realms/{realm}", request -> Response.text(200, request.parameter("realm") + request.query()))
                .post("/form", request -> Response.text(200, request.form().toString()))
                .post("/json", request -> Response.json(200, Json.tree(request)));
        try (var server = TestListener.of(router)) {
            for (int i = 0; i < 2_000; i++) {
                var request = mutate(VALID[i % VALID.length].getBytes(StandardCharsets.ISO_8859_1));
                assertThat(answer(server.port(), request))
                        .as(new String(request, StandardCharsets.ISO_8859_1))
                        .doesNotContainPattern("HTTP/1\\.1 5\\d\\d");
            }
            for (var valid : VALID)
                assertThat(answer(server.port(), valid.getBytes(StandardCharsets.ISO_8859_1)))
                        .startsWith("HTTP/1.1 200");
        }
    }

    private byte[] mutate(byte[] request) {
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            var at = random.nextInt(request.length);
            switch (random.nextInt(4)) {
                case 0 -> request[at] = (byte) random.nextInt(256);
                case 1 -> request[at] ^= (byte) (1 << random.nextInt(8));
                case 2 ->
                    System.arraycopy(request, at, request, random.nextInt(at + 1), Math.min(8, request.length - at));
                default -> request[at] = (byte) "\r\n\0 :;%&=/\"{}[],".charAt(random.nextInt(16));
            }
        }
        return request;
    }

    private static String answer(int port, byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return RawAnswer.read(socket).text();
        }
    }
}
