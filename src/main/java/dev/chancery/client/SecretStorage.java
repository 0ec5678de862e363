package dev.chancery.client;

import com.fasterxml.jackson.annotation.JsonValue;

/// How a client's secrets are kept: only as a hash, or also sealed, so that an administrator can read them again.
public enum SecretStorage {
    HASHED("hashed"),
    RECOVERABLE("recoverable");

    @JsonValue
    public final String wire;

    SecretStorage(String wire) {
        this.wire = wire;
    }
}
