package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.client.ClientRisk;
import dev.chancery.failure.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The words of the console")
class WordsTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern SAID =
            Pattern.compile("(?:\\bsay\\(|new HttpRefusal\\(4\\d\\d, )\"([a-zA-Z0-9.-]*[a-zA-Z0-9])\"[,)]");

    private static List<Path> files(String folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("stand in one file each: of two, one would be said nowhere")
    void once() throws IOException {
        var where = new HashMap<String, Path>();
        for (var file : files(MESSAGES.toString(), "console[a-z-]*\\.properties")) {
            var words = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                words.load(in);
            }
            for (var key : words.stringPropertyNames())
                assertThat(where.put(key, file)).as(key).isNull();
        }
    }

    @Test
    @DisplayName("are there for each cause of a failure and each risk that the API names")
    void of_the_api() {
        var words = Language.ALL.of(List.of("de"), List.of()).words();
        for (var cause : FailureCause.values())
            assertThat(words).containsKeys("cause." + cause.code(), "cause." + cause.code() + ".remedy");
        for (var risk : ClientRisk.values())
            assertThat(words).containsKeys("risk." + risk.wire(), "risk." + risk.wire() + ".text");
    }

    @Test
    @DisplayName("are there for each key that a page names")
    void there() throws IOException {
        var words = Language.ALL.of(List.of(), List.of()).words();
        var missing = new TreeSet<String>();
        var sources = Stream.concat(
                files("src/main/jte/console", ".*\\.jte").stream(),
                files("src/main/java/dev/chancery/console", ".*\\.java").stream());
        for (var file : sources.toList())
            SAID.matcher(Files.readString(file))
                    .results()
                    .map(said -> said.group(1))
                    .filter(key -> !words.containsKey(key))
                    .forEach(missing::add);
        assertThat(missing).isEmpty();
    }
}
