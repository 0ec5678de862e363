package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.chancery.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/// Bytes to a server and back, for what no HTTP library would send.
final class RawHttp {

    private RawHttp() {}

    /// All that is answered before the server closes; `request` should ask for that with `Connection: close`.
    static String send(TestServer server, String request) {
        return send(server, request.getBytes(ISO_8859_1));
    }

    static String send(TestServer server, byte[] request) {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.setSoTimeout(20_000);
            var answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answer);
            } catch (SocketException closed) {
                return answer.toString(ISO_8859_1); // before all was sent or read: what came counts
            }
            return answer.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String body(String answer) {
        var end = answer.indexOf("\r\n\r\n");
        return end < 0 ? "" : answer.substring(end + 4);
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
