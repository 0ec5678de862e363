package dev.chancery.group;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.util.Map;

/// Puts somebody into a group, or takes them out. They gain its roles, so the actor must hold them.
public record JoinGroup(Database db, GroupStore groups, UserStore users, Privileges privileges, AuditTrail trail) {

    /// Who is in it already stays.
    public void run(Actor actor, Realm realm, Group group, User member) {
        change(actor, realm, group, member, true);
    }

    public void leave(Actor actor, Realm realm, Group group, User member) {
        change(actor, realm, group, member, false);
    }

    private void change(Actor actor, Realm realm, Group group, User member, boolean joins) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> {
            privileges.hold(realm);
            if (groups.find(realm.id(), group.id()).isEmpty()) throw Refused.notFound("The group is gone.");
            if (users.find(realm.id(), member.id()).isEmpty()) throw Refused.notFound("The person is gone.");
            privileges.requireHoldingAllOf(actor, realm, group.id());
            privileges.requireOver(actor, realm, member.id());
            if (!(joins ? groups.join(group, member.id()) : groups.leave(group, member.id()))) return;
            var which = Map.of("group", group.name(), "groupId", group.id().value());
            trail.append(
                    actor,
                    realm.id(),
                    joins ? Event.GROUP_JOINED : Event.GROUP_LEFT,
                    member.id().value(),
                    joins ? null : which,
                    joins ? which : null);
        });
    }
}
