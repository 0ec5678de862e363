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
import java.util.function.Function;

/// Finds the client that a path names by `clientId` or `id`, in the realm that the query names or in any that the actor
/// may see.
public record ClientLookup(ClientStore clients, Realms realms) {

    record Found(Realm realm, Client client) {}

    Found find(Request request, Actor actor, Permission permission) {
        actor.requireSomewhere(permission);
        var key = request.parameter("clientId");
        var named = request.query().one("realm");
        var candidates =
                named.isPresent() ? List.of(ApiRequest.realm(named.get(), actor, realms)) : visible(actor, key);
        // an id, which the server drew, goes before a clientId that somebody chose to look like it
        var found = all(candidates, realm -> clients.find(realm.id(), new ClientKey(key)));
        if (found.isEmpty()) found = all(candidates, realm -> clients.find(realm.id(), key));
        if (found.isEmpty()) throw ApiRequest.absent("client");
        if (found.size() > 1) throw ambiguous(key, found);
        actor.require(permission, found.getFirst().realm().id());
        return found.getFirst();
    }

    private List<Realm> visible(Actor actor, String key) {
        return clients.realmsOf(key).stream()
                .filter(actor::reaches)
                .flatMap(realm -> realms.find(realm).stream())
                .filter(realm -> realm.deletedAt() == null)
                .toList();
    }

    private static List<Found> all(List<Realm> candidates, Function<Realm, Optional<Client>> search) {
        return candidates.stream()
                .flatMap(realm -> search.apply(realm).stream()
                        .filter(client -> client.deletedAt() == null)
                        .map(client -> new Found(realm, client)))
                .toList();
    }

    private static Refused ambiguous(String key, List<Found> found) {
        var names = found.stream().map(each -> each.realm().name()).sorted().toList();
        return Refused.conflict(
                null, "Several realms have a client %s: %s. Say which one: ?realm=…".formatted(key, names));
    }
}
