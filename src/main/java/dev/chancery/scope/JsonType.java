package dev.chancery.scope;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chancery.json.JsonText;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What a text becomes as the value of a claim.
public enum JsonType {
    STRING("string"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    JSON("json");

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

    private static Optional<Object> json(String text) {
        try {
            var tree = JsonText.MAPPER.readTree(text);
            return tree.isNull() || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
