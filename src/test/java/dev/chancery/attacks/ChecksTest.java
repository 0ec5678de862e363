package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("docs/checks.yaml says the truth")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksTest {
    private static final Map<String, Integer> GROUPS = Map.ofEntries(
            Map.entry("RU", 23),
            Map.entry("TK", 19),
            Map.entry("CA", 14),
            Map.entry("JW", 18),
            Map.entry("RT", 18),
            Map.entry("RL", 8),
            Map.entry("AD", 24),
            Map.entry("LG", 28),
            Map.entry("SF", 8),
            Map.entry("XS", 10),
            Map.entry("DS", 13),
            Map.entry("DV", 8),
            Map.entry("PP", 14),
            Map.entry("SE", 13),
            Map.entry("IS", 9),
            Map.entry("HT", 8));

    /// How people sign in, and what comes of it.
    private static final Set<String> BITTEN = Set.of("RU", "TK", "RT", "LG", "XS", "DV");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Map<String, String> classes = new HashMap<>();

    @BeforeAll
    void findTests() throws IOException {
        var root = Path.of("src/test/java");
        try (var files = Files.walk(root)) {
            files.map(root::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - 5).replace('/', '.'))
                    .forEach(name -> classes.merge(
                            name.substring(name.lastIndexOf('.') + 1),
                            name,
                            (one, other) -> one.contains(".attacks.") ? one : other));
        }
    }

    @Test
    @DisplayName("it lists all 235 checks, each once, each with a title of its own")
    void complete() {
        var expected = GROUPS.entrySet().stream()
                .flatMap(group -> IntStream.rangeClosed(1, group.getValue())
                        .mapToObj(number -> "%s-%02d".formatted(group.getKey(), number)))
                .collect(Collectors.toSet());
        var checks = Check.all();

        assertThat(checks).hasSize(235).extracting(Check::id).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(new HashSet<>(checks.stream().map(Check::title).toList()))
                .hasSize(235)
                .doesNotContain("");
    }

    @Test
    @DisplayName("a check is either held or waits for a surface that is known, and that the server does not have")
    void waits() {
        var surfaces = Surfaces.of(SERVER);
        for (var check : Check.all()) {
            assertThat(check.held().isEmpty())
                    .as("%s is held or waits", check)
                    .isNotEqualTo(check.waits().isEmpty());
            if (check.waits().isEmpty()) continue;
            assertThat(Surfaces.isKnown(check.waits()))
                    .as("%s waits for %s", check, check.waits())
                    .isTrue();
            assertThat(surfaces.has(check.waits()))
                    .as("%s waits for %s, which is there: hold it", check, check.waits())
                    .isFalse();
        }
    }

    static Stream<Check> held() {
        return Check.all().stream().filter(check -> !check.held().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("held")
    @DisplayName("the tests that hold a check exist, and say so in their names")
    void held(Check check) throws ClassNotFoundException {
        for (var test : check.held()) {
            var parts = List.of(test.split("#"));
            var name = Objects.requireNonNull(classes.get(parts.getFirst()), test);
            var type = Class.forName(name, false, getClass().getClassLoader());
            var method = Arrays.stream(type.getDeclaredMethods())
                    .filter(found -> found.getName().equals(parts.getLast()))
                    .filter(found -> found.isAnnotationPresent(DisplayName.class))
                    .findFirst();
            assertThat(method).as(test).isPresent();
            var names = method.get().getAnnotation(DisplayName.class).value() + " "
                    + type.getAnnotation(DisplayName.class).value();
            assertThat(names).as("display names of %s", test).contains(check.id());
        }
    }

    static Stream<Check> bitten() {
        return held().filter(check -> BITTEN.contains(check.group()));
    }

    @ParameterizedTest
    @MethodSource("bitten")
    @DisplayName("each check of how people sign in has a patch in bite/ that is named after it")
    void bitten(Check check) throws IOException {
        assertThat(BiteTest.patches())
                .extracting(patch -> patch.getFileName().toString())
                .anyMatch(name -> name.contains(check.id()));
    }
}
