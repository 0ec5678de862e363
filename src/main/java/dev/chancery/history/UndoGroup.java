package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.event.Event;
import dev.chancery.group.DefineGroup;
import dev.chancery.group.DefineGroup.Lost;
import dev.chancery.group.DefineGroup.LostGroup;
import dev.chancery.group.DefineGroup.Told;
import dev.chancery.group.Group;
import dev.chancery.group.GroupStore;
import dev.chancery.group.JoinGroup;
import dev.chancery.id.GroupId;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.role.GrantRole;
import dev.chancery.role.RoleStore;
import dev.chancery.user.UserStore;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A group as it was, and where it was; a new group that is empty goes, a deleted one comes back with its id, and with
/// those below it, their roles and members.
public record UndoGroup(
        GroupStore groups,
        RoleStore roles,
        UserStore users,
        DefineGroup define,
        GrantRole grant,
        JoinGroup join,
        Since since)
        implements Inverse {
    private static final int FEW = 10;

    @Override
    public Set<Event> events() {
        return EnumSet.of(Event.GROUP_CREATED, Event.GROUP_UPDATED, Event.GROUP_DELETED);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        if (line.event() == Event.GROUP_DELETED) {
            var lost = line.read(line.before(), Lost.class);
            for (var group : lost.groups()) restore(undoing, group);
            if (lost.more()) undoing.leave("Not all groups and members came back: there were too many.");
            return;
        }
        var group = groups.find(undoing.realm().id(), new GroupId(line.subject()))
                .orElseThrow(() -> Refused.notFound("The group is deleted."));
        if (line.event() == Event.GROUP_UPDATED) update(undoing, line, group);
        else delete(undoing, line, group);
    }

    private void update(Undoing undoing, Line line, Group group) {
        var was =
                line.read(Difference.undone(line.changesToUndo(undoing), Difference.tree(Told.of(group))), Told.class);
        define.change(undoing.actor(), undoing.realm(), group, parent(was), was.name(), was.settings());
    }

    private void delete(Undoing undoing, Line line, Group group) {
        Difference.requireSame(line.after(), Difference.tree(Told.of(group)));
        Difference.requireNone(
                "/members", groups.allMembers(group, FEW).stream().map(SubjectId::value));
        Difference.requireNone(
                "/roles",
                roles.heldBy(undoing.realm().id(), group.id().holder()).stream()
                        .map(held -> held.role().name()));
        if (groups.hasGroups(group)) throw Refused.conflict(null, "There are groups in it since.");
        define.delete(undoing.actor(), undoing.realm(), group);
    }

    private void restore(Undoing undoing, LostGroup lost) {
        var actor = undoing.actor();
        var realm = undoing.realm();
        var told = lost.group();
        var group = define.run(actor, realm, new GroupId(lost.id()), parent(told), told.name(), told.settings());
        for (var role : lost.roles())
            roles.find(realm.id(), new RoleId(role.roleId()))
                    .ifPresentOrElse(
                            found -> grant.run(actor, realm, found, group.id().holder()),
                            () -> undoing.leave("The role %s is gone, which the group %s had."
                                    .formatted(role.role(), told.name())));
        for (var member : lost.members())
            if (since.isTakenOver(undoing, new SubjectId(member)))
                undoing.leave("Not all who were in the group %s are in it again: somebody set their password since."
                        .formatted(told.name()));
            else
                users.find(realm.id(), new SubjectId(member))
                        .ifPresentOrElse(
                                found -> join.run(actor, realm, group, found),
                                () -> undoing.leave("Some who were in the group %s are gone.".formatted(told.name())));
    }

    private static @Nullable GroupId parent(Told told) {
        return told.parent() == null ? null : new GroupId(told.parent());
    }
}
