package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.realm.Realm;
import dev.chancery.role.GrantRole;
import dev.chancery.role.RoleMapping;
import dev.chancery.role.RoleNames;
import dev.chancery.role.RoleStore;
import java.util.List;

/// The roles of service accounts, given and taken together with the other settings of their clients.
public record AccountRoles(RoleStore roles, GrantRole grant) {
    private static final String MEMBER = "serviceAccount.roles";

    /// Between what the caller saw and what they want; what others granted meanwhile stays.
    public record Change(RoleNames seen, RoleNames wanted) {
        public static final Change NONE = new Change(RoleNames.NONE, RoleNames.NONE);
    }

    /// Those that were granted to it, whatever else it holds by them.
    public RoleNames of(Client client) {
        return RoleNames.of(held(client).stream().map(RoleMapping::role).toList());
    }

    void apply(Actor actor, Realm realm, Client client, Change change) {
        if (change.seen().equals(change.wanted())) return;
        var added = roles.allNamed(realm.id(), change.wanted().without(change.seen()), MEMBER);
        for (var role : added) grant.run(actor, realm, role, client.serviceAccount());
        var removed = change.seen().without(change.wanted());
        for (var mapping : held(client)) if (removed.has(mapping.role())) grant.withdraw(actor, realm, mapping);
    }

    /// A client that does not act on its own behalf leaves no account behind.
    void withdrawAll(Actor actor, Realm realm, Client client) {
        for (var mapping : held(client)) grant.withdraw(actor, realm, mapping);
        roles.withdrawAll(realm.id(), client.serviceAccount());
    }

    private List<RoleMapping> held(Client client) {
        return roles.heldBy(client.realm(), client.serviceAccount());
    }
}
