package dev.chancery.admin;

import dev.chancery.id.RealmId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What somebody may do, and where.
///
/// @param everywhere in each realm, and for what belongs to none, such as creating one
/// @param within the same by realm
public record Rights(Set<Permission> everywhere, Map<RealmId, Set<Permission>> within) {

    public static final Rights NONE = new Rights(Set.of(), Map.of());
    public static final Rights ALL = new Rights(EnumSet.allOf(Permission.class), Map.of());

    public Rights {
        everywhere = Set.copyOf(everywhere);
        within = Map.copyOf(within);
    }

    public static Rights everywhere(Set<Permission> permissions) {
        return new Rights(permissions, Map.of());
    }

    public static Rights within(RealmId realm, Set<Permission> permissions) {
        return permissions.isEmpty() ? NONE : new Rights(Set.of(), Map.of(realm, Set.copyOf(permissions)));
    }

    public boolean areNone() {
        return equals(NONE);
    }

    public boolean reach(RealmId realm) {
        return !everywhere.isEmpty() || within.containsKey(realm);
    }

    public boolean include(Permission permission, RealmId realm) {
        return everywhere.contains(permission)
                || within.getOrDefault(realm, Set.of()).contains(permission);
    }

    /// Whether there is any realm for it.
    public boolean includeSomewhere(Permission permission) {
        return everywhere.contains(permission)
                || within.values().stream().anyMatch(permissions -> permissions.contains(permission));
    }

    /// Those for which it is given by realm.
    public Set<RealmId> realmsFor(Permission permission) {
        return within.entrySet().stream()
                .filter(realm -> realm.getValue().contains(permission))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Rights all(List<Rights> some) {
        if (some.isEmpty()) return NONE;
        if (some.size() == 1) return some.getFirst();
        var everywhere = new LinkedHashSet<Permission>();
        var within = new HashMap<RealmId, Set<Permission>>();
        for (var rights : some) {
            everywhere.addAll(rights.everywhere);
            rights.within.forEach((realm, permissions) ->
                    within.computeIfAbsent(realm, _ -> new LinkedHashSet<>()).addAll(permissions));
        }
        within.replaceAll((_, permissions) -> Set.copyOf(permissions));
        return new Rights(everywhere, within);
    }

    /// Those of the others that are not among these.
    public Set<Permission> lacking(Rights others) {
        var lacking = new LinkedHashSet<>(others.everywhere);
        lacking.removeAll(everywhere);
        others.within.forEach((realm, permissions) -> permissions.stream()
                .filter(permission -> !include(permission, realm))
                .forEach(lacking::add));
        return lacking;
    }
}
