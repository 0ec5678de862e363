package dev.chancery.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// What comes back for bytes that no HTTP client would send, until the server closes or falls silent.
record RawAnswer(String text, boolean closed) {

    static RawAnswer to(int port, String... parts) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(3_000);
            for (var part : parts) {
                socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            return read(socket);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    static RawAnswer read(Socket socket) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[8192];
        try {
            for (int n; (n = socket.getInputStream().read(buffer)) >= 0; )
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            return new RawAnswer(text.toString(), true);
        } catch (java.net.SocketTimeoutException silent) {
            return new RawAnswer(text.toString(), false);
        } catch (java.net.SocketException reset) {
            return new RawAnswer(text.toString(), true);
        }
    }

    int status() {
        return text.isEmpty() ? 0 : Integer.parseInt(text.substring(9, 12));
    }

    /// How many answers came: a request hidden in another one would add one.
    int answers() {
        return text.split("HTTP/1\\.1 \\d{3} ", -1).length - 1;
    }
}
