package dev.chancery.client;

import com.fasterxml.jackson.annotation.JsonValue;

/// How a client's secrets are kept: only as a hash; also sealed, so that an administrator can read them again; or
/// sealed until they are read once, a day at most.
public enum SecretStorage {
    HASHED("hashed"),
    RECOVERABLE("recoverable"),
    ONCE("once");

    @JsonValue
    public final String wire;

    SecretStorage(String wire) {
        this.wire = wire;
    }
}
