package dev.chancery.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer: status, header fields and content, ready to be sent. RFC 9110 §15.
@SuppressWarnings("ArrayRecordComponent") // the content is handed over, never changed
public record Response(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = new byte[0];

    public static Response json(int status, Object value) {
        return json(status, Json.write(value));
    }

    public static Response json(int status, byte[] body) {
        return new Response(status, Map.of("Content-Type", "application/json"), body);
    }

    public static Response text(int status, String text) {
        return new Response(
                status, Map.of("Content-Type", "text/plain;charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response html(int status, String html) {
        return new Response(
                status, Map.of("Content-Type", "text/html;charset=utf-8"), html.getBytes(StandardCharsets.UTF_8));
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), NOTHING);
    }

    /// 303, so that the browser follows with GET whatever it sent: RFC 9700 §4.12.
    public static Response redirect(URI location) {
        return empty(303).with("Location", location.toASCIIString());
    }

    /// Sets a field, in place of an earlier one of that spelling.
    public Response with(String name, String value) {
        if (!printable(value)) throw new IllegalArgumentException("not a header value, of " + name);
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, Collections.unmodifiableMap(more), body);
    }

    /// RFC 6749 §5.1.
    public Response noStore() {
        return with("Cache-Control", "no-store").with("Pragma", "no-cache");
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
