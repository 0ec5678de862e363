package dev.chancery.key;

import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.crypto.SigningKey;
import dev.chancery.crypto.VerificationKey;
import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/// A realm's keys, from memory. Keys are made when they are first needed: ten thousand quiet realms cost nothing.
public final class SigningKeys {
    private static final int LONGEST_KID = 255;

    private final FeedCache<RealmId, KeyRing> rings;
    private final FeedCache<String, RealmId> owners;
    private final ConcurrentHashMap<RealmId, CompletableFuture<KeyRing>> making = new ConcurrentHashMap<>();
    private final SigningKeyStore store;
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
        this.store = store;
        this.rotate = rotate;
        this.clock = clock;
    }

    /// The key to sign with now: of the algorithm, once its key has been shown for long enough.
    public SigningKey signing(Realm realm, SignatureAlgorithm algorithm) {
        return ring(realm, algorithm)
                .signing(algorithm, clock.instant())
                .orElseThrow(() -> new IllegalStateException("realm %s has no key".formatted(realm.name())))
                .key();
    }

    /// What the JWKS shows: at least the key that the next token will be signed with.
    public List<RealmKey> shown(Realm realm) {
        return ring(realm, realm.settings().signatureAlgorithm()).shown(clock.instant());
    }

    /// Every key that is still kept, from the one to come to those that are gone.
    public List<RealmKey> all(Realm realm) {
        return ring(realm, realm.settings().signatureAlgorithm()).keys();
    }

    public Optional<VerificationKey> verifying(Realm realm, String kid) {
        return rings.get(realm.id()).verifying(kid, clock.instant());
    }

    /// Whose key this is.
    public Optional<RealmId> realmOf(String kid) {
        return kid.length() > LONGEST_KID ? Optional.empty() : owners.find(kid);
    }

    private KeyRing ring(Realm realm, SignatureAlgorithm algorithm) {
        var ring = rings.get(realm.id());
        return ring.has(algorithm, clock.instant()) ? ring : completed(realm, algorithm);
    }

    /// By one thread for all that ask: keys take long to make.
    private KeyRing completed(Realm realm, SignatureAlgorithm algorithm) {
        var mine = new CompletableFuture<KeyRing>();
        var theirs = making.putIfAbsent(realm.id(), mine);
        if (theirs != null) return awaited(theirs);
        try {
            var ring = stored(realm);
            if (!ring.has(algorithm, clock.instant())) {
                rotate.introduce(realm, algorithm, clock.instant());
                // another node may have won, which this one's memory does not know yet
                ring = stored(realm);
            }
            mine.complete(ring);
            return ring;
        } catch (RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            making.remove(realm.id(), mine);
        }
    }

    private KeyRing stored(Realm realm) {
        return new KeyRing(store.all(realm.id()));
    }

    private static KeyRing awaited(CompletableFuture<KeyRing> ring) {
        try {
            return ring.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw failed;
        }
    }
}
