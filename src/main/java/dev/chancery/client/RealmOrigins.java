package dev.chancery.client;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import java.util.Optional;
import java.util.Set;

/// The origins that any client of a realm is called from, from memory: a preflight (Fetch §3.2.2) names no client.
public final class RealmOrigins {
    private final FeedCache<RealmId, Set<String>> held;

    public RealmOrigins(ClientStore clients, Changes changes) {
        held = new FeedCache<>(
                changes,
                1_000,
                change -> change.kind().equals("client") ? Reach.key(new RealmId(change.realm())) : Reach.none(),
                realm -> Optional.of(clients.webOrigins(realm)));
    }

    public Set<String> of(Realm realm) {
        return held.get(realm.id());
    }
}
