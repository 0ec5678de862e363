package dev.chancery.event;

import dev.chancery.id.RealmId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of the trail.
///
/// @param number its place in the one order of all changes, over all realms and nodes
/// @param actor who, and `address` from where
/// @param payload `before` and `after` as JSON, without secrets; `with`, the number of the first line that was written
///     at once with this one; `undoes`, the number of the line that this one takes back. Absent once erased
/// @param digest SHA-256 over the salted payload, and `chainHash` over the line and everything before it; both in hex
public record AuditEntry(
        long number,
        Instant at,
        RealmId realm,
        String type,
        String subject,
        String actor,
        @Nullable String actorId,
        String address,
        @Nullable String payload,
        String digest,
        String chainHash) {

    /// What kind of thing it is about.
    public String topic() {
        return type.substring(0, type.indexOf('.'));
    }
}
