package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.client.ClientStore;
import dev.chancery.http.Request;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds the client that a path names by `clientId` or `id`, in the realm that the query names or in any that the actor
/// may see.
public record ClientLookup(ClientStore clients, Realms realms) {

    private static final int MOST_NAMED = 20;

    record Found(Realm realm, Client client) {}

    Found find(Request request, Actor actor, Permission permission) {
        actor.requireSomewhere(permission);
        var key = request.parameter("clientId");
        var found = realm(request, actor, permission, key)
                .filter(realm -> realm.deletedAt() == null)
                .flatMap(realm -> find(realm, key).map(client -> new Found(realm, client)))
                .orElseThrow(() -> ApiRequest.absent("client"));
        return found;
    }

    /// The one that the query names, or else the one that has such a client, of those for which the actor has the
    /// permission: of others they learn nothing.
    private Optional<Realm> realm(Request request, Actor actor, Permission permission, String key) {
        var named = request.query().one("realm");
        if (named.isPresent()) {
            var realm = ApiRequest.realm(named.get(), actor, realms);
            actor.require(permission, realm.id());
            return Optional.of(realm);
        }
        var owner = clients.realmOf(new ClientKey(key)).filter(realm -> actor.may(permission, realm));
        if (owner.isPresent()) return owner.flatMap(realms::find);
        var few = clients.realmsOf(key, actor.realmsFor(permission).orElse(null), MOST_NAMED + 1);
        if (few.size() > 1) throw ambiguous(key, few);
        return few.stream().findFirst().flatMap(realms::find);
    }

    /// An id, which the server drew, goes before a clientId that somebody chose to look like it.
    Optional<Client> find(Realm realm, String key) {
        return clients.find(realm.id(), new ClientKey(key))
                .filter(client -> client.deletedAt() == null)
                .or(() -> clients.find(realm.id(), key));
    }

    private Refused ambiguous(String key, List<RealmId> few) {
        var names = few.stream()
                .limit(MOST_NAMED)
                .flatMap(realm -> realms.find(realm).stream())
                .map(Realm::name)
                .collect(Collectors.joining(", "));
        return Refused.conflict(
                null,
                "Several realms have a client %s: %s%s. Say which one: ?realm=…"
                        .formatted(key, names, few.size() > MOST_NAMED ? " and others" : ""));
    }
}
