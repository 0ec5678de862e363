package dev.chancery.user;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.crypto.PasswordHash;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.NewIds;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Makes a person's account.
public record CreateUser(
        Database db, UserStore users, NewIds ids, SetPassword passwords, AuditTrail trail, InstantSource clock) {

    /// Without an `id` one is drawn; without a password nobody can sign in as them yet.
    public User run(
            Actor actor, Realm realm, @Nullable SubjectId id, UserSettings settings, @Nullable String password) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        settings.validated(clock.instant());
        var hash = password == null ? null : passwords.hashed(password);
        return db.unit(() -> plant(actor, realm, id, settings, hash));
    }

    /// The same, as part of a larger transaction of somebody who has been authorized.
    public User plant(
            Actor actor, Realm realm, @Nullable SubjectId id, UserSettings settings, @Nullable PasswordHash hash) {
        var now = clock.instant();
        users.lockNames(realm.id());
        var user = new User(ids.id("id", id, SubjectId::new), realm.id(), settings.validated(now), now, 1);
        requireFree(users, user);
        if (!users.insert(user)) throw taken("username");
        if (hash != null) users.putPassword(user.id(), hash, now);
        trail.append(actor, realm.id(), Event.USER_CREATED, user.id().value(), null, settings);
        return user;
    }

    /// A user name must not be another person's e-mail address, nor the reverse: either would sign in as both.
    static void requireFree(UserStore users, User user) {
        var email = user.settings().email();
        if (users.isTaken(user.realm(), LoginName.of(user.settings().username()), user.id())) throw taken("username");
        if (email != null && users.isTaken(user.realm(), LoginName.of(email), user.id())) throw taken("email");
    }

    private static Refused taken(String member) {
        return Refused.conflict(member, "Somebody in this realm has this %s already.".formatted(member));
    }
}
