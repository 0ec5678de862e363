package dev.chancery.id;

import dev.chancery.db.TextId;

/// The stable `id` of a client, which is not its `client_id`.
public record ClientKey(String value) implements TextId {

    @Override
    public String toString() {
        return value;
    }
}
