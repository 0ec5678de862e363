package dev.chancery.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of one language. A new language is a file in `messages/` and a line here.
public record Texts(String language, Map<String, String> words) {
    private static final int LONGEST = 200;

    /// English first: it is what those read who ask for none of them.
    private static final Map<String, Texts> LANGUAGES =
            languages(Map.entry("en", "login.properties"), Map.entry("de", "login_de.properties"));

    /// The first language that we speak of those that the client asks for (OpenID Connect Core §3.1.2.1, `ui_locales`),
    /// then of those that the browser does (RFC 9110 §12.5.4).
    static Texts of(List<String> uiLocales, List<String> acceptLanguage) {
        return Stream.concat(uiLocales.stream(), ranges(acceptLanguage))
                .map(Texts::spoken)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(LANGUAGES.get("en")));
    }

    private static @Nullable Texts spoken(String tag) {
        return LANGUAGES.get(Locale.forLanguageTag(tag).getLanguage());
    }

    private static Stream<String> ranges(List<String> acceptLanguage) {
        var header = String.join(",", acceptLanguage);
        if (header.isBlank() || header.length() > LONGEST) return Stream.empty();
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(Locale.LanguageRange::getRange);
        } catch (IllegalArgumentException malformed) {
            return Stream.empty();
        }
    }

    /// The text with `{0}`, `{1}` … filled in; a key without a text is said as it is.
    public String say(String key, String... fillings) {
        var text = words.get(key);
        if (text == null) return key;
        var said = new StringBuilder(text.length() + 64);
        var from = 0;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', from)) {
            said.append(text, from, at).append(fillings[text.charAt(at + 1) - '0']);
            from = at + 3;
        }
        return said.append(text, from, text.length()).toString();
    }

    static Set<String> spoken() {
        return LANGUAGES.keySet();
    }

    @SafeVarargs
    private static Map<String, Texts> languages(Map.Entry<String, String>... files) {
        var languages = new LinkedHashMap<String, Texts>();
        for (var file : files) languages.put(file.getKey(), new Texts(file.getKey(), read(file.getValue())));
        return languages;
    }

    private static Map<String, String> read(String file) {
        var words = new Properties();
        try (var in = Objects.requireNonNull(Texts.class.getResourceAsStream("/messages/" + file), file)) {
            words.load(new InputStreamReader(in, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var read = new LinkedHashMap<String, String>();
        words.stringPropertyNames().forEach(key -> read.put(key, words.getProperty(key)));
        return Map.copyOf(read);
    }
}
