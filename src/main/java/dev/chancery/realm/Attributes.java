package dev.chancery.realm;

import static dev.chancery.admin.Refused.invalid;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chancery.json.JsonText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is known about a person or a service account beyond the members of their own: each name has one or more values.
public record Attributes(@JsonValue Map<String, List<String>> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    private static final int MOST_NAMES = 100;
    private static final int MOST_CHARACTERS = 32_000;

    @JsonCreator
    public Attributes {
        values.forEach((_, texts) -> {
            if (texts == null || texts.stream().anyMatch(Objects::isNull))
                throw invalid("attributes", "Each name has an array of texts, none of them null.");
        });
        values = Collections.unmodifiableMap(values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.copyOf(entry.getValue()), (first, _) -> first, TreeMap::new)));
    }

    /// As a column holds them.
    public static Attributes of(String column) {
        return column.equals("{}") ? NONE : JsonText.MAPPER.readValue(column, Attributes.class);
    }

    /// Empty when there is no such attribute.
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// In characters, the names counted.
    public int length() {
        return values.entrySet().stream()
                .mapToInt(attribute -> attribute.getKey().length()
                        + attribute.getValue().stream().mapToInt(String::length).sum())
                .sum();
    }

    /// `member` names them in a refusal.
    public Attributes validated(String member) {
        if (values.size() > MOST_NAMES) throw invalid(member, "At most %d attributes.".formatted(MOST_NAMES));
        for (var attribute : values.entrySet()) {
            requireText(member, attribute.getKey());
            if (attribute.getKey().isEmpty() || attribute.getKey().length() > 255)
                throw invalid(member, "A name has 1 to 255 characters.");
            for (var value : attribute.getValue()) requireText(member, value);
        }
        if (length() > MOST_CHARACTERS)
            throw invalid(member, "At most %d characters in all.".formatted(MOST_CHARACTERS));
        return this;
    }

    private static void requireText(String member, String text) {
        if (text.chars().anyMatch(character -> Character.isISOControl(character) && character != '\n'))
            throw invalid(member, "No control characters but line breaks.");
    }
}
