package dev.chancery.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person can be asked to do when they sign in, by the names that clients in the field use.
public enum RequiredAction {
    UPDATE_PASSWORD("UPDATE_PASSWORD"),
    CONFIGURE_TOTP("CONFIGURE_TOTP"),
    UPDATE_PROFILE("UPDATE_PROFILE"),
    VERIFY_EMAIL("VERIFY_EMAIL");

    @JsonValue
    public final String wire;

    RequiredAction(String wire) {
        this.wire = wire;
    }

    /// Absent when only a newer node knows it.
    static Optional<RequiredAction> find(String wire) {
        return Stream.of(values()).filter(action -> action.wire.equals(wire)).findFirst();
    }
}
