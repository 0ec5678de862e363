package dev.chancery.spec.oidc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the suite found")
class ReviewedTest {
    private static final Path CONFORMANCE = Path.of("conformance");
    private static final long LARGEST_PICTURE = 100_000;

    record Found(String module, String result, boolean well, String reason, List<Object> conditions) {}

    record Plan(String plan, Map<String, String> variant, String suite, List<Found> modules) {}

    @Test
    @DisplayName("is well without a warning, module by module, and what was skipped or looked at has its reason")
    void well() throws IOException {
        for (var file : results()) {
            var modules = plan(file).modules();
            assertThat(modules).as(file.toString()).isNotEmpty().allSatisfy(found -> {
                assertThat(found.well()).as(found.module()).isTrue();
                assertThat(found.conditions()).as(found.module()).isEmpty();
            });
            assertThat(modules)
                    .filteredOn(found -> !found.result().equals("PASSED"))
                    .allSatisfy(found ->
                            assertThat(found.reason()).as(found.module()).isNotBlank());
        }
    }

    @Test
    @DisplayName("where a person must look at a page: its picture is kept, and what it shows and why that passes")
    void looked_at() throws IOException {
        var reasons = Files.readAllLines(CONFORMANCE.resolve("reviewed")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        for (var file : results())
            for (var found : lookedAt(file)) {
                assertThat(reasons).contains(found.module() + "  " + found.reason());
                var folder = file.toString().replace(".json", "");
                assertThat(Path.of(folder, found.module() + ".png"))
                        .isNotEmptyFile()
                        .satisfies(picture -> assertThat(Files.size(picture)).isLessThan(LARGEST_PICTURE));
            }
        var needed = results().stream()
                .flatMap(file -> lookedAt(file).stream())
                .map(Found::module)
                .distinct()
                .toList();
        assertThat(reasons).hasSameSizeAs(needed);
    }

    private static List<Path> results() throws IOException {
        try (Stream<Path> files = Files.list(CONFORMANCE.resolve("results"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Plan plan(Path file) {
        return JsonText.MAPPER.readValue(file.toFile(), Plan.class);
    }

    private static List<Found> lookedAt(Path file) {
        return plan(file).modules().stream()
                .filter(found -> found.result().equals("REVIEW"))
                .toList();
    }
}
