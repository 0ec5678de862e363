package dev.chancery.console;

import dev.chancery.http.HttpRefusal;
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
    private static final String SCOPES = "/api/scopes";

    private static final int MOST = 100;

    /// @param prefix of the names in the address, where the page has another list
    static Picks ofRoles(Visit visit, String prefix, Predicate<Thing> taken) {
        var found = Listed.of(visit, prefix, ROLES, Map.of("everywhere", "true"), "search", "kind", "composite");
        return of(visit, "role", "id", found, taken, id -> {
            var role = role(visit, id);
            return role.isDone() ? List.of(role.content()) : List.of();
        });
    }

    static Picks ofScopes(Visit visit, Predicate<Thing> taken) {
        var found = Listed.of(visit, SCOPES, "name");
        return of(visit, "scope", "name", found, taken, name -> scope(visit, name));
    }

    /// The roles that the form has ticked; where one cannot be read, the page says so.
    static List<Thing> tickedRoles(Visit visit) {
        return ticked(visit, "role").stream()
                .map(id -> role(visit, id).orRefused().content())
                .toList();
    }

    private static List<String> ticked(Visit visit, String name) {
        var ticked = visit.ticked(name);
        // each is asked for by itself, and an address does not hold many
        if (ticked.size() > MOST) throw new HttpRefusal(400, "refused.ticks");
        return ticked;
    }

    private static Picks of(
            Visit visit,
            String name,
            String key,
            Listed found,
            Predicate<Thing> taken,
            Function<String, List<Thing>> one) {
        var ticked = Set.copyOf(ticked(visit, name));
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

    private static Answer role(Visit visit, String id) {
        return visit.aside(ROLES + "/" + Call.segment(id), Map.of());
    }

    /// Of those whose name begins so, it comes first.
    private static List<Thing> scope(Visit visit, String name) {
        return visit.aside(SCOPES, Map.of("name", name, "size", "1")).content().things("content").stream()
                .filter(scope -> scope.text("name").equals(name))
                .toList();
    }

    /// Those that can be ticked or are.
    public boolean isEmpty() {
        return found.isEmpty() && elsewhere.isEmpty();
    }
}
