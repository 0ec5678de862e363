package dev.chancery.api;

import dev.chancery.client.ClientFilter;
import dev.chancery.client.ClientStore;
import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Reach;
import dev.chancery.http.Response;
import dev.chancery.realm.Realm;
import java.util.Optional;

/// Pages of clients as they are answered, from memory: at most a second behind the database, never behind this node's
/// own changes.
public final class ListedClients {
    private static final int PAGES = 200;

    private record Key(Realm realm, ClientFilter filter, PageRequest request) {}

    private final ClientStore clients;
    private final ShownClients shown;
    private final FeedCache<Key, Response> held;

    /// What `shown` remembers hears of a change before the pages do, so that none is written anew from what was.
    public ListedClients(ClientStore clients, ShownClients shown, Changes changes) {
        this.clients = clients;
        this.shown = shown;
        held = new FeedCache<>(changes, PAGES, ListedClients::reached, key -> Optional.of(written(key)));
    }

    /// The clients that the filter lets pass, in its order. Who may see them, the caller has judged.
    Response page(Realm realm, ClientFilter filter, PageRequest request) {
        var key = new Key(realm, filter, request);
        return filter.isAboutUse() ? written(key) : held.get(key);
    }

    private Response written(Key key) {
        var realm = key.realm();
        var page = clients.page(realm.id(), key.filter(), key.request());
        return ApiRequest.page(page.map(client -> shown.document(realm, client)));
    }

    /// Scopes and roles are shown by their names.
    private static Reach<Key> reached(Changes.Change change) {
        return switch (change.kind()) {
            case "client", "scope", "role", "role_mapping" ->
                Reach.matching(key -> key.realm().id().value().equals(change.realm()));
            default -> Reach.none();
        };
    }
}
