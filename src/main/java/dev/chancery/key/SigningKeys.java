package dev.chancery.key;

import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.crypto.SigningKey;
import dev.chancery.crypto.VerificationKey;
import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A realm's keys, from memory. Keys are made when they are first needed: ten thousand quiet realms cost nothing.
public final class SigningKeys {
    private static final int LONGEST_KID = 255;

    private final FeedCache<RealmId, KeyRing> rings;
    private final FeedCache<String, RealmId> owners;
    private final RotateKeys rotate;
    private final InstantSource clock;

    public SigningKeys(SigningKeyStore store, RotateKeys rotate, Changes changes, InstantSource clock) {
        this.rings = new FeedCache<>(
                changes,
                10_000,
                change -> change.kind().equals("key") ? Reach.key(new RealmId(change.realm())) : Reach.none(),
                realm -> Optional.of(new KeyRing(store.all(realm))));
        this.owners = new FeedCache<>(
                changes, 10_000, change -> change.kind().equals("key") ? Reach.all() : Reach.none(), store::realmOf);
        this.rotate = rotate;
        this.clock = clock;
    }

    /// The key to sign with now.
    public SigningKey signing(Realm realm, SignatureAlgorithm algorithm) {
        var now = clock.instant();
        return rings.get(realm.id())
                .signing(algorithm, now)
                .orElseGet(() -> first(realm, algorithm, now))
                .key();
    }

    /// What the JWKS shows: at least the key that the next token will be signed with.
    public List<RealmKey> shown(Realm realm) {
        var _ = signing(realm, realm.settings().signatureAlgorithm());
        return rings.get(realm.id()).shown(clock.instant());
    }

    /// Every key that is still kept, from the one to come to those that are gone.
    public List<RealmKey> all(Realm realm) {
        var _ = signing(realm, realm.settings().signatureAlgorithm());
        return rings.get(realm.id()).keys();
    }

    public Optional<VerificationKey> verifying(Realm realm, String kid) {
        return rings.get(realm.id()).verifying(kid, clock.instant());
    }

    /// Whose key this is.
    public Optional<RealmId> realmOf(String kid) {
        return kid.length() > LONGEST_KID ? Optional.empty() : owners.find(kid);
    }

    private RealmKey first(Realm realm, SignatureAlgorithm algorithm, Instant now) {
        rotate.first(realm, algorithm, now);
        return rings.get(realm.id())
                .signing(algorithm, now)
                .orElseThrow(
                        () -> new IllegalStateException("realm %s has no %s key".formatted(realm.name(), algorithm)));
    }
}
