package dev.chancery.authorize;

import java.util.Optional;
import java.util.stream.Stream;

/// How the answer gets to the client: OAuth 2.0 Multiple Response Types §2.1, OAuth 2.0 Form Post Response Mode.
public enum ResponseMode {
    QUERY("query"),
    FRAGMENT("fragment"),
    FORM_POST("form_post");

    public final String wire;

    ResponseMode(String wire) {
        this.wire = wire;
    }

    static Optional<ResponseMode> find(String wire) {
        return Stream.of(values()).filter(mode -> mode.wire.equals(wire)).findFirst();
    }
}
