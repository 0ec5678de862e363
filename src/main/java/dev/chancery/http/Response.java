package dev.chancery.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An answer: status, header fields, cookies and content, ready to be sent. RFC 9110 §15.
@SuppressWarnings("ArrayRecordComponent") // the content is handed over, never changed
public record Response(int status, Map<String, String> headers, List<Cookie> cookies, byte[] body) {
    private static final byte[] NOTHING = new byte[0];
    private static final Map<String, String> NO_STORE = Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

    public static Response json(int status, Object value) {
        return json(status, Json.write(value));
    }

    public static Response json(int status, byte[] body) {
        return new Response(status, Map.of("Content-Type", "application/json"), List.of(), body);
    }

    public static Response text(int status, String text) {
        return new Response(
                status,
                Map.of("Content-Type", "text/plain;charset=utf-8"),
                List.of(),
                text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response html(int status, String html) {
        return new Response(
                status,
                Map.of("Content-Type", "text/html;charset=utf-8"),
                List.of(),
                html.getBytes(StandardCharsets.UTF_8));
    }

    public static Response bytes(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), List.of(), body);
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), List.of(), NOTHING);
    }

    /// 303, so that the browser follows with GET whatever it sent: RFC 9700 §4.12.
    public static Response redirect(URI location) {
        return empty(303).with("Location", location.toASCIIString());
    }

    /// Sets a field, in place of an earlier one of that spelling.
    public Response with(String name, String value) {
        if (!printable(value)) throw new IllegalArgumentException("not a header value, of " + name);
        return with(Map.of(name, value));
    }

    private Response with(Map<String, String> fields) {
        var more = new LinkedHashMap<>(headers);
        more.putAll(fields);
        return new Response(status, Collections.unmodifiableMap(more), cookies, body);
    }

    /// Sets a cookie, in place of an earlier one of that name.
    public Response with(Cookie cookie) {
        var more = Stream.concat(
                        cookies.stream().filter(other -> !other.name().equals(cookie.name())), Stream.of(cookie))
                .toList();
        return new Response(status, headers, more, body);
    }

    /// RFC 6749 §5.1.
    public Response noStore() {
        return with(NO_STORE);
    }

    public Response as(String contentType) {
        return with("Content-Type", contentType);
    }

    private static boolean printable(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') return false;
        }
        return true;
    }
}
