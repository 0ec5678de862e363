package dev.chancery.api;

import dev.chancery.client.Client;
import dev.chancery.client.Grant;
import dev.chancery.document.ClientDocument;
import dev.chancery.realm.Realm;
import dev.chancery.role.HeldRoles;
import dev.chancery.role.RoleNames;
import dev.chancery.scope.Scopes;
import org.jspecify.annotations.Nullable;

/// Clients as documents, with the names that lie elsewhere: at most a second behind, like the list of clients.
public record ShownClients(Scopes scopes, HeldRoles roles) {

    ClientDocument document(Realm realm, Client client) {
        return document(realm, client, null);
    }

    ClientDocument document(Realm realm, Client client, @Nullable String secret) {
        var acting = client.settings().allows(Grant.CLIENT_CREDENTIALS);
        var held = acting ? roles.of(realm.id(), client.serviceAccount()).granted() : RoleNames.NONE;
        return document(realm, client, secret, held);
    }

    /// `held` are the roles of its service account.
    ClientDocument document(Realm realm, Client client, @Nullable String secret, RoleNames held) {
        return ClientDocument.of(realm, client, secret, scopes.hidden(realm.id()), held);
    }
}
