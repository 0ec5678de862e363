package dev.chancery;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.factor.CheckCode;
import dev.chancery.factor.Factors;
import dev.chancery.factor.RecoveryCodeStore;
import dev.chancery.factor.RemoveFactor;
import dev.chancery.factor.SetUpCode;
import dev.chancery.factor.TotpStore;
import dev.chancery.factor.UseRecoveryCode;
import dev.chancery.guess.Guesses;
import dev.chancery.role.Privileges;
import dev.chancery.user.CompleteAction;
import dev.chancery.user.UserStore;
import java.time.InstantSource;

/// What people prove themselves by beside the password, each built once.
final class SecondFactors {
    final TotpStore totpStore;
    final Factors factors;
    final CheckCode checkCode;
    final UseRecoveryCode useRecoveryCode;
    final SetUpCode setUpCode;
    final RemoveFactor removeFactor;

    SecondFactors(
            Database db,
            MasterKeys masterKeys,
            UserStore users,
            Guesses guesses,
            Privileges privileges,
            AuditTrail trail,
            InstantSource clock) {
        totpStore = new TotpStore(db, masterKeys);
        var recoveryCodes = new RecoveryCodeStore(db, masterKeys);
        factors = new Factors(users, totpStore, recoveryCodes);
        checkCode = new CheckCode(totpStore, guesses, clock);
        useRecoveryCode = new UseRecoveryCode(db, recoveryCodes, guesses, trail);
        var complete = new CompleteAction(db, users, trail);
        setUpCode = new SetUpCode(db, totpStore, recoveryCodes, complete, trail, clock);
        removeFactor = new RemoveFactor(db, factors, totpStore, recoveryCodes, privileges, trail);
    }
}
