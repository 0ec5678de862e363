package dev.chancery.key;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.crypto.SigningKey;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Makes keys and lets them succeed each other.
public record RotateKeys(Database db, SigningKeyStore store, RealmStore realms, AuditTrail trail, InstantSource clock) {

    /// How long verifiers may keep a JWKS. A new key is shown for much longer than this before it signs.
    public static final Duration JWKS_MAX_AGE = Duration.ofMinutes(5);

    private static final Duration LEAD = Duration.ofHours(1);
    private static final Duration LONGEST_TOKEN_LIFE = Duration.ofDays(1);

    /// How far apart the clocks of two nodes that are ready may be.
    private static final Duration APART = Duration.ofSeconds(10);

    private static final Actor SERVER = Actor.operator("this server");

    /// Makes the key of an algorithm that a realm has none of. A realm's very first signs at once: no verifier
    /// can hold an older set that lacks it and is trusted. That of another algorithm is published first, as
    /// every successor is. Of two nodes that make it at the same time, one wins.
    void introduce(Realm realm, SignatureAlgorithm algorithm, Instant now) {
        var key = SigningKey.generate(algorithm);
        db.unit(() -> {
            realms.lock(realm.id());
            var isFirst =
                    new KeyRing(store.all(realm.id())).signing(algorithm, now).isEmpty();
            var from = isFirst ? now.minus(APART) : now.plus(LEAD);
            var fresh = new RealmKey(realm.id(), key, now, from, null, null);
            if (store.insert(fresh)) record(SERVER, fresh, Event.KEY_PUBLISHED);
        });
    }

    /// Succeeds the keys that have signed long enough, a few at a time, and forgets those that are gone.
    public void byAge() {
        var now = clock.instant();
        for (var old : store.due(now, 20))
            realms.find(old.realm()).ifPresent(realm -> succeed(SERVER, realm, List.of(old), now));
        store.deleteGone(now.minus(LONGEST_TOKEN_LIFE), 100);
    }

    /// On an administrator's word: a successor that takes over once every verifier knows it, or, with `revoke`, at
    /// once, ending every key there is and with them every token that they signed.
    public void now(Actor actor, Realm realm, boolean revoke) {
        actor.require(Permission.MANAGE_REALMS, realm.id());
        var now = clock.instant();
        if (revoke) revoke(actor, realm, now);
        else {
            var current = store.all(realm.id()).stream().filter(key -> key.supersededAt() == null);
            succeed(actor, realm, current.toList(), now);
        }
    }

    private void revoke(Actor actor, Realm realm, Instant now) {
        var key = SigningKey.generate(realm.settings().signatureAlgorithm());
        var at = now.minus(APART); // at once on every node
        var successor = new RealmKey(realm.id(), key, now, at, null, null);
        db.unit(() -> {
            realms.lock(realm.id());
            store.revokeAll(realm.id(), at);
            if (!store.insert(successor)) throw new IllegalStateException("a key outlived the revocation of all");
            record(actor, successor, Event.KEY_REVOKED);
        });
    }

    /// An algorithm that the realm has given up gets no successor; its own always has a key that signs.
    private void succeed(Actor actor, Realm realm, List<RealmKey> olds, Instant now) {
        if (olds.isEmpty()) return;
        var from = now.plus(LEAD);
        var key = SigningKey.generate(realm.settings().signatureAlgorithm());
        var successor = new RealmKey(realm.id(), key, now, from, null, null);
        db.unit(() -> {
            realms.lock(realm.id());
            var superseded = olds.stream()
                    .filter(old -> store.supersede(old, from, from.plus(LONGEST_TOKEN_LIFE)))
                    .toList();
            if (superseded.isEmpty()) return;
            record(actor, store.insert(successor) ? successor : superseded.getFirst(), Event.KEY_ROTATED);
        });
    }

    private void record(Actor actor, RealmKey key, Event event) {
        var seen = Map.of(
                "kid",
                key.key().kid(),
                "alg",
                key.key().algorithm().jwsName(),
                "activeFrom",
                key.activeFrom().toString());
        trail.append(actor, key.realm(), event, key.key().kid(), null, seen);
    }
}
