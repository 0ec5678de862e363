package dev.chancery.user;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.Passwords;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.session.EndSession;
import java.time.InstantSource;
import java.util.ArrayList;

/// Somebody chooses a password of their own, having just shown the one they had. It ends what was begun with that one.
public record ChangeOwnPassword(
        Database db,
        UserStore users,
        SetPassword passwords,
        Passwords hashes,
        EndSession sessions,
        AuditTrail trail,
        InstantSource clock) {

    /// In the sign-in of this handle, which `stands` asks about in the same unit: it throws when that has ended. False
    /// when it is the one they have; [dev.chancery.admin.Refused] when it is unfit.
    public boolean run(Realm realm, User user, String password, String address, TokenHash signIn, Runnable stands) {
        var hash = passwords.hashed(password);
        if (users.password(user.id())
                .filter(kept -> hashes.verify(kept, password))
                .isPresent()) return false;
        var actor = Actor.person(user.label(realm), user.id(), realm.id(), address);
        var now = clock.instant();
        db.unit(() -> {
            stands.run();
            users.putPassword(user.id(), hash, now);
            users.find(realm.id(), user.id()).ifPresent(read -> {
                var actions = new ArrayList<>(read.settings().requiredActions());
                if (actions.remove(RequiredAction.UPDATE_PASSWORD))
                    users.update(read.with(read.settings().with(actions)));
            });
            sessions.end(actor, realm, user.id(), signIn);
            trail.append(
                    actor, realm.id(), Event.USER_PASSWORD_CHANGED, user.id().value(), null, null);
        });
        return true;
    }
}
