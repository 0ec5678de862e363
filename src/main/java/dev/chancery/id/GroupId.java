package dev.chancery.id;

import dev.chancery.db.TextId;

/// The identifier of a group.
public record GroupId(String value) implements TextId {

    /// A group holds roles like a person.
    public SubjectId holder() {
        return new SubjectId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
