package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.realm.Realm;
import dev.chancery.role.GrantedRoles;
import dev.chancery.role.RoleNames;

/// The roles of service accounts, given and taken together with the other settings of their clients.
public record AccountRoles(GrantedRoles granted) {

    /// Between what the caller saw and what they want; what others granted meanwhile stays.
    public record Change(RoleNames seen, RoleNames wanted) {
        public static final Change NONE = new Change(RoleNames.NONE, RoleNames.NONE);
    }

    /// Those that were granted to it, whatever else it holds by them.
    public RoleNames of(Client client) {
        return granted.of(client.realm(), client.serviceAccount());
    }

    void apply(Actor actor, Realm realm, Client client, Change change) {
        granted.change(actor, realm, client.serviceAccount(), change.seen(), change.wanted(), "serviceAccount.roles");
    }

    /// A client that does not act on its own behalf leaves no account behind.
    void withdrawAll(Actor actor, Realm realm, Client client) {
        granted.withdrawAll(actor, realm, client.serviceAccount());
    }
}
