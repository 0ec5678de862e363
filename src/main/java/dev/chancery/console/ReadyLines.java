package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines that get a token for one client, to be copied as they are: `src/main/resources/ready`, where `%name%` stands
/// for a value of the client, quoted as the language wants it.
///
/// @param language its words are `ready.<language>`
public record ReadyLines(String language, String text) {
    private static final Pattern VALUE = Pattern.compile("%([a-z]+)%");

    static List<ReadyLines> of(QuickKind kind, Map<String, String> values) {
        return kind.languages.stream()
                .map(language -> new ReadyLines(language, filled(kind.key() + "-" + language, language, values)))
                .toList();
    }

    private static String filled(String file, String language, Map<String, String> values) {
        return VALUE.matcher(read(file)).replaceAll(found -> {
            var value = Objects.requireNonNull(values.get(found.group(1)), found.group());
            return Matcher.quoteReplacement(quoted(language, value));
        });
    }

    /// A string of JSON is one of Python, Java, JavaScript and YAML too.
    private static String quoted(String language, String value) {
        return language.equals("curl") ? Call.quoted(value) : JsonText.of(value);
    }

    private static String read(String file) {
        var path = "/ready/" + file + ".txt";
        try (var in = Objects.requireNonNull(ReadyLines.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
