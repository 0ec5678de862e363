package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Refused;
import dev.chancery.realm.Realm;
import dev.chancery.role.GrantRole;
import dev.chancery.role.RoleMapping;
import dev.chancery.role.RoleStore;
import java.util.List;

/// The roles of service accounts, given and taken together with the other settings of their clients.
public record AccountRoles(RoleStore roles, GrantRole grant) {

    /// Between what the caller saw and what they want; what others granted meanwhile stays.
    ///
    /// @param seen names of roles
    public record Change(List<String> seen, List<String> wanted) {
        public static final Change NONE = new Change(List.of(), List.of());

        public Change {
            seen = List.copyOf(seen);
            wanted = List.copyOf(wanted);
        }
    }

    public List<String> of(Client client) {
        return held(client).stream().map(mapping -> mapping.role().name()).toList();
    }

    void apply(Actor actor, Realm realm, Client client, Change change) {
        if (change.seen().equals(change.wanted())) return;
        for (var name : change.wanted())
            if (!change.seen().contains(name)) {
                var role = roles.find(realm.id(), name)
                        .orElseThrow(() -> Refused.invalid(
                                "serviceAccount.roles", "There is no role named %s in this realm.".formatted(name)));
                grant.run(actor, realm, role, client.serviceAccount());
            }
        for (var mapping : held(client)) {
            var name = mapping.role().name();
            if (change.seen().contains(name) && !change.wanted().contains(name)) grant.withdraw(actor, realm, mapping);
        }
    }

    /// A client that does not act on its own behalf leaves no account behind.
    void withdrawAll(Actor actor, Realm realm, Client client) {
        for (var mapping : held(client)) grant.withdraw(actor, realm, mapping);
    }

    private List<RoleMapping> held(Client client) {
        return roles.heldBy(client.realm(), client.serviceAccount());
    }
}
