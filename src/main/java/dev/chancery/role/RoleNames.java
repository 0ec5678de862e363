package dev.chancery.role;

import static dev.chancery.admin.Refused.invalid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Roles by name: the realm's own, and those of clients by `client_id`.
public record RoleNames(List<String> realm, Map<String, List<String>> clients) {
    private static final int MOST = 500;

    public static final RoleNames NONE = new RoleNames(List.of(), Map.of());

    public RoleNames {
        realm = distinct(realm);
        var copy = new TreeMap<String, List<String>>();
        clients.forEach((client, names) -> {
            var own = distinct(names);
            if (!own.isEmpty()) copy.put(client, own);
        });
        clients = Collections.unmodifiableMap(copy);
    }

    private static List<String> distinct(@Nullable List<String> names) {
        if (names == null || names.stream().anyMatch(Objects::isNull))
            throw invalid("roles", "Names of roles, none of them null.");
        return List.copyOf(new LinkedHashSet<>(names));
    }

    public static RoleNames of(List<Role> roles) {
        var realm = new ArrayList<String>();
        var clients = new TreeMap<String, List<String>>();
        for (var role : roles) {
            var owner = role.client();
            if (owner == null) realm.add(role.name());
            else
                clients.computeIfAbsent(owner.clientId(), _ -> new ArrayList<>())
                        .add(role.name());
        }
        return new RoleNames(realm, clients);
    }

    /// Each is looked up: `member` names them in a refusal.
    public void requireFew(String member) {
        var many = realm.size() + clients.values().stream().mapToInt(List::size).sum();
        if (many > MOST) throw invalid(member, "At most %d roles.".formatted(MOST));
    }

    public boolean has(Role role) {
        var owner = role.client();
        return (owner == null ? realm : clients.getOrDefault(owner.clientId(), List.of())).contains(role.name());
    }

    public RoleNames with(Role one) {
        var owner = one.client();
        var more = new TreeMap<>(clients);
        if (owner != null) more.merge(owner.clientId(), List.of(one.name()), RoleNames::plus);
        return new RoleNames(owner == null ? plus(realm, List.of(one.name())) : realm, more);
    }

    private static List<String> plus(List<String> names, List<String> others) {
        return Stream.concat(names.stream(), others.stream()).toList();
    }

    public RoleNames without(RoleNames others) {
        var rest = new TreeMap<String, List<String>>();
        clients.forEach((client, names) -> rest.put(client, less(names, others.clients.get(client))));
        return new RoleNames(less(realm, others.realm), rest);
    }

    private static List<String> less(List<String> names, @Nullable List<String> others) {
        return others == null
                ? names
                : names.stream().filter(name -> !others.contains(name)).toList();
    }
}
