package dev.chancery.api;

import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The API, described: OpenAPI 3.1, written by hand in `openapi/`, one file for each resource, put together when it is
/// first asked for.
public final class OpenApi {
    private static final List<String> PARTS = List.of(
            "index",
            "realms",
            "configuration",
            "clients",
            "secrets",
            "scopes",
            "people",
            "sessions",
            "roles",
            "groups",
            "golden",
            "records");

    private final String publicUrl;
    private volatile @Nullable Shown shown;

    private record Shown(Response document, Response page) {}

    /// @param publicUrl where the server is reached from outside
    public OpenApi(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /// `GET /api/openapi.json`.
    public Response document() {
        return shown().document;
    }

    /// `GET /api/docs`.
    public Response page() {
        return shown().page;
    }

    private Shown shown() {
        var ready = shown;
        if (ready == null) {
            var whole = whole();
            ready = new Shown(Response.json(200, whole), new ApiPage(whole).answer());
            shown = ready;
        }
        return ready;
    }

    private ObjectNode whole() {
        var yaml = new YAMLMapper();
        var whole = JsonText.emptyObject();
        for (var part : PARTS) {
            try (var file =
                    Objects.requireNonNull(OpenApi.class.getResourceAsStream("/openapi/" + part + ".yaml"), part)) {
                merge(whole, (ObjectNode) yaml.readTree(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        whole.path("paths")
                .properties()
                .forEach(path -> DryRun.METHODS.stream()
                        .filter(method -> DryRun.isRehearsed(method, path.getKey()))
                        .map(method -> path.getValue().path(method.toLowerCase(Locale.ROOT)))
                        .forEach(OpenApi::describeDryRun));
        whole.putArray("servers").addObject().put("url", publicUrl);
        return whole;
    }

    /// The same for every write, so that none is forgotten.
    private static void describeDryRun(JsonNode operation) {
        if (!(operation instanceof ObjectNode write)) return;
        write.withArray("parameters").add(reference("parameters", "dryRun"));
        var responses = write.withObject("responses");
        responses.putIfAbsent("400", reference("responses", "Invalid"));
        if (!responses.has("200")) {
            responses.set("200", reference("responses", "DryRun"));
            return;
        }
        var content = (ObjectNode) responses.path("200").path("content").path("application/json");
        var choice = JsonText.emptyObject();
        choice.putArray("oneOf").add(content.path("schema")).add(reference("schemas", "DryRun"));
        content.set("schema", choice);
    }

    private static ObjectNode reference(String kind, String name) {
        return JsonText.emptyObject().put("$ref", "#/components/%s/%s".formatted(kind, name));
    }

    private static void merge(ObjectNode whole, ObjectNode part) {
        for (var member : part.properties()) {
            if (whole.get(member.getKey()) instanceof ObjectNode there && member.getValue() instanceof ObjectNode more)
                merge(there, more);
            else whole.set(member.getKey(), member.getValue());
        }
    }
}
