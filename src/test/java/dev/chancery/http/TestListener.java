package dev.chancery.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A listener on a free port of the loopback, and a client for it.
record TestListener(JettyListener listener, HttpClient client) implements AutoCloseable {

    static TestListener of(Handler handler) {
        return of(UnaryOperator.identity(), handler);
    }

    static TestListener of(UnaryOperator<ListenSettings> bent, Handler handler) {
        var count = new AtomicInteger();
        var settings = ListenSettings.on("127.0.0.1", 0, () -> "r" + count.incrementAndGet());
        return new TestListener(
                JettyListener.start(bent.apply(settings), handler),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    int port() {
        return listener.port();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body);
        if (headers.length > 0) request.headers(headers);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    /// The bytes of a request line and its fields, answered by whatever comes; the connection is asked to close.
    RawAnswer raw(String requestLine, String... fields) {
        var lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return RawAnswer.to(port(), requestLine + "\r\nHost: a\r\nConnection: close\r\n" + lines + "\r\n");
    }

    @Override
    public void close() {
        client.close();
        listener.close();
    }
}
