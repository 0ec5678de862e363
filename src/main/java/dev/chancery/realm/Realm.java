package dev.chancery.realm;

import dev.chancery.id.RealmId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One tenant. Its name is part of the issuer and never changes.
///
/// @param version counts the changes; it is the entity tag of the REST representation
/// @param deletedAt when it was put into the bin; absent while it is in use
public record Realm(
        RealmId id,
        String name,
        RealmSettings settings,
        Instant createdAt,
        long version,
        @Nullable Instant deletedAt) {

    /// The realm whose administrators reach every realm.
    public static final String MASTER = "master";

    public boolean isMaster() {
        return name.equals(MASTER);
    }

    public boolean enabled() {
        return settings.enabled() && deletedAt == null;
    }

    /// Not while it is being removed for good.
    boolean isInBin() {
        return deletedAt != null && deletedAt.isAfter(Instant.EPOCH);
    }

    public Realm with(RealmSettings changed) {
        return new Realm(id, name, changed, createdAt, version, deletedAt);
    }
}
