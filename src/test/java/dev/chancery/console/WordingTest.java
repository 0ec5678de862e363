package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the API refuses with, in the words of the console")
class WordingTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/chancery");
    private static final Texts GERMAN = Language.ALL.of(List.of("de"), List.of());

    /// What no page of the console asks for, or does itself.
    private static final Set<String> ELSEWHERE = Set.of(
            "admin/Refused.java",
            "api/ClientLookup.java",
            "api/DryRun.java",
            "api/GoldenTokensApi.java",
            "api/SessionsApi.java",
            "bootstrap/FirstStart.java",
            "golden/KeepGoldenToken.java");

    private static final Pattern REFUSING =
            Pattern.compile("\\b(?:invalid|conflict|conflicting|notFound|forbidden|stale|Fault|taken|leave)\\(");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static final Pattern SENTENCE = Pattern.compile("[^ .,].* .*\\.");

    @Test
    @DisplayName("has words for each sentence that refuses what a form of the console can ask for")
    void complete() throws IOException {
        var untold = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (ELSEWHERE.contains(SOURCES.relativize(file).toString())) continue;
                sentences(Files.readString(file))
                        .filter(sentence -> Wording.of("", sentence, GERMAN).language() != null)
                        .forEach(untold::add);
            }
        }
        assertThat(untold).isEmpty();
    }

    @Test
    @DisplayName("has words for why something cannot be undone")
    void undone() throws IOException {
        var reasons = TEXT.matcher(Files.readString(SOURCES.resolve("history/Final.java")))
                .results()
                .map(text -> text.group(1));
        assertThat(reasons)
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(
                                Wording.of("", "key.rotated: " + reason, GERMAN).language())
                        .as(reason)
                        .isNull());
    }

    /// With something in quotes wherever they name something.
    private static Stream<String> sentences(String source) {
        return REFUSING.matcher(source)
                .results()
                .map(call -> source.substring(call.end(), end(source, call.end())))
                .flatMap(call -> TEXT.matcher(call).results())
                .map(text -> text.group(1))
                .filter(text -> SENTENCE.matcher(text).matches())
                .map(text -> text.replaceAll("%[sd]", "'7'"));
    }

    private static int end(String source, int from) {
        var open = 1;
        var quoted = false;
        var at = from;
        for (; open > 0; at++)
            switch (source.charAt(at)) {
                case '\\' -> at++;
                case '"' -> quoted = !quoted;
                case '(' -> open += quoted ? 0 : 1;
                case ')' -> open -= quoted ? 0 : 1;
                default -> {}
            }
        return at;
    }

    @Test
    @DisplayName("is its own sentence in English, with the same names and numbers in every other language")
    void filled() {
        var sentence = "A client with the id {1} $1 exists in this realm.";

        assertThat(Wording.of("", sentence, Language.ALL.of(List.of(), List.of()))
                        .text())
                .isEqualTo(sentence);
        assertThat(Wording.of("", sentence, GERMAN).text())
                .isEqualTo("Einen Client mit der ID {1} $1 gibt es in diesem Realm schon.");
    }

    @Test
    @DisplayName("stays its own sentence where there are no words for it, and is marked as English")
    void unknown() {
        var said = Wording.of("name", "Quite another sentence.", GERMAN);

        assertThat(said.text()).isEqualTo("Quite another sentence.");
        assertThat(said.language()).isEqualTo("en");
        assertThat(Wording.of("name", "This member is required.", GERMAN).language())
                .isNull();
    }

    @Test
    @DisplayName("is not searched for words where it names something as long as a document")
    void bounded() {
        var endless = "There is no role named %s in this realm.".formatted(" of a client ".repeat(10_000));

        assertThat(Wording.of("roles", endless, GERMAN).text()).isEqualTo(endless);
    }
}
