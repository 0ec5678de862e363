package dev.chancery.api;

import dev.chancery.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a realm's document may say, as JSON Schema 2020-12; written by hand, read when it is first asked for.
public final class ConfigurationSchema {
    private volatile @Nullable JsonNode schema;

    /// `GET /api/schemas/realm-configuration`.
    public Response get() {
        return Response.json(200, schema()).as("application/schema+json");
    }

    JsonNode schema() {
        var ready = schema;
        if (ready == null) schema = ready = read();
        return ready;
    }

    private static JsonNode read() {
        try (var file = ConfigurationSchema.class.getResourceAsStream("/schema/realm-configuration.yaml")) {
            return new YAMLMapper().readTree(Objects.requireNonNull(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
