package dev.chancery.key;

import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.crypto.VerificationKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The keys of one realm, as they stood when they were read; which of them counts is judged by the clock.
public record KeyRing(List<RealmKey> keys) {

    /// The key that signs now: of those of the algorithm that are active, the one that became so last. Before there is
    /// one, that of another algorithm, which verifiers know.
    public Optional<RealmKey> signing(SignatureAlgorithm algorithm, Instant now) {
        var active = keys.stream()
                .filter(key -> key.isCurrentAt(now) && key.isActiveAt(now))
                .max(Comparator.comparing((RealmKey key) -> key.key().algorithm() == algorithm)
                        .thenComparing(RealmKey::activeFrom));
        // after a clock that went back: all that is left are keys to come, and verifiers know these
        return active.isPresent()
                ? active
                : keys.stream().filter(key -> key.isCurrentAt(now)).min(Comparator.comparing(RealmKey::activeFrom));
    }

    /// Whether a key of the algorithm signs, or will.
    boolean has(SignatureAlgorithm algorithm, Instant now) {
        for (var key : keys) if (key.key().algorithm() == algorithm && key.isCurrentAt(now)) return true;
        return false;
    }

    /// What the JWKS shows: RFC 7517 §5.
    public List<RealmKey> shown(Instant now) {
        return keys.stream().filter(key -> key.isShownAt(now)).toList();
    }

    public Optional<VerificationKey> verifying(String kid, Instant now) {
        for (var key : keys)
            if (key.key().kid().equals(kid) && key.isShownAt(now))
                return Optional.of(key.key().verificationKey());
        return Optional.empty();
    }
}
