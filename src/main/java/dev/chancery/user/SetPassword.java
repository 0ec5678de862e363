package dev.chancery.user;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.crypto.PasswordHash;
import dev.chancery.crypto.Passwords;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.session.EndSession;
import java.time.InstantSource;
import java.util.ArrayList;

/// Gives a person a new password, on an administrator's word. It ends what was begun with the one before.
public record SetPassword(
        Database db,
        UserStore users,
        Passwords passwords,
        Privileges privileges,
        EndSession sessions,
        AuditTrail trail,
        InstantSource clock) {

    private static final int SHORTEST = 8;

    /// A temporary one they must change when they sign in with it.
    public void run(Actor actor, Realm realm, User user, String password, boolean temporary) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        var hash = hashed(password);
        db.unit(() -> {
            privileges.requireToActAs(actor, realm, user.id());
            put(actor, realm, user, hash);
            if (temporary) askForAnother(actor, realm, user);
        });
    }

    private void askForAnother(Actor actor, Realm realm, User user) {
        var before = user.settings();
        var actions = new ArrayList<>(before.requiredActions());
        if (actions.contains(RequiredAction.UPDATE_PASSWORD)) return;
        privileges.requireAnotherAdmin(realm, user.id());
        actions.add(RequiredAction.UPDATE_PASSWORD);
        var after = before.with(actions);
        if (users.update(user.with(after)).isEmpty())
            throw Refused.stale("The person was changed meanwhile. Read them again, then repeat the change.");
        trail.append(actor, realm.id(), Event.USER_UPDATED, user.id().value(), before, after);
    }

    /// One of which only the hash is known; false when that is what is kept.
    public boolean run(Actor actor, Realm realm, User user, PasswordHash hash) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        return db.unit(() -> {
            privileges.requireToActAs(actor, realm, user.id());
            if (users.password(user.id()).filter(hash::equals).isPresent()) return false;
            put(actor, realm, user, hash);
            return true;
        });
    }

    /// The hash that is kept of this very password, or a fresh one. Whoever may not set it is not told which.
    public PasswordHash hashed(Actor actor, Realm realm, User user, String password) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> privileges.requireToActAs(actor, realm, user.id()));
        return users.password(user.id())
                .filter(kept -> passwords.verify(kept, password))
                .orElseGet(() -> hashed(password));
    }

    private void put(Actor actor, Realm realm, User user, PasswordHash hash) {
        users.putPassword(user.id(), hash, clock.instant());
        sessions.end(actor, realm, user.id(), null);
        trail.append(actor, realm.id(), Event.USER_PASSWORD_CHANGED, user.id().value(), null, null);
    }

    /// Outside of any transaction, since it takes a while on purpose. A rehearsal is one, and keeps nothing: it does
    /// without.
    public PasswordHash hashed(String password) {
        // NIST SP 800-63B §3.1.1.2: length is what counts; no composition rules
        if (password.codePointCount(0, password.length()) < SHORTEST || password.length() > Passwords.LONGEST)
            throw Refused.invalid("password", "8 to 1,024 characters.");
        return db.isRehearsing() ? PasswordHash.OF_NOTHING : passwords.hash(password);
    }
}
