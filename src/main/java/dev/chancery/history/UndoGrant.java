package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.event.Event;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.role.GrantRole;
import dev.chancery.role.Role;
import dev.chancery.role.RoleMapping;
import dev.chancery.role.RoleStore;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A role that was granted is withdrawn, one that was withdrawn is granted again.
public record UndoGrant(RoleStore roles, GrantRole grant, Since since) implements Inverse {

    @Override
    public Set<Event> events() {
        return EnumSet.of(
                Event.ROLE_GRANTED, Event.ROLE_WITHDRAWN, Event.GROUP_ROLE_GRANTED, Event.GROUP_ROLE_WITHDRAWN);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        var holder = new SubjectId(line.subject());
        var granted = line.event() == Event.ROLE_GRANTED || line.event() == Event.GROUP_ROLE_GRANTED;
        var told = line.read(granted ? line.after() : line.before(), Role.Told.class);
        var held = held(undoing, holder, told);
        if (granted) held.ifPresent(mapping -> grant.withdraw(undoing.actor(), undoing.realm(), mapping));
        else if (held.isEmpty()) {
            since.requireOwn(undoing, holder);
            grant.run(undoing.actor(), undoing.realm(), role(undoing, told), holder);
        }
    }

    private Optional<RoleMapping> held(Undoing undoing, SubjectId holder, Role.Told told) {
        return roles.heldBy(undoing.realm().id(), holder).stream()
                .filter(mapping -> mapping.role().id().value().equals(told.roleId()))
                .findFirst();
    }

    private Role role(Undoing undoing, Role.Told told) {
        return roles.find(undoing.realm().id(), new RoleId(told.roleId()))
                .orElseThrow(() -> Refused.notFound("The role %s is gone.".formatted(told.role())));
    }
}
