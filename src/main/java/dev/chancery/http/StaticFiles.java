package dev.chancery.http;

import dev.chancery.crypto.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The files that pages are made with: those named here and no others. Their addresses carry a digest of the
/// content, so that browsers may keep them for good (RFC 8246).
public final class StaticFiles {
    public static final String PATH = "/static/{file}";

    private static final String STYLE = "text/css;charset=utf-8";
    private static final String SCRIPT = "text/javascript;charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            "chancery.css", STYLE,
            "console.css", STYLE,
            "console-parts.css", STYLE,
            "console-pages.css", STYLE,
            "console.js", SCRIPT,
            "htmx.min.js", SCRIPT,
            "icon.svg", "image/svg+xml");

    /// Where the files of others are in their libraries.
    private static final Map<String, String> FROM =
            Map.of("htmx.min.js", "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js");
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final String base;
    private final Map<String, File> files = new TreeMap<>();

    private record File(String digest, Response response) {}

    /// @param base the path under which the server is reached, empty for the root of its host
    public StaticFiles(String base) {
        this.base = base;
        TYPES.forEach((name, type) -> {
            var content = content(name);
            files.put(name, new File(digest(content), Response.bytes(200, type, content)));
        });
    }

    /// Where pages find the file.
    public String address(String name) {
        return base + "/static/" + name + "?v=" + get(name).digest;
    }

    /// `GET /static/{file}`. Another release's address gets this release's file, but not for good.
    public Response handle(Request request) {
        var file = files.get(request.parameter("file"));
        if (file == null) throw new HttpRefusal(404, "there is nothing at this address");
        return kept(file.response, request.query().all("v").contains(file.digest));
    }

    /// `named`: the address says which content it is for.
    public static Response kept(Response response, boolean named) {
        return response.with("Cache-Control", named ? FOR_GOOD : ASK_AGAIN);
    }

    /// The path under which the server is reached.
    public String base() {
        return base;
    }

    private File get(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static byte[] content(String name) {
        try (var file = Objects.requireNonNull(
                StaticFiles.class.getResourceAsStream(FROM.getOrDefault(name, "/static/" + name)), name)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(Digests.sha256(content), 0, 8);
    }
}
