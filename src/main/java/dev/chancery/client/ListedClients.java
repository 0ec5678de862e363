package dev.chancery.client;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import java.util.Optional;

/// Pages of clients, from memory: at most a second behind the database, never behind this node's own changes.
public final class ListedClients {
    private static final int PAGES = 200;

    private record Key(RealmId realm, ClientFilter filter, PageRequest request) {}

    private final FeedCache<Key, Page<Client>> held;

    public ListedClients(ClientStore clients, Changes changes) {
        held = new FeedCache<>(
                changes,
                PAGES,
                ListedClients::reached,
                key -> Optional.of(clients.page(key.realm(), key.filter(), key.request())));
    }

    /// Clients by `client_id`.
    public Page<Client> page(RealmId realm, ClientFilter filter, PageRequest request) {
        return held.get(new Key(realm, filter, request));
    }

    private static Reach<Key> reached(Changes.Change change) {
        return switch (change.kind()) {
            case "client", "scope" -> Reach.matching(key -> key.realm().value().equals(change.realm()));
            default -> Reach.none();
        };
    }
}
