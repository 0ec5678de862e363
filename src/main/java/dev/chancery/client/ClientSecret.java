package dev.chancery.client;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.Sealed;
import dev.chancery.crypto.SecretHash;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One of a client's secrets, as it is kept: RFC 6749 §2.3.1.
///
/// @param name what the administrator calls it
/// @param sealed so that it can be read again; absent unless the client's storage is recoverable
/// @param weak it was chosen by somebody, and is short enough to be guessed
/// @param expiresAt from when it works no more
public record ClientSecret(
        String id,
        RealmId realm,
        ClientKey client,
        String name,
        SecretHash hash,
        @Nullable Sealed sealed,
        boolean weak,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        Usage usage) {

    /// How long one waits that is to be read once.
    public static final Duration UNREAD = Duration.ofHours(24);

    /// How often it worked, and when and from which address it last did; as far as nodes have reported.
    public record Usage(
            long count, @Nullable Instant lastAt, @Nullable String lastAddress) {
        public static final Usage NONE = new Usage(0, null, null);
    }

    public boolean worksAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /// What is kept of it at this time, where the client's are kept as `of` says.
    public SecretStorage storage(SecretStorage of, Instant now) {
        if (sealed == null) return SecretStorage.HASHED;
        var missed = of == SecretStorage.ONCE && !now.isBefore(createdAt.plus(UNREAD));
        return missed ? SecretStorage.HASHED : of;
    }

    /// Under the present master key; absent when only the hash is kept.
    Optional<Sealed> resealed(MasterKeys keys) {
        return Optional.ofNullable(sealed).map(text -> text.resealed(keys, context(realm, id)));
    }

    static String context(RealmId realm, String id) {
        return Sealed.context(realm.value(), "client-secret", id);
    }
}
