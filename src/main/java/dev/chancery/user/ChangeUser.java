package dev.chancery.user;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.GroupId;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.role.Role;
import dev.chancery.role.RoleStore;
import java.time.InstantSource;
import java.util.List;

/// Changes a person's account, or deletes it. The last administrator stays.
public record ChangeUser(
        Database db, UserStore users, RoleStore roles, Privileges privileges, AuditTrail trail, InstantSource clock) {

    private static final int MOST_TOLD = 100;

    /// All that goes with a person, but for what they signed in with.
    ///
    /// @param roles that were granted to them, and `groups` that they were in, by id: a hundred of each at most
    public record Lost(UserSettings settings, List<Role.Told> roles, List<String> groups, boolean more) {}

    public User run(Actor actor, Realm realm, User read, UserSettings settings) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        var wanted = new User(
                read.id(), read.realm(), settings.validated(clock.instant()), read.createdAt(), read.version());
        if (wanted.equals(read)) return read;
        return db.unit(() -> {
            users.lockNames(realm.id());
            privileges.requireOver(actor, realm, read.id());
            if (!settings.enabled() || !settings.requiredActions().isEmpty())
                privileges.requireAnotherAdmin(realm, read.id());
            CreateUser.requireFree(users, wanted);
            var version = users.update(wanted)
                    .orElseThrow(() -> Refused.stale(
                            "The person was changed meanwhile. Read them again, then repeat the change."));
            trail.append(actor, realm.id(), Event.USER_UPDATED, read.id().value(), read.settings(), settings);
            return new User(wanted.id(), wanted.realm(), settings, wanted.createdAt(), version);
        });
    }

    public void delete(Actor actor, Realm realm, User user) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> {
            privileges.requireOver(actor, realm, user.id());
            privileges.requireAnotherAdmin(realm, user.id());
            var lost = lost(user);
            roles.withdrawAll(realm.id(), user.id());
            if (!users.delete(user))
                throw Refused.stale("The person was changed meanwhile. Read them again, then delete them.");
            trail.append(actor, realm.id(), Event.USER_DELETED, user.id().value(), lost, null);
        });
    }

    private Lost lost(User user) {
        var held = roles.heldBy(user.realm(), user.id());
        var groups = users.allGroupsOf(user.id(), MOST_TOLD + 1);
        return new Lost(
                user.settings(),
                held.stream()
                        .limit(MOST_TOLD)
                        .map(mapping -> mapping.role().told())
                        .toList(),
                groups.stream().limit(MOST_TOLD).map(GroupId::value).toList(),
                held.size() > MOST_TOLD || groups.size() > MOST_TOLD);
    }
}
