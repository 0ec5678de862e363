package dev.chancery.group;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Gathered;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The groups that somebody is in, from memory: what their tokens say of them.
public final class Memberships {

    /// @param paths of the groups that they were put into, such as `/staff/desk`
    /// @param inherited what the groups have that they might not: the nearest group's value stands
    public record Membership(List<String> paths, Attributes inherited) {
        public static final Membership NONE = new Membership(List.of(), Attributes.NONE);

        public Membership {
            paths = List.copyOf(paths);
        }
    }

    private record Member(RealmId realm, SubjectId subject) {}

    private final GroupStore store;
    private final FeedCache<Member, Membership> held;
    private final Gathered<Member, Membership> present;

    public Memberships(GroupStore store, Changes changes) {
        this.store = store;
        present = Gathered.reading(this::load);
        held = new FeedCache<>(
                changes,
                20_000,
                Memberships::reached,
                member -> Optional.of(load(List.of(member)).getOrDefault(member, Membership.NONE)));
    }

    public Membership of(RealmId realm, SubjectId member) {
        return held.get(new Member(realm, member));
    }

    /// As the database has it now.
    public Membership read(RealmId realm, SubjectId member) {
        return present.find(new Member(realm, member)).orElse(Membership.NONE);
    }

    /// Of those who are in any group.
    private Map<Member, Membership> load(List<Member> members) {
        var byRealm = new HashMap<RealmId, List<SubjectId>>();
        for (var member : members)
            byRealm.computeIfAbsent(member.realm(), _ -> new ArrayList<>()).add(member.subject());
        var found = new HashMap<Member, Membership>();
        byRealm.forEach((realm, subjects) -> store.allOf(realm, Gathered.filled(subjects))
                .forEach((subject, groups) -> found.put(new Member(realm, subject), of(groups))));
        return found;
    }

    private Membership of(List<Group> groups) {
        var paths = new ArrayList<String>();
        var inherited = new TreeMap<String, List<String>>();
        for (var group : groups) {
            var path = new StringBuilder();
            for (var above : store.allAbove(group)) {
                path.insert(0, "/" + above.name());
                for (Map.Entry<String, List<String>> attribute :
                        above.settings().attributes().values().entrySet())
                    inherited.putIfAbsent(attribute.getKey(), attribute.getValue());
            }
            paths.add(path.toString());
        }
        return paths.isEmpty() ? Membership.NONE : new Membership(paths, new Attributes(inherited));
    }

    private static Reach<Member> reached(Changes.Change change) {
        return switch (change.kind()) {
            case "group" -> Reach.matching(member -> member.realm().value().equals(change.realm()));
            case "user", "membership" ->
                Reach.key(new Member(new RealmId(change.realm()), new SubjectId(change.subject())));
            default -> Reach.none();
        };
    }
}
