package dev.chancery.id;

import dev.chancery.db.TextId;

/// The `sid` of tokens: OpenID Connect Front-Channel Logout §3.
public record SessionId(String value) implements TextId {

    @Override
    public String toString() {
        return value;
    }
}
