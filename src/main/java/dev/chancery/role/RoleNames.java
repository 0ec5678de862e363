package dev.chancery.role;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Roles by name: the realm's own, and those of clients by `client_id`.
public record RoleNames(List<String> realm, Map<String, List<String>> clients) {
    public static final RoleNames NONE = new RoleNames(List.of(), Map.of());

    public RoleNames {
        realm = List.copyOf(realm);
        var copy = new TreeMap<String, List<String>>();
        clients.forEach((client, names) -> {
            if (!names.isEmpty()) copy.put(client, List.copyOf(names));
        });
        clients = Collections.unmodifiableMap(copy);
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
}
