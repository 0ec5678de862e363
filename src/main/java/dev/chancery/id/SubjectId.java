package dev.chancery.id;

import dev.chancery.db.TextId;

/// A `sub`: the identifier of a person, or of the service account of a client.
public record SubjectId(String value) implements TextId {

    @Override
    public String toString() {
        return value;
    }
}
