package dev.chancery.factor;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TotpSeed;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.session.SignIn;
import dev.chancery.user.CompleteAction;
import dev.chancery.user.RequiredAction;
import dev.chancery.user.User;
import java.time.InstantSource;
import java.util.List;

/// Somebody takes an authenticator app into use, which from then on is asked for. It replaces the one they had.
public record SetUpCode(
        Database db,
        TotpStore totps,
        RecoveryCodeStore recoveryCodes,
        CompleteAction complete,
        AuditTrail trail,
        InstantSource clock) {

    /// What became of it.
    public sealed interface Outcome {
        /// @param recoveryCodes to be shown this once
        record Confirmed(List<String> recoveryCodes) implements Outcome {
            @Override
            public String toString() {
                return "Confirmed[…]";
            }
        }

        /// The code is not the app's.
        record Wrong() implements Outcome {}

        /// They have a second factor, and did not show it when they signed in.
        record Unproved() implements Outcome {}
    }

    /// A fresh seed in base32, for the app. Nothing is kept before [#confirm].
    public String begin() {
        return TotpSeed.random().base32();
    }

    /// @param signIn what they have shown by now, which `stands` asks about in the same unit: it throws when that is
    ///     void, and nothing is kept
    public Outcome confirm(
            Realm realm, User user, SignIn signIn, String seed, String code, String address, Runnable stands) {
        if (!TotpSeed.isSeed(seed)) return new Outcome.Wrong();
        var now = clock.instant();
        var fresh = new TotpSeed(seed);
        var step = fresh.stepOf(code, now);
        if (step.isEmpty()) return new Outcome.Wrong();
        var totp = new Totp(RandomToken.uuid(), fresh, step.getAsLong(), now);
        return db.unit(() -> confirmed(realm, user, signIn, totp, address, stands));
    }

    private Outcome confirmed(Realm realm, User user, SignIn signIn, Totp totp, String address, Runnable stands) {
        var actor = Actor.person(user.label(realm), user.id(), realm.id(), address);
        var former = totps.find(user.id());
        // NIST SP 800-63B §4.1.2.1: binding another authenticator takes the highest level that there is
        if (!totps.put(realm.id(), user.id(), totp, signIn.level().equals(SignIn.TWO_FACTORS)))
            return new Outcome.Unproved();
        stands.run();
        complete.run(actor, realm, user.id(), RequiredAction.CONFIGURE_TOTP);
        var codes = RecoveryCode.fresh();
        recoveryCodes.replace(user.id(), codes, totp.createdAt());
        trail.append(
                actor,
                realm.id(),
                Event.MFA_ENROLLED,
                user.id().value(),
                former.map(Factor::told).orElse(null),
                totp.factor().told());
        return new Outcome.Confirmed(codes.stream().map(RecoveryCode::text).toList());
    }
}
