package dev.chancery.device;

import dev.chancery.crypto.TokenHash;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import java.time.InstantSource;
import java.util.Optional;

/// Devices that wait for somebody: found by the code that they show, let in or sent away.
public record Devices(DeviceStore store, Guesses guesses, InstantSource clock) {
    private static final int MOST_ENTRIES = 10;

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
    public boolean allow(Realm realm, UserCode code, Session session) {
        return store.decide(realm.id(), code, session.id(), clock.instant());
    }

    /// The same.
    public boolean deny(Realm realm, UserCode code) {
        return store.decide(realm.id(), code, null, clock.instant());
    }
}
