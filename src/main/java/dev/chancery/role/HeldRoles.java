package dev.chancery.role;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.util.Optional;

/// The names of the roles that somebody holds, from memory: what their tokens say.
public final class HeldRoles {

    /// @param granted to them directly
    /// @param all those included that come by groups, by default, or as parts of others
    /// @param administer whether any of them lets its holders do something on this server
    public record Held(RoleNames granted, RoleNames all, boolean administer) {}

    private record Holder(RealmId realm, SubjectId subject) {}

    private final RoleStore store;
    private final RolePartStore parts;
    private final FeedCache<Holder, Held> names;

    public HeldRoles(RoleStore store, RolePartStore parts, Changes changes) {
        this.store = store;
        this.parts = parts;
        names = new FeedCache<>(
                changes, 20_000, HeldRoles::reached, holder -> Optional.of(read(holder.realm(), holder.subject())));
    }

    public Held of(RealmId realm, SubjectId holder) {
        return names.get(new Holder(realm, holder));
    }

    /// As the database has it now.
    public Held read(RealmId realm, SubjectId holder) {
        var granted =
                store.heldBy(realm, holder).stream().map(RoleMapping::role).toList();
        var all = parts.allInUseHeldBy(realm, holder);
        return new Held(RoleNames.of(granted), RoleNames.of(all), all.stream().anyMatch(Role::administers));
    }

    private static Reach<Holder> reached(Changes.Change change) {
        return switch (change.kind()) {
            case "role_mapping", "user", "membership" ->
                Reach.key(new Holder(new RealmId(change.realm()), new SubjectId(change.subject())));
            case "role", "group" ->
                Reach.matching(holder -> holder.realm().value().equals(change.realm()));
            default -> Reach.none();
        };
    }
}
