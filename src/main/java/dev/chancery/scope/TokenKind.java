package dev.chancery.scope;

import com.fasterxml.jackson.annotation.JsonValue;

/// Where a claim can be said.
public enum TokenKind {
    ACCESS_TOKEN("access_token"),
    ID_TOKEN("id_token"),
    USERINFO("userinfo"),
    INTROSPECTION("introspection");

    @JsonValue
    public final String wire;

    TokenKind(String wire) {
        this.wire = wire;
    }
}
