package dev.chancery.realm;

import com.fasterxml.jackson.annotation.JsonValue;

/// The `typ` header of access tokens: what resource servers in the field accept, or RFC 9068 §2.1 to the letter.
public enum AccessTokenType {
    JWT("JWT"),
    AT_JWT("at+jwt");

    @JsonValue
    public final String typ;

    AccessTokenType(String typ) {
        this.typ = typ;
    }
}
