package dev.chancery.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Posts forms at a fixed rate and prints the latencies, in milliseconds, as one line of JSON.
///
/// Request `i` is due at `start + i / rate`, whatever became of those before it, and its latency counts from when it
/// was due: a server that stalls is charged for every request that had to wait (no coordinated omission).
final class OpenLoop {
    private static final double WARM_UP = 3; // seconds that are not counted

    private final URI target;
    private final byte[][] requests;
    private final long interval;
    private final int connections;
    private final long[] latencies;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    private OpenLoop(URI target, Path bodies, double rate, double seconds, int connections) throws IOException {
        this.target = target;
        this.requests = Files.readAllLines(bodies).stream().map(this::request).toArray(byte[][]::new);
        this.interval = (long) (1e9 / rate);
        this.connections = connections;
        this.latencies = new long[(int) (rate * (WARM_UP + seconds))];
    }

    /// Arguments: URL, file with a form a line, requests a second, seconds, connections.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rate = Double.parseDouble(arguments[2]);
        var seconds = Double.parseDouble(arguments[3]);
        var connections = Integer.parseInt(arguments[4]);
        var loop = new OpenLoop(URI.create(arguments[0]), Path.of(arguments[1]), rate, seconds, connections);
        loop.run();
        System.out.println(loop.report((int) (rate * WARM_UP)));
    }

    private void run() throws InterruptedException {
        var start = System.nanoTime() + 200_000_000L;
        var threads = new Thread[connections];
        for (var i = 0; i < connections; i++) {
            var first = i;
            threads[i] = Thread.ofPlatform().start(() -> keepTo(start, first));
        }
        for (var thread : threads) thread.join();
    }

    private void keepTo(long start, int first) {
        Connection connection = null;
        for (var i = first; i < latencies.length; i += connections) {
            var due = start + i * interval;
            for (var rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime())
                LockSupport.parkNanos(rest);
            try {
                if (connection == null) connection = new Connection(target);
                if (connection.ask(requests[i % requests.length]) != 200) refused.incrementAndGet();
            } catch (IOException lost) {
                broken.incrementAndGet();
                connection = null;
            }
            latencies[i] = System.nanoTime() - due;
        }
    }

    private byte[] request(String body) {
        var head =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
                        .formatted(target.getRawPath(), target.getAuthority(), body.getBytes(UTF_8).length);
        return (head + body).getBytes(UTF_8);
    }

    private String report(int uncounted) {
        var counted = Arrays.copyOfRange(latencies, uncounted, latencies.length);
        Arrays.sort(counted);
        return "{\"requests\":%d,\"refused\":%d,\"broken\":%d,\"p50\":%.3f,\"p90\":%.3f,\"p99\":%.3f,\"max\":%.3f}"
                .formatted(
                        counted.length,
                        refused.get(),
                        broken.get(),
                        at(counted, 0.5),
                        at(counted, 0.9),
                        at(counted, 0.99),
                        at(counted, 1));
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))] / 1e6;
    }

    /// One kept-alive connection; answers with a Content-Length or chunked.
    private static final class Connection {
        private final Socket socket;
        private final InputStream in;

        Connection(URI target) throws IOException {
            this.socket = new Socket(target.getHost(), target.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        int ask(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            var status = Integer.parseInt(line().split(" ", -1)[1]);
            var length = 0;
            var chunked = false;
            for (var field = line(); !field.isEmpty(); field = line()) {
                var lower = field.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:"))
                    length = Integer.parseInt(lower.substring(15).strip());
                if (lower.equals("transfer-encoding: chunked")) chunked = true;
            }
            if (chunked) {
                for (var size = chunk(); size > 0; size = chunk()) in.skipNBytes(size + 2L);
                line();
            } else in.skipNBytes(length);
            return status;
        }

        private int chunk() throws IOException {
            return Integer.parseInt(line().strip(), 16);
        }

        private String line() throws IOException {
            var line = new StringBuilder(64);
            for (var c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) throw new EOFException();
                if (c != '\r') line.append((char) c);
            }
            return line.toString();
        }
    }
}
