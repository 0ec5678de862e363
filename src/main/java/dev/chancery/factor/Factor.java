package dev.chancery.factor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something by which a person proves who they are, without what is secret of it.
///
/// @param left how many codes of it have not been used, where these run out
public record Factor(
        String id, Kind kind, Instant createdAt, @Nullable Integer left) {

    /// By the names that the API has for them.
    public enum Kind {
        PASSWORD("password"),
        TOTP("totp"),
        RECOVERY_CODES("recovery-codes");

        @JsonValue
        public final String wire;

        Kind(String wire) {
            this.wire = wire;
        }
    }

    /// As the audit trail tells of it.
    public record Told(String credentialId, Kind kind) {}

    public Told told() {
        return new Told(id, kind);
    }
}
