package dev.chancery.id;

import dev.chancery.db.TextId;

/// The identifier of a client scope.
public record ScopeId(String value) implements TextId {

    @Override
    public String toString() {
        return value;
    }
}
