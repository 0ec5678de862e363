package dev.chancery.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/// The ways to a token that a client may be switched on for, as `grant_types` names them: RFC 7591 §2.
public enum Grant {
    AUTHORIZATION_CODE("authorization_code"),
    CLIENT_CREDENTIALS("client_credentials"),
    REFRESH_TOKEN("refresh_token"),
    PASSWORD("password"),
    IMPLICIT("implicit"),
    DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code");

    @JsonValue
    public final String wire;

    Grant(String wire) {
        this.wire = wire;
    }

    public static Optional<Grant> find(String wire) {
        return Stream.of(values()).filter(grant -> grant.wire.equals(wire)).findFirst();
    }

    /// Whether it ends at a redirect URI.
    boolean redirects() {
        return this == AUTHORIZATION_CODE || this == IMPLICIT;
    }
}
