package dev.chancery.bootstrap;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.crypto.PasswordHash;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Database;
import dev.chancery.db.StartRefusal;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import dev.chancery.role.GrantRole;
import dev.chancery.role.RoleStore;
import dev.chancery.user.ChangeUser;
import dev.chancery.user.CreateUser;
import dev.chancery.user.LoginName;
import dev.chancery.user.SetPassword;
import dev.chancery.user.User;
import dev.chancery.user.UserSettings;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.Map;

/// The way back in for whoever can open the store itself: an administrator of `master` with a fresh password, on
/// record.
public record RecoverAdmin(
        Database db,
        RealmStore realms,
        UserStore users,
        CreateUser createUser,
        ChangeUser changeUser,
        SetPassword passwords,
        RoleStore roles,
        GrantRole grantRole,
        AuditTrail trail,
        InstantSource clock) {

    /// @param password to be shown once
    /// @param created whether nobody had that name before
    public record Recovered(String username, String password, boolean created) {}

    public Recovered run(Actor operator, String name) {
        var password = RandomToken.base62(24);
        var hash = passwords.hashed(password);
        return db.unit(() -> {
            var master = master();
            var found = users.find(master.id(), LoginName.of(name));
            var user = found.isPresent() ? enabled(operator, master, found.get()) : made(operator, master, name, hash);
            users.putPassword(user.id(), hash, clock.instant());
            grantRole.plant(
                    operator, roles.find(master.id(), AdminRole.ADMIN.roleName).orElseThrow(), user.id());
            var username = user.settings().username();
            trail.append(
                    operator,
                    master.id(),
                    Event.ADMIN_RECOVERED,
                    user.id().value(),
                    null,
                    Map.of("username", username, "created", found.isEmpty()));
            return new Recovered(username, password, found.isEmpty());
        });
    }

    private Realm master() {
        return realms.find(Realm.MASTER)
                .orElseThrow(
                        () -> new StartRefusal(
                                "This database has no realm master yet: start the server, which makes it and an administrator."));
    }

    private User enabled(Actor operator, Realm master, User user) {
        var was = user.settings();
        var now = Math.min(was.notBefore(), clock.instant().getEpochSecond());
        var settings = new UserSettings(
                was.username(), was.email(), was.emailVerified(), was.firstName(), was.lastName(), true, now);
        return settings.equals(was) ? user : changeUser.run(operator, master, user, settings);
    }

    private User made(Actor operator, Realm master, String name, PasswordHash hash) {
        var settings = new UserSettings(name, null, false, "", "", true, 0);
        return createUser.plant(operator, master, settings, hash);
    }
}
