package dev.chancery.factor;

import dev.chancery.admin.Actor;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.realm.Realm;
import dev.chancery.user.User;
import java.util.Map;

/// The one place where a recovery code is compared, and used up.
public record UseRecoveryCode(Database db, RecoveryCodeStore codes, Guesses guesses, AuditTrail trail) {

    public Guess run(Realm realm, User user, String code, String address) {
        return guesses.ofCode(
                realm.id().value(), user.id().value(), address, () -> db.unit(() -> takes(realm, user, code, address)));
    }

    private boolean takes(Realm realm, User user, String code, String address) {
        if (!codes.take(user.id(), code)) return false;
        var actor = Actor.person(user.label(realm), user.id(), realm.id(), address);
        var left = codes.find(user.id()).map(Factor::left).orElse(0);
        trail.append(actor, realm.id(), Event.MFA_RECOVERY_CODE_USED, user.id().value(), null, Map.of("left", left));
        return true;
    }
}
