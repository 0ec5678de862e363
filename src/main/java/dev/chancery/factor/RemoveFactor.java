package dev.chancery.factor;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.user.User;

/// Takes a second factor from somebody who lost it, on an administrator's word.
public record RemoveFactor(
        Database db,
        Factors factors,
        TotpStore totps,
        RecoveryCodeStore recoveryCodes,
        Privileges privileges,
        AuditTrail trail) {

    /// Recovery codes go with the app that they stand in for.
    public void run(Actor actor, Realm realm, User user, String credentialId) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> {
            // whoever knows the password could act as them now
            privileges.requireToActAs(actor, realm, user.id());
            var factor = factors.all(user).stream()
                    .filter(one -> one.id().equals(credentialId))
                    .findFirst()
                    .orElseThrow(RemoveFactor::gone);
            if (!isRemoved(user, factor)) throw gone();
            trail.append(actor, realm.id(), Event.MFA_DISABLED, user.id().value(), factor.told(), null);
        });
    }

    /// All that there is beside the password.
    public void all(Actor actor, Realm realm, User user) {
        for (var factor : factors.all(user))
            if (factor.kind() == Factor.Kind.TOTP) run(actor, realm, user, factor.id());
    }

    private boolean isRemoved(User user, Factor factor) {
        return switch (factor.kind()) {
            case PASSWORD -> throw Refused.conflict(null, "A password is not removed: set a new one.");
            case TOTP -> {
                var removed = totps.delete(user.id(), factor.id());
                if (removed) recoveryCodes.delete(user.id());
                yield removed;
            }
            case RECOVERY_CODES -> recoveryCodes.delete(user.id());
        };
    }

    private static Refused gone() {
        return Refused.notFound("They have no such credential.");
    }
}
