package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.client.ClientStore;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.role.DefineRole;
import dev.chancery.role.DefineRole.Lost;
import dev.chancery.role.DefineRole.Told;
import dev.chancery.role.GrantRole;
import dev.chancery.role.Role;
import dev.chancery.role.RoleNames;
import dev.chancery.role.RolePartStore;
import dev.chancery.role.RoleStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A role as it was; a new role that nobody holds goes, a deleted one comes back with its id, its parts, the roles that
/// were made of it and its holders.
public record UndoRole(
        RoleStore roles, RolePartStore parts, ClientStore clients, DefineRole define, GrantRole grant, Since since)
        implements Inverse {
    private static final int FEW = 10;

    @Override
    public Set<Event> events() {
        return EnumSet.of(Event.ROLE_CREATED, Event.ROLE_UPDATED, Event.ROLE_DELETED);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        if (line.event() == Event.ROLE_DELETED) {
            restore(undoing, line, line.read(line.before(), Lost.class));
            return;
        }
        var role = roles.find(undoing.realm().id(), new RoleId(line.subject()))
                .orElseThrow(() -> Refused.notFound("The role is deleted."));
        if (line.event() == Event.ROLE_UPDATED) update(undoing, line, role);
        else delete(undoing, line, role);
    }

    private Told present(Role role) {
        return Told.of(role.name(), role.settings(), parts.allIn(role.id()));
    }

    private void update(Undoing undoing, Line line, Role role) {
        var present = present(role);
        var changed = line.changesToUndo(undoing).stream()
                .filter(member -> !isNames(member))
                .toList();
        var was = line.read(Difference.undone(changed, Difference.tree(present)), Told.class);
        var wanted = known(undoing, line, line.read(line.before(), Told.class).partIds(), was.partIds());
        define.change(undoing.actor(), undoing.realm(), role, was.name(), was.settings(), present.parts(), wanted);
    }

    /// Parts are told by name as well, but another role may bear that by now.
    private static boolean isNames(Difference.Member member) {
        return member.member().equals("/parts") || member.member().startsWith("/parts/");
    }

    private void delete(Undoing undoing, Line line, Role role) {
        Difference.requireSame(line.after(), Difference.tree(present(role)));
        Difference.requireNone(
                "/holders", roles.allHoldersOf(role, FEW).stream().map(SubjectId::value));
        Difference.requireNone("/partOf", parts.allMadeOf(role, FEW).stream().map(Role::name));
        define.delete(undoing.actor(), undoing.realm(), role);
    }

    private void restore(Undoing undoing, Line line, Lost lost) {
        var actor = undoing.actor();
        var realm = undoing.realm();
        var role = define.run(
                actor,
                realm,
                new RoleId(line.subject()),
                owner(undoing, lost),
                lost.name(),
                lost.settings(),
                known(undoing, line, lost.partIds(), lost.partIds()));
        for (var told : lost.partOf())
            roles.find(realm.id(), new RoleId(told.roleId()))
                    .ifPresentOrElse(
                            whole -> compose(undoing, whole, role),
                            () -> undoing.leave("The role %s is gone: it is not made of %s again."
                                    .formatted(told.role(), lost.name())));
        for (var holder : lost.holders()) {
            var id = new SubjectId(holder);
            if (since.isTakenOver(undoing, id))
                undoing.leave("Not all who held the role %s hold it again: somebody set their password or secret since."
                        .formatted(lost.name()));
            else if (roles.isHolder(realm.id(), id)) grant.run(actor, realm, role, id);
            else undoing.leave("Some who held the role %s are gone.".formatted(lost.name()));
        }
        if (lost.more())
            undoing.leave(
                    "Not all who held the role %s hold it again: there were more than 100.".formatted(lost.name()));
    }

    private void compose(Undoing undoing, Role whole, Role part) {
        var seen = parts.namesIn(whole.id());
        define.change(undoing.actor(), undoing.realm(), whole, whole.name(), whole.settings(), seen, seen.with(part));
    }

    private Role.@Nullable Owner owner(Undoing undoing, Lost lost) {
        if (lost.client() == null) return null;
        return clients.find(undoing.realm().id(), new ClientKey(lost.client()))
                .filter(client -> client.deletedAt() == null)
                .map(client -> new Role.Owner(client.id(), client.clientId()))
                .orElseThrow(() -> Refused.notFound("The client whose role it was is deleted."));
    }

    /// Of the parts, those that are still there, as they are called now.
    private RoleNames known(Undoing undoing, Line line, @Nullable List<String> told, @Nullable List<String> wanted) {
        if (told == null || wanted == null) throw line.untold();
        var found = new ArrayList<Role>();
        for (var id : wanted)
            roles.find(undoing.realm().id(), new RoleId(id))
                    .ifPresentOrElse(
                            found::add,
                            () -> undoing.leave("The role %s is gone, and no part of it again.".formatted(id)));
        return RoleNames.of(found);
    }
}
