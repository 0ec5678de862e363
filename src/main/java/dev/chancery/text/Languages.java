package dev.chancery.text;

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

/// The words of some pages in each language that they speak. A new language is a file in `messages/` for each of the
/// given names, and its tag where they are made.
public final class Languages {
    private static final int LONGEST = 200;

    private final Map<String, Texts> spoken = new LinkedHashMap<>();
    private final Texts first;

    /// `tags` in order; the first is what those read who ask for none of them, and its files carry no tag.
    public Languages(List<String> tags, List<String> names) {
        for (var tag : tags) {
            var words = new LinkedHashMap<String, String>();
            for (var name : names) words.putAll(read(tag.equals(tags.getFirst()) ? name : name + "_" + tag));
            spoken.put(tag, new Texts(tag, Map.copyOf(words)));
        }
        first = Objects.requireNonNull(spoken.get(tags.getFirst()));
    }

    /// The first language that we speak of those that the client asks for (OpenID Connect Core §3.1.2.1, `ui_locales`),
    /// then of those that the browser does (RFC 9110 §12.5.4).
    public Texts of(List<String> uiLocales, List<String> acceptLanguage) {
        return Stream.concat(uiLocales.stream(), ranges(acceptLanguage))
                .map(this::find)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(first);
    }

    public Set<String> tags() {
        return spoken.keySet();
    }

    private @Nullable Texts find(String tag) {
        return spoken.get(Locale.forLanguageTag(tag).getLanguage());
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

    private static Map<String, String> read(String file) {
        var words = new Properties();
        var path = "/messages/" + file + ".properties";
        try (var in = Objects.requireNonNull(Languages.class.getResourceAsStream(path), path)) {
            words.load(new InputStreamReader(in, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var read = new LinkedHashMap<String, String>();
        words.stringPropertyNames().forEach(key -> read.put(key, words.getProperty(key)));
        return read;
    }
}
