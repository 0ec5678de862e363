package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.client.ClientStore;
import dev.chancery.http.Request;
import dev.chancery.id.ClientKey;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.List;
import java.util.Optional;

/// Finds the client that a path names by `clientId` or `id`, in the realm that the query names or in any that the actor
/// may see.
public record ClientLookup(ClientStore clients, Realms realms) {

    record Found(Realm realm, Client client) {}

    Found find(Request request, Actor actor, Permission permission) {
        var key = request.parameter("clientId");
        var named = request.query().one("realm");
        var candidates =
                named.isPresent() ? List.of(ApiRequest.realm(named.get(), actor, realms)) : visible(actor, key);
        var found = candidates.stream()
                .flatMap(realm -> client(realm, key).map(client -> new Found(realm, client)).stream())
                .toList();
        if (found.isEmpty()) throw Refused.notFound("There is no client %s, or you may not see it.".formatted(key));
        if (found.size() > 1)
            throw Refused.conflict(
                    null,
                    "Several realms have a client %s: %s. Say which one: ?realm=…"
                            .formatted(
                                    key,
                                    found.stream()
                                            .map(each -> each.realm().name())
                                            .toList()));
        actor.require(permission, found.getFirst().realm().id());
        return found.getFirst();
    }

    private List<Realm> visible(Actor actor, String key) {
        return clients.realmsOf(key).stream()
                .filter(realm -> actor.everyRealm() || realm.equals(actor.home()))
                .flatMap(realm -> realms.find(realm).stream())
                .filter(realm -> realm.deletedAt() == null)
                .toList();
    }

    private Optional<Client> client(Realm realm, String key) {
        return clients.find(realm.id(), key)
                .or(() -> clients.find(realm.id(), new ClientKey(key)).filter(client -> client.deletedAt() == null));
    }
}
