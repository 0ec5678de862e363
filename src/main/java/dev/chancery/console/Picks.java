package dev.chancery.console;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What there is to choose from. What was ticked stays so while somebody searches on and turns over: the address says
/// it.
///
/// @param name of the ticks in a form, `role` or `scope`; `key` the member that tells them apart
/// @param found a part of what there is
/// @param elsewhere what was ticked and is not in this part
/// @param ticked the keys of all that was
/// @param taken the keys of what is not to be chosen any more
public record Picks(
        String name, String key, Listed found, List<Thing> elsewhere, Set<String> ticked, Set<String> taken) {
    private static final String ROLES = "/api/rbac/roles";

    /// More is in no address.
    private static final int MOST = 100;

    /// @param prefix of the names in the address, where the page has another list
    static Picks ofRoles(Visit visit, String prefix, Predicate<Thing> taken) {
        var found = Listed.of(visit, prefix, ROLES, Map.of("everywhere", "true"), "search", "kind", "composite");
        return of(visit, "role", "id", found, taken, id -> role(visit, id));
    }

    static Picks ofScopes(Visit visit, Predicate<Thing> taken) {
        var found = Listed.of(visit, "/api/scopes", "name");
        return of(visit, "scope", "name", found, taken, name -> List.of(new Thing(Visit.json(Map.of("name", name)))));
    }

    /// The roles that the form has ticked, as far as they are there.
    static List<Thing> tickedRoles(Visit visit) {
        return visit.ticked("role").stream()
                .limit(MOST)
                .flatMap(id -> role(visit, id).stream())
                .toList();
    }

    private static Picks of(
            Visit visit,
            String name,
            String key,
            Listed found,
            Predicate<Thing> taken,
            Function<String, List<Thing>> one) {
        var ticked = visit.ticked(name).stream().limit(MOST).collect(Collectors.toSet());
        var elsewhere = new HashSet<>(ticked);
        found.all().forEach(thing -> elsewhere.remove(thing.text(key)));
        return new Picks(
                name,
                key,
                found,
                elsewhere.stream()
                        .sorted()
                        .flatMap(each -> one.apply(each).stream())
                        .toList(),
                ticked,
                found.all().stream().filter(taken).map(thing -> thing.text(key)).collect(Collectors.toSet()));
    }

    private static List<Thing> role(Visit visit, String id) {
        var read = visit.tried(ROLES + "/" + Call.segment(id), Map.of());
        return read.isDone() ? List.of(read.content()) : List.of();
    }

    /// Those that can be ticked or are.
    public boolean isEmpty() {
        return found.isEmpty() && elsewhere.isEmpty();
    }
}
