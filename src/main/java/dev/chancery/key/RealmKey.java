package dev.chancery.key;

import dev.chancery.crypto.SigningKey;
import dev.chancery.id.RealmId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A signing key of a realm and the course of its life: published, active, superseded, gone.
///
/// @param activeFrom from when it signs; until then verifiers only learn of it
/// @param supersededAt from when its successor signs
/// @param goneAt from when nothing that it signed is alive or believed, and it is no longer shown
public record RealmKey(
        RealmId realm,
        SigningKey key,
        Instant publishedAt,
        Instant activeFrom,
        @Nullable Instant supersededAt,
        @Nullable Instant goneAt) {

    boolean isShownAt(Instant now) {
        return goneAt == null || now.isBefore(goneAt);
    }

    boolean isCurrentAt(Instant now) {
        return isShownAt(now) && (supersededAt == null || now.isBefore(supersededAt));
    }

    boolean isActiveAt(Instant now) {
        return isShownAt(now) && !now.isBefore(activeFrom);
    }
}
