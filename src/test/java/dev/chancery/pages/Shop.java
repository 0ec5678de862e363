package dev.chancery.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chancery.App;
import dev.chancery.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An application on another site than the server, which tells people nothing but that they are there.
final class Shop implements AutoCloseable {
    private static final byte[] PAGE = """
            <!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><h1>Shop</h1>""".getBytes(UTF_8);

    private final HttpServer site;

    Shop() {
        try {
            site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        site.createContext("/", Shop::show);
        site.start();
    }

    private static void show(HttpExchange http) throws IOException {
        http.getResponseHeaders().add("Content-Type", "text/html");
        http.sendResponseHeaders(200, PAGE.length);
        try (var body = http.getResponseBody()) {
            body.write(PAGE);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    /// Where people come back to.
    String callback() {
        return origin() + "/cb";
    }

    /// Where they are led when they have signed out.
    String bye() {
        return origin() + "/bye";
    }

    App registered(TestServer server, String realm, Map<String, Object> members) {
        var all = new HashMap<String, Object>(Map.of(
                "name", "The shop",
                "redirectUris", List.of(callback()),
                "postLogoutRedirectUris", List.of(bye())));
        all.putAll(members);
        return App.in(server, realm, all);
    }

    @Override
    public void close() {
        site.stop(0);
    }
}
