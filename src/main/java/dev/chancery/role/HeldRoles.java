package dev.chancery.role;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.util.List;
import java.util.Optional;

/// The names of the roles that somebody holds, from memory: what their tokens say.
public final class HeldRoles {

    private record Holder(RealmId realm, SubjectId subject) {}

    private final FeedCache<Holder, List<String>> names;

    public HeldRoles(RoleStore store, Changes changes) {
        names = new FeedCache<>(
                changes,
                20_000,
                HeldRoles::reached,
                holder -> Optional.of(store.heldBy(holder.realm(), holder.subject()).stream()
                        .map(mapping -> mapping.role().name())
                        .toList()));
    }

    public List<String> of(RealmId realm, SubjectId holder) {
        return names.get(new Holder(realm, holder));
    }

    private static Reach<Holder> reached(Changes.Change change) {
        return switch (change.kind()) {
            case "role_mapping", "user" ->
                Reach.key(new Holder(new RealmId(change.realm()), new SubjectId(change.subject())));
            case "role" -> Reach.matching(holder -> holder.realm().value().equals(change.realm()));
            default -> Reach.none();
        };
    }
}
