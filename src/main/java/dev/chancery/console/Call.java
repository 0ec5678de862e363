package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.json.JsonText;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One request to the API, as any of its clients would send it.
///
/// @param path canonical, from `/api` on
/// @param version for `If-Match`: RFC 9110 §13.1.1; empty for none
record Call(
        String method,
        String path,
        Map<String, String> query,
        @Nullable JsonNode body,
        String version) {
    private static final byte[] NOTHING = new byte[0];

    /// The file that a whole document is taken from.
    static final String DOCUMENT = "document.json";

    static Call get(String path, Map<String, String> query) {
        return new Call("GET", path, query, null, "");
    }

    Call with(String name, String value) {
        var more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Call(method, path, more, body, version);
    }

    /// One segment of a path.
    static String segment(String text) {
        return encoded(text).replace("+", "%20").replace("%7E", "~");
    }

    String asked() {
        return query.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    String target() {
        var query = asked();
        return query.isEmpty() ? path : path + "?" + query;
    }

    byte[] content() {
        return body == null ? NOTHING : JsonText.MAPPER.writeValueAsBytes(body);
    }

    String contentType() {
        return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    }

    /// For a shell; the token is the reader's own.
    String curl(String publicUrl) {
        var line = new StringBuilder("curl");
        if (!method.equals("GET")) line.append(" -X ").append(method);
        line.append(" -H \"Authorization: Bearer $TOKEN\"");
        if (!version.isEmpty()) line.append(" -H ").append(quoted("If-Match: " + version));
        if (body != null)
            line.append(" \\\n  -H ")
                    .append(quoted("Content-Type: " + contentType()))
                    .append(" \\\n  -d ")
                    .append(data());
        return line.append(" \\\n  ").append(quoted(publicUrl + target())).toString();
    }

    /// What is sent, for a shell: without what nobody is to read over somebody's shoulder.
    String data() {
        if (body == null) return "";
        if (path.endsWith("/configuration")) return "@" + DOCUMENT;
        return quoted(
                body instanceof ObjectNode object && object.has("password")
                        ? object.deepCopy().put("password", "…").toPrettyString()
                        : body.toPrettyString());
    }

    /// For a shell.
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
