package dev.chancery.scope;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chancery.json.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/// What a text becomes as the value of a claim.
public enum JsonType {
    STRING("string"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    JSON("json");

    private static final int DEEPEST = 10;
    private static final int LONGEST_NUMBER = 40;
    private static final ObjectReader VALUES =
            JsonText.MAPPER.readerFor(Object.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @JsonValue
    public final String wire;

    JsonType(String wire) {
        this.wire = wire;
    }

    /// Absent when the text is none.
    public Optional<Object> of(String text) {
        return switch (this) {
            case STRING -> Optional.of(text);
            case NUMBER -> number(text);
            case BOOLEAN ->
                switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                };
            case JSON -> json(text);
        };
    }

    /// RFC 8259 §6, as far as it stays exact everywhere: RFC 7493 §2.2.
    private static Optional<Object> number(String text) {
        if (!text.matches("-?(0|[1-9]\\d{0,15})(\\.\\d{1,15})?")) return Optional.empty();
        var exact = new BigDecimal(text);
        return Optional.of(exact.scale() <= 0 ? exact.longValueExact() : exact);
    }

    /// RFC 7493 §2.1: no half of a surrogate pair; and not so deep that readers give up.
    private static Optional<Object> json(String text) {
        try {
            Object value = VALUES.readValue(text);
            var whole = value != null
                    && depth(value) <= DEEPEST
                    && isReadable(value)
                    && UTF_8.newEncoder().canEncode(JsonText.of(value));
            return whole ? Optional.of(value) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    /// RFC 7493 §2.2: no number beyond what readers take.
    private static boolean isReadable(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().allMatch(inner -> inner == null || isReadable(inner));
            case List<?> list -> list.stream().allMatch(inner -> inner == null || isReadable(inner));
            case Number number ->
                Double.isFinite(number.doubleValue()) && number.toString().length() <= LONGEST_NUMBER;
            default -> true;
        };
    }

    private static int depth(@Nullable Object value) {
        var inner = switch (value) {
            case Map<?, ?> map -> map.values();
            case List<?> list -> list;
            case null, default -> List.of();
        };
        return 1 + inner.stream().mapToInt(JsonType::depth).max().orElse(0);
    }
}
