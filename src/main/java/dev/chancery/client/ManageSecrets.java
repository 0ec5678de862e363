package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Adds, rotates, reveals and revokes the secrets of a client.
public record ManageSecrets(
        Database db,
        ClientSecretStore store,
        ClientRules rules,
        SecretMaker maker,
        AuditTrail trail,
        InstantSource clock) {

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final int MOST_SECRETS = 20;
    private static final int MOST_ENDED = 50;

    /// A new secret in place of all others, which die at once, or after the overlap.
    public SecretMaker.Fresh rotate(Actor actor, Realm realm, Client client, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0)
            throw Refused.invalid(
                    "overlapSeconds", "A whole number from 0 to %d.".formatted(LONGEST_OVERLAP.toSeconds()));
        return acting(actor, realm, client, () -> {
            var now = clock.instant();
            store.expireAll(client.id(), now.plus(overlap), now);
            requireRoom(client, now);
            var fresh = maker.insert(client, "rotated", null, now);
            record(actor, client, Event.CLIENT_SECRET_ROTATED, fresh.secret());
            return fresh;
        });
    }

    /// One more secret beside those there are.
    public SecretMaker.Fresh add(Actor actor, Realm realm, Client client, String name, @Nullable Instant expiresAt) {
        var now = clock.instant();
        if (expiresAt != null && !expiresAt.isAfter(now))
            throw Refused.invalid("expiresAt", "A time that is still to come.");
        return acting(actor, realm, client, () -> {
            requireRoom(client, now);
            var fresh = maker.insert(client, name, expiresAt, now);
            record(actor, client, Event.CLIENT_SECRET_CREATED, fresh.secret());
            return fresh;
        });
    }

    /// Whatever is presented is compared with each secret that works, so these are few; of those that ended, the last
    /// ones are kept.
    private void requireRoom(Client client, Instant now) {
        store.deleteEnded(client.id(), now, MOST_ENDED);
        var live = store.all(client.id()).stream().filter(secret -> secret.worksAt(now));
        if (live.count() >= MOST_SECRETS)
            throw Refused.conflict(
                    null, "The client has %d secrets that work. Revoke one first.".formatted(MOST_SECRETS));
    }

    public void revoke(Actor actor, Realm realm, Client client, String id) {
        acting(actor, realm, client, () -> {
            var secret = store.find(client.id(), id).orElseThrow(ManageSecrets::unknown);
            var now = clock.instant();
            if (!store.revoke(client.id(), id, now)) return true;
            if (store.all(client.id()).stream().noneMatch(other -> other.worksAt(now)))
                rules.requireAnotherAdmin(realm, client);
            record(actor, client, Event.CLIENT_SECRET_REVOKED, secret);
            return true;
        });
    }

    /// The text of a recoverable secret; that it was read is on record. One that is to be read once is forgotten over
    /// it.
    public String reveal(Actor actor, Realm realm, Client client, String id) {
        return acting(actor, realm, client, () -> {
            var secret = store.find(client.id(), id).orElseThrow(ManageSecrets::unknown);
            var sealed = secret.sealed();
            var storage = secret.storage(client.settings().secretStorage(), clock.instant());
            var first = storage != SecretStorage.ONCE || store.forgetText(client.id(), id);
            if (sealed == null || storage == SecretStorage.HASHED || !first)
                throw Refused.notFound("Only the hash of this secret is kept. Rotate it to get a new one.");
            record(actor, client, Event.CLIENT_SECRET_READ, secret);
            return maker.open(secret, sealed);
        });
    }

    /// One that somebody brings, unless it has ended or the client has it, with the same end; false then. Whoever may
    /// not act as the
    /// client is not told.
    public boolean bring(
            Actor actor, Realm realm, Client client, String name, SecretMaker.Brought brought, @Nullable Instant end) {
        return acting(actor, realm, client, () -> {
            var now = clock.instant();
            var known = store.all(client.id()).stream()
                    .filter(kept -> kept.worksAt(now) && maker.is(kept, brought))
                    .findFirst();
            if (known.isPresent()) {
                requireSameEnd(known.get(), end);
                return false;
            }
            if (end != null && !end.isAfter(now)) return false;
            requireRoom(client, now);
            var secret = maker.insert(client, name, brought, end, now);
            record(actor, client, Event.CLIENT_SECRET_CREATED, secret);
            return true;
        });
    }

    /// To the second, as ends are told; without one, the end stays as it is.
    private static void requireSameEnd(ClientSecret kept, @Nullable Instant end) {
        var there = kept.expiresAt();
        if (end == null || (there != null && there.getEpochSecond() == end.getEpochSecond())) return;
        throw Refused.conflict(
                "expiresAt", "The client has this secret with another end: revoke it, or rotate to a new one.");
    }

    public boolean is(ClientSecret kept, SecretMaker.Brought brought) {
        return maker.is(kept, brought);
    }

    private <T> T acting(Actor actor, Realm realm, Client client, Supplier<T> act) {
        actor.require(Permission.MANAGE_CLIENTS, realm.id());
        if (client.settings().publicClient())
            throw Refused.conflict("publicClient", "A public client has no secrets: RFC 6749 §2.1.");
        return db.unit(() -> {
            rules.privileges().hold(realm);
            if (!store.lock(client.id())) throw Refused.notFound("The client is in the bin.");
            rules.requireToActAs(actor, realm, client);
            return act.get();
        });
    }

    private void record(Actor actor, Client client, Event event, ClientSecret secret) {
        var seen = Map.of("secret", secret.id(), "name", secret.name());
        trail.append(actor, client.realm(), event, client.id().value(), client.clientId(), null, seen);
    }

    private static Refused unknown() {
        return Refused.notFound("The client has no such secret.");
    }
}
