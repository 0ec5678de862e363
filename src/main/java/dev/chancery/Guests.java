package dev.chancery;

import dev.chancery.authorize.InteractionStore;
import dev.chancery.consent.ConsentStore;
import dev.chancery.consent.WithdrawConsent;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.db.Database;
import dev.chancery.db.Pages;
import dev.chancery.device.DeviceStore;
import dev.chancery.event.AuditTrail;
import dev.chancery.issue.TipStore;
import dev.chancery.session.BeginGrant;
import dev.chancery.session.BeginSession;
import dev.chancery.session.EndGrant;
import dev.chancery.session.EndSession;
import dev.chancery.session.GrantStore;
import dev.chancery.session.SessionStore;
import java.time.Duration;
import java.time.Instant;

/// What the house remembers of those who sign in, each built once: their sessions, and what they let clients have.
final class Guests {
    /// A device that asks after its time is told so for a while.
    private static final Duration DEVICES_KNOWN = Duration.ofMinutes(10);

    final SessionStore sessionStore;
    final GrantStore grantStore;
    final TipStore tipStore;
    final ConsentStore consentStore;
    final InteractionStore interactionStore;
    final DeviceStore deviceStore;
    final BeginSession beginSession;
    final BeginGrant beginGrant;
    final EndSession endSession;
    final EndGrant endGrant;
    final WithdrawConsent withdrawConsent;

    Guests(Database db, Pages pages, AuditTrail trail, MasterKeys keys) {
        sessionStore = new SessionStore(db, pages);
        grantStore = new GrantStore(db);
        tipStore = new TipStore(db);
        consentStore = new ConsentStore(db);
        interactionStore = new InteractionStore(db);
        deviceStore = new DeviceStore(db, keys);
        beginSession = new BeginSession(db, sessionStore, trail);
        beginGrant = new BeginGrant(db, beginSession, grantStore);
        endSession = new EndSession(db, sessionStore, grantStore, trail);
        endGrant = new EndGrant(db, grantStore, trail);
        withdrawConsent = new WithdrawConsent(db, consentStore, deviceStore::denyAllowed, grantStore, trail);
    }

    /// Frees the space of what has ended, a portion at a time, so that no sign-in waits for long.
    void forget(Instant now) {
        while (grantStore.deleteEnded(now)
                        + sessionStore.deleteEnded(now)
                        + interactionStore.deleteEnded(now)
                        + deviceStore.deleteEnded(now.minus(DEVICES_KNOWN))
                > 0) if (Thread.currentThread().isInterrupted()) return;
    }
}
