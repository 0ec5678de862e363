package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `make bite` shows that the named tests turn red; this only that it still can.
@DisplayName("The patches in bite/, each of which takes a guard away")
class BiteTest {
    private static final String TEST = "Test: ";

    static List<Path> patches() throws IOException {
        try (var files = Files.list(Path.of("bite"))) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("are forty at least")
    void enough() throws IOException {
        assertThat(patches()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("patches")
    @DisplayName("apply to the sources as they are, and name a test that exists")
    void apply(Path patch) throws Exception {
        var header = Objects.requireNonNull(Files.readAllLines(patch).getFirst());
        assertThat(header).startsWith(TEST);
        var test = List.of(header.substring(TEST.length()).split("#"));
        var methods = Stream.of(Class.forName(test.getFirst(), false, getClass().getClassLoader())
                .getDeclaredMethods());
        assertThat(methods.map(method -> method.getName())).contains(test.getLast());

        var git = new ProcessBuilder("git", "apply", "--check", patch.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(git.getInputStream().readAllBytes(), UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }
}
