package dev.chancery.scope;

import dev.chancery.id.MapperId;
import dev.chancery.json.JsonText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/// One rule of a scope or a client: what its tokens say, and out of what.
///
/// @param name how administrators call it; unique beside its neighbours
/// @param type which [MapperType] it is
/// @param claim the name of the claim, in which a dot leads into an object and `\.` is a dot; empty for a type that
///     says no claim of its own
/// @param jsonType what texts become
/// @param multivalued whether all values are said, as an array, or only the first
/// @param tokens where it is said
/// @param config what else its type wants to know
public record ProtocolMapper(
        MapperId id,
        String name,
        String type,
        String claim,
        JsonType jsonType,
        boolean multivalued,
        Set<TokenKind> tokens,
        Map<String, String> config) {

    /// The type whose mappers may say something else to each request of the same subject.
    public static final String SESSION_NOTE = "session-note";

    private static final ObjectReader LIST = JsonText.MAPPER
            .readerFor(new TypeReference<List<ProtocolMapper>>() {})
            // a newer node may have written more
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public ProtocolMapper {
        tokens = tokens.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(tokens));
        config = Collections.unmodifiableMap(new TreeMap<>(config));
    }

    /// As a column holds them.
    public static List<ProtocolMapper> list(String column) {
        return column.equals("[]") ? List.of() : LIST.readValue(column);
    }

    /// Whether it says something when somebody asks about a token, but not in the token itself.
    public boolean saysAtIntrospectionAlone() {
        return tokens.contains(TokenKind.INTROSPECTION) && !tokens.contains(TokenKind.ACCESS_TOKEN);
    }

    public boolean readsNotes() {
        return type.equals(SESSION_NOTE);
    }

    /// Empty when there is no such entry.
    public String config(String entry) {
        return config.getOrDefault(entry, "");
    }

    ProtocolMapper with(MapperId other, String itsClaim) {
        return new ProtocolMapper(other, name, type, itsClaim, jsonType, multivalued, tokens, config);
    }
}
