package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.event.Event;
import dev.chancery.group.GroupStore;
import dev.chancery.group.JoinGroup;
import dev.chancery.id.GroupId;
import dev.chancery.id.SubjectId;
import dev.chancery.user.UserStore;
import java.util.EnumSet;
import java.util.Set;

/// Whoever joined a group leaves it, whoever left it is in it again.
public record UndoMembership(GroupStore groups, UserStore users, JoinGroup join, Since since) implements Inverse {

    @Override
    public Set<Event> events() {
        return EnumSet.of(Event.GROUP_JOINED, Event.GROUP_LEFT);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        var realm = undoing.realm();
        var joined = line.event() == Event.GROUP_JOINED;
        var told = joined ? line.after() : line.before();
        var group = groups.find(realm.id(), new GroupId(told.path("groupId").asString("")))
                .orElseThrow(() -> Refused.notFound("The group is gone."));
        var member = users.find(realm.id(), new SubjectId(line.subject()))
                .orElseThrow(() -> Refused.notFound("The person is gone."));
        if (joined) join.leave(undoing.actor(), realm, group, member);
        else {
            since.requireOwn(undoing, member.id());
            join.run(undoing.actor(), realm, group, member);
        }
    }
}
