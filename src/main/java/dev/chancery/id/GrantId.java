package dev.chancery.id;

import dev.chancery.db.TextId;

/// Names what a person once let a client have: the `grant_id` of tokens.
public record GrantId(String value) implements TextId {

    @Override
    public String toString() {
        return value;
    }
}
