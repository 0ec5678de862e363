package dev.chancery.document;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.required;

import dev.chancery.id.MapperId;
import dev.chancery.scope.JsonType;
import dev.chancery.scope.ProtocolMapper;
import dev.chancery.scope.TokenKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A protocol mapper as the API shows and takes it, as a member of its scope or client.
///
/// @param id drawn when absent
/// @param claim what is usual for the type when absent
/// @param jsonType `string` when absent
/// @param tokens all four when absent
public record MapperDocument(
        @Nullable String id,
        @Nullable String name,
        @Nullable String type,
        @Nullable String claim,
        @Nullable JsonType jsonType,
        @Nullable Boolean multivalued,
        @Nullable List<TokenKind> tokens,
        @Nullable Map<String, String> config) {

    private static MapperDocument of(ProtocolMapper mapper) {
        return new MapperDocument(
                mapper.id().value(),
                mapper.name(),
                mapper.type(),
                mapper.claim(),
                mapper.jsonType(),
                mapper.multivalued(),
                List.copyOf(mapper.tokens()),
                mapper.config());
    }

    public static List<MapperDocument> of(List<ProtocolMapper> mappers) {
        return mappers.stream().map(MapperDocument::of).toList();
    }

    private ProtocolMapper mapper() {
        return new ProtocolMapper(
                new MapperId(or(id, "")),
                required("mappers.name", name),
                required("mappers.type", type),
                or(claim, ""),
                or(jsonType, JsonType.STRING),
                or(multivalued, false),
                Set.copyOf(or(tokens, List.of(TokenKind.values()))),
                or(config, Map.of()));
    }

    public static List<ProtocolMapper> mappers(@Nullable List<MapperDocument> documents) {
        return or(documents, List.<MapperDocument>of()).stream()
                .map(MapperDocument::mapper)
                .toList();
    }
}
