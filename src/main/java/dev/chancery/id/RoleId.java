package dev.chancery.id;

import dev.chancery.db.TextId;

/// The identifier of a role.
public record RoleId(String value) implements TextId {

    @Override
    public String toString() {
        return value;
    }
}
