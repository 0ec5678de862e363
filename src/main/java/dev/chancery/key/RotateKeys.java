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
import java.util.Map;

/// Makes keys and lets them succeed each other.
public record RotateKeys(Database db, SigningKeyStore store, RealmStore realms, AuditTrail trail, InstantSource clock) {

    /// How long verifiers may keep a JWKS. A new key is shown for much longer than this before it signs.
    public static final Duration JWKS_MAX_AGE = Duration.ofMinutes(5);

    private static final Duration LEAD = Duration.ofHours(1);
    private static final Duration LONGEST_TOKEN_LIFE = Duration.ofDays(1);
    private static final Actor SERVER = Actor.operator("this server");

    /// A realm's first key of an algorithm signs at once: no verifier can hold an older set that lacks it and is
    /// trusted.
    /// Of two nodes that make it at the same time, one wins.
    void first(Realm realm, SignatureAlgorithm algorithm, Instant now) {
        var fresh = new RealmKey(realm.id(), SigningKey.generate(algorithm), now, now, null, null);
        db.unit(() -> {
            if (store.insert(fresh)) record(SERVER, fresh, Event.KEY_PUBLISHED);
        });
    }

    /// Succeeds the keys that have signed long enough, a few at a time, and forgets those that are gone.
    public void byAge() {
        var now = clock.instant();
        for (var old : store.due(now, 20))
            realms.find(old.realm()).ifPresent(realm -> succeed(SERVER, realm, old, now, now.plus(LEAD)));
        store.deleteGone(now.minus(LONGEST_TOKEN_LIFE), 100);
    }

    /// On an administrator's word: a successor that takes over once every verifier knows it, or, with `revoke`, at
    /// once,
    /// ending every key there is and with them every token that they signed.
    public void now(Actor actor, Realm realm, boolean revoke) {
        actor.require(Permission.MANAGE_REALMS, realm.id());
        var now = clock.instant();
        if (revoke) {
            var fresh = SigningKey.generate(realm.settings().signatureAlgorithm());
            db.unit(() -> {
                store.revokeAll(realm.id(), now);
                var successor = new RealmKey(realm.id(), fresh, now, now, null, null);
                store.insert(successor);
                record(actor, successor, Event.KEY_REVOKED);
            });
        } else
            store.all(realm.id()).stream()
                    .filter(key -> key.supersededAt() == null)
                    .forEach(old -> succeed(actor, realm, old, now, now.plus(LEAD)));
    }

    /// A key of an algorithm that the realm has given up gets no successor.
    private void succeed(Actor actor, Realm realm, RealmKey old, Instant now, Instant from) {
        var algorithm = old.key().algorithm();
        var successor = algorithm == realm.settings().signatureAlgorithm()
                ? new RealmKey(realm.id(), SigningKey.generate(algorithm), now, from, null, null)
                : null;
        db.unit(() -> {
            if (!store.supersede(old, from, from.plus(LONGEST_TOKEN_LIFE))) return;
            if (successor != null) store.insert(successor);
            record(actor, successor == null ? old : successor, Event.KEY_ROTATED);
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
