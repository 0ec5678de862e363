package dev.chancery.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A line of `docs/checks.yaml`.
///
/// @param waits the surface that is missing; empty when the check is held
record Check(String id, String title, List<String> held, String waits) {

    static List<Check> all() {
        try {
            var lines = new YAMLMapper()
                    .readValue(
                            Files.readString(Path.of("docs/checks.yaml")),
                            new TypeReference<List<Map<String, Object>>>() {});
            return lines.stream().map(Check::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Check of(Map<String, Object> line) {
        var held = line.get("held") instanceof List<?> tests
                ? tests.stream().map(String::valueOf).toList()
                : List.<String>of();
        return new Check(
                String.valueOf(line.get("id")),
                String.valueOf(line.getOrDefault("title", "")),
                held,
                String.valueOf(line.getOrDefault("waits", "")));
    }

    String group() {
        return id.substring(0, 2);
    }

    @Override
    public String toString() {
        return id;
    }
}
