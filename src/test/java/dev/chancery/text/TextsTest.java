package dev.chancery.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.login.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The words of pages")
class TextsTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern FILLING = Pattern.compile("\\{[^}]*}");

    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.map(file -> file.getFileName().toString().replace(".properties", ""))
                    .filter(name -> !name.contains("_"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("stand in every language, with the same words to be filled in")
    void complete(String file) {
        var languages = new Languages(List.of("en", "de"), List.of(file));
        var english = in(languages, "en");
        assertThat(Pages.LANGUAGES.tags()).containsExactly("en", "de");
        for (var language : languages.tags()) {
            var texts = in(languages, language);
            assertThat(texts.words().keySet()).isEqualTo(english.words().keySet());
            for (var text : english.words().entrySet())
                assertThat(fillings(texts.words().get(text.getKey())))
                        .as("%s in %s", text.getKey(), language)
                        .isEqualTo(fillings(text.getValue()));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    @DisplayName("are words, with nothing to be filled in but {0} and {1}")
    void words(String file) {
        var languages = new Languages(List.of("en", "de"), List.of(file));
        for (var language : languages.tags())
            assertThat(in(languages, language).words()).allSatisfy((key, text) -> {
                assertThat(text).as(key).isNotBlank();
                assertThat(fillings(text)).as(key).isSubsetOf("{0}", "{1}");
            });
    }

    @ParameterizedTest(name = "ui_locales {0}, Accept-Language {1}: {2}")
    @DisplayName("are in the language that the client asks for, then in the one that the browser does, else in English")
    @CsvSource(
            delimiter = '|',
            value = {
                "''          | ''                        | en",
                "de          | en                        | de",
                "fr de-AT en | en                        | de",
                "fr          | de-CH,de;q=0.9,en;q=0.8   | de",
                "''          | en;q=0.5,de               | de",
                "''          | de;q=0,en;q=0.5           | en",
                "''          | fr,it                     | en",
                "''          | *                         | en",
                "''          | de;q=zwei                 | en",
                "<script>    | ;;;,                      | en"
            })
    void language(String uiLocales, String acceptLanguage, String language) {
        assertThat(Pages.LANGUAGES
                        .of(List.of(uiLocales.split(" ")), List.of(acceptLanguage))
                        .language())
                .isEqualTo(language);
    }

    @Test
    @DisplayName("are in English for who asks for more languages than anybody speaks")
    void bounded() {
        assertThat(Pages.LANGUAGES
                        .of(List.of(), List.of("de," + "x,".repeat(50_000)))
                        .language())
                .isEqualTo("en");
    }

    @Test
    @DisplayName("say what is filled in as it is")
    void filled() {
        assertThat(in("en").say("sign-in.client", "{0} {9} {")).isEqualTo("to continue to {0} {9} {");
        assertThat(in("en").say("{5} is no key {")).isEqualTo("{5} is no key {");
    }

    private static Texts in(String language) {
        return in(Pages.LANGUAGES, language);
    }

    private static Texts in(Languages languages, String language) {
        return languages.of(List.of(language), List.of());
    }

    private static TreeSet<String> fillings(String text) {
        var fillings = new TreeSet<String>();
        FILLING.matcher(text).results().map(MatchResult::group).forEach(fillings::add);
        return fillings;
    }
}
