package dev.chancery.device;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Devices that wait for somebody: found by the code that they show, let in or sent away, which is on record.
public record Devices(Database db, DeviceStore store, Guesses guesses, AuditTrail trail, InstantSource clock) {
    private static final int MOST_ENTRIES = 10;

    /// What the trail tells of it.
    ///
    /// @param address from where the device asked, and `userAgent` what it calls itself
    /// @param sessionId in which somebody decided
    public record Told(String client, String scope, String address, String userAgent, String sessionId) {}

    /// Somebody types a code. Guesses are counted by browser and by address, before anything is looked at; a code that
    /// was typed ten times is void, since whoever it is for needs one or two.
    public Guess enter(Realm realm, TokenHash browser, String address, Optional<UserCode> typed) {
        return guesses.ofDevice(
                realm.id().value(),
                browser.hex(),
                address,
                () -> typed.filter(code -> store.enter(realm.id(), code, MOST_ENTRIES, clock.instant()))
                        .isPresent());
    }

    /// Absent once it was decided on, or has ended.
    public Optional<DeviceAuthorization> find(RealmId realm, UserCode code) {
        return store.findPending(realm, code, clock.instant());
    }

    /// What it gets hangs by this session until it has it. False when it was decided on, or has ended.
    public boolean allow(Actor person, Realm realm, UserCode code, Session session) {
        return decide(person, realm, code, session, session.id(), Event.DEVICE_ALLOWED);
    }

    /// The same.
    public boolean deny(Actor person, Realm realm, UserCode code, Session session) {
        return decide(person, realm, code, session, null, Event.DEVICE_DENIED);
    }

    private boolean decide(
            Actor person, Realm realm, UserCode code, Session session, @Nullable SessionId allowed, Event event) {
        return db.unit(() -> {
            var device = find(realm.id(), code);
            if (device.isEmpty() || !store.decide(realm.id(), code, allowed, clock.instant())) return false;
            trail.append(person, realm.id(), event, session.person().value(), null, told(device.get(), session));
            return true;
        });
    }

    private static Told told(DeviceAuthorization device, Session session) {
        return new Told(
                device.clientId(),
                device.scope(),
                device.address(),
                device.userAgent(),
                session.id().value());
    }
}
