package dev.chancery.factor;

import dev.chancery.crypto.TotpSeed;
import java.time.Instant;

/// The authenticator app of a person.
///
/// @param id another one each time it is set up
/// @param usedStep the newest step of which a code was taken
record Totp(String id, TotpSeed seed, long usedStep, Instant createdAt) {

    Factor factor() {
        return factor(id, createdAt);
    }

    static Factor factor(String id, Instant createdAt) {
        return new Factor(id, Factor.Kind.TOTP, createdAt, null);
    }
}
