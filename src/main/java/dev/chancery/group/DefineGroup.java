package dev.chancery.group;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.GroupId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.NewIds;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.role.Role;
import dev.chancery.role.RoleStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a group, changes or moves it, or deletes it with all below it; its members gain and lose by that at once.
public record DefineGroup(
        Database db,
        GroupStore groups,
        RoleStore roles,
        NewIds ids,
        Privileges privileges,
        AuditTrail trail,
        InstantSource clock) {
    private static final int DEEPEST = 20;
    private static final int MOST_TOLD = 100;
    private static final int MOST_MEMBERS_TOLD = 500;

    /// @param parent the id of the group that it is in; absent at the top
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Told(@Nullable String parent, String name, GroupSettings settings) {

        public static Told of(Group group) {
            var parent = group.parent();
            return new Told(parent == null ? null : parent.value(), group.name(), group.settings());
        }
    }

    /// A group that goes, with what goes with it.
    public record LostGroup(String id, Told group, List<Role.Told> roles, List<String> members) {}

    /// What goes with a group.
    ///
    /// @param groups itself and those below it, each after the one that it is in; a hundred at most
    /// @param more whether there were more, or more than five hundred members in all
    public record Lost(List<LostGroup> groups, boolean more) {}

    /// Without an `id` one is drawn.
    public Group run(
            Actor actor,
            Realm realm,
            @Nullable GroupId id,
            @Nullable GroupId parent,
            String name,
            GroupSettings settings) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        requireName(name);
        settings.validated();
        return db.unit(() -> {
            privileges.hold(realm);
            var drawn = ids.id("id", id, GroupId::new);
            var group = new Group(drawn, realm.id(), parent, name, settings, clock.instant(), 1);
            requirePlace(realm, group);
            if (!groups.insert(group)) throw taken(name);
            trail.append(actor, realm.id(), Event.GROUP_CREATED, group.id().value(), null, Told.of(group));
            return group;
        });
    }

    public Group change(
            Actor actor, Realm realm, Group read, @Nullable GroupId parent, String name, GroupSettings settings) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        requireName(name);
        var wanted =
                new Group(read.id(), realm.id(), parent, name, settings.validated(), read.createdAt(), read.version());
        if (wanted.equals(read)) return read;
        return db.unit(() -> {
            privileges.hold(realm);
            for (var touched : groups.allBelow(read)) privileges.requireHoldingAllOf(actor, realm, touched.id());
            if (!Objects.equals(parent, read.parent())) requireMove(actor, realm, read, wanted);
            if (groups.isTaken(wanted)) throw taken(name);
            var version = groups.update(wanted)
                    .orElseThrow(() ->
                            Refused.stale("The group was changed meanwhile. Read it again, then repeat the change."));
            trail.append(actor, realm.id(), Event.GROUP_UPDATED, read.id().value(), Told.of(read), Told.of(wanted));
            return new Group(wanted.id(), wanted.realm(), wanted.parent(), name, settings, wanted.createdAt(), version);
        });
    }

    public void delete(Actor actor, Realm realm, Group group) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> {
            privileges.hold(realm);
            var lostToo = groups.allBelow(group);
            for (var lost : lostToo) privileges.requireHoldingAllOf(actor, realm, lost.id());
            var told = lost(realm, lostToo);
            for (var lost : lostToo) roles.withdrawAll(realm.id(), lost.id().holder());
            if (!groups.delete(group))
                throw Refused.stale("The group was changed meanwhile. Read it again, then delete it.");
            trail.append(actor, realm.id(), Event.GROUP_DELETED, group.id().value(), told, null);
        });
    }

    private Lost lost(Realm realm, List<Group> all) {
        var more = all.size() > MOST_TOLD;
        var room = MOST_MEMBERS_TOLD;
        var lost = new ArrayList<LostGroup>();
        for (var group : all.subList(0, Math.min(all.size(), MOST_TOLD))) {
            var members = groups.allMembers(group, room + 1);
            more |= members.size() > room;
            lost.add(new LostGroup(
                    group.id().value(),
                    Told.of(group),
                    roles.heldBy(realm.id(), group.id().holder()).stream()
                            .map(held -> held.role().told())
                            .toList(),
                    members.stream().limit(room).map(SubjectId::value).toList()));
            room -= Math.min(room, members.size());
        }
        return new Lost(lost, more);
    }

    /// Its members, and those of the groups below it, lose what the old place gave and gain what the new one gives.
    private void requireMove(Actor actor, Realm realm, Group read, Group wanted) {
        requirePlace(realm, wanted);
        for (var place : new @Nullable GroupId[] {read.parent(), wanted.parent()})
            if (place != null) privileges.requireHoldingAllOf(actor, realm, place);
    }

    private void requirePlace(Realm realm, Group wanted) {
        if (wanted.parent() == null) return;
        var parent = groups.find(realm.id(), wanted.parent())
                .orElseThrow(() -> Refused.invalid("parentId", "There is no such group in this realm."));
        var above = groups.allAbove(parent);
        if (above.stream().anyMatch(group -> group.id().equals(wanted.id())))
            throw Refused.invalid("parentId", "A group is not within itself.");
        if (above.size() + groups.height(wanted) > DEEPEST)
            throw Refused.invalid("parentId", "Groups lie at most %d deep.".formatted(DEEPEST));
    }

    private static void requireName(String name) {
        // a slash separates the names of a path, which tokens say
        if (name.isBlank()
                || name.length() > 255
                || name.contains("/")
                || name.chars().anyMatch(Character::isISOControl))
            throw Refused.invalid("name", "1 to 255 characters, no slash and no control character among them.");
    }

    private static Refused taken(String name) {
        return Refused.conflict("name", "A group named %s exists there.".formatted(name));
    }
}
