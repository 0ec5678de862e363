package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.event.Event;
import dev.chancery.group.GroupStore;
import dev.chancery.group.JoinGroup;
import dev.chancery.id.GroupId;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.role.GrantRole;
import dev.chancery.role.RoleStore;
import dev.chancery.user.ChangeUser;
import dev.chancery.user.ChangeUser.Lost;
import dev.chancery.user.CreateUser;
import dev.chancery.user.RequiredAction;
import dev.chancery.user.User;
import dev.chancery.user.UserSettings;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;

/// A person as they were; a new account goes, a deleted one comes back with its id, its roles and its groups. Nobody
/// can sign in to that, since no password comes back, and no token from before counts.
public record UndoUser(
        UserStore users,
        RoleStore roles,
        GroupStore groups,
        CreateUser create,
        ChangeUser change,
        GrantRole grant,
        JoinGroup join,
        Since since,
        InstantSource clock)
        implements Inverse {
    private static final int FEW = 10;
    private static final Set<Event> PASSWORD = EnumSet.of(Event.USER_PASSWORD_CHANGED);

    @Override
    public Set<Event> events() {
        return EnumSet.of(Event.USER_CREATED, Event.USER_UPDATED, Event.USER_DELETED);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        var id = new SubjectId(line.subject());
        if (line.event() == Event.USER_DELETED) {
            restore(undoing, id, line.read(line.before(), Lost.class));
            return;
        }
        var user = users.find(undoing.realm().id(), id)
                .orElseThrow(() -> Refused.notFound("The person's account is deleted."));
        if (line.event() == Event.USER_UPDATED) {
            var was = Difference.undone(line.changesToUndo(undoing), Difference.tree(user.settings()));
            change.run(undoing.actor(), undoing.realm(), user, line.read(was, UserSettings.class));
        } else {
            requireNew(undoing, line, user);
            change.delete(undoing.actor(), undoing.realm(), user);
        }
    }

    private void requireNew(Undoing undoing, Line line, User user) {
        Difference.requireSame(line.after(), Difference.tree(user.settings()));
        Difference.requireNone(
                "/roles",
                roles.heldBy(user.realm(), user.id()).stream()
                        .map(held -> held.role().name()));
        Difference.requireNone(
                "/groups", users.allGroupsOf(user.id(), FEW).stream().map(GroupId::value));
        if (users.password(user.id()).isPresent()
                || since.has(undoing, user.id().value(), PASSWORD))
            throw Refused.conflict(null, "They have a password: nothing brings that back. Delete the person by hand.");
    }

    private void restore(Undoing undoing, SubjectId id, Lost lost) {
        var actor = undoing.actor();
        var realm = undoing.realm();
        var user = create.run(actor, realm, id, withoutSignIn(lost.settings()), null);
        undoing.leave("No password came back for %s: set one, or have them choose it."
                .formatted(user.settings().username()));
        for (var role : lost.roles())
            roles.find(realm.id(), new RoleId(role.roleId()))
                    .ifPresentOrElse(
                            found -> grant.run(actor, realm, found, id),
                            () -> undoing.leave("The role %s is gone.".formatted(role.role())));
        for (var group : lost.groups())
            groups.find(realm.id(), new GroupId(group))
                    .ifPresentOrElse(
                            found -> join.run(actor, realm, found, user),
                            () -> undoing.leave("A group that they were in is gone."));
        if (lost.more()) undoing.leave("Not all roles and groups came back: there were more than 100.");
    }

    /// Tokens from before the deletion, which said the same `sub`, stay void.
    private UserSettings withoutSignIn(UserSettings was) {
        var actions = new ArrayList<>(was.requiredActions());
        if (!actions.contains(RequiredAction.UPDATE_PASSWORD)) actions.add(RequiredAction.UPDATE_PASSWORD);
        return new UserSettings(
                was.username(),
                was.email(),
                was.emailVerified(),
                was.firstName(),
                was.lastName(),
                was.enabled(),
                Math.max(was.notBefore(), clock.instant().getEpochSecond() + 1),
                was.attributes(),
                actions);
    }
}
