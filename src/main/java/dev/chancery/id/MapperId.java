package dev.chancery.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chancery.db.TextId;

/// The identifier of a protocol mapper.
public record MapperId(@JsonValue String value) implements TextId {

    @JsonCreator
    public MapperId {}

    @Override
    public String toString() {
        return value;
    }
}
