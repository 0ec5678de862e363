package dev.chancery.scope;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The scopes of a realm, from memory: at most a second behind the database, never behind this node's own changes.
public final class Scopes {
    private final FeedCache<RealmId, List<ClientScope>> held;

    public Scopes(ScopeStore store, Changes changes) {
        held = new FeedCache<>(
                changes,
                10_000,
                change -> change.kind().equals("scope") ? Reach.key(new RealmId(change.realm())) : Reach.none(),
                realm -> Optional.of(store.all(realm)));
    }

    public List<ClientScope> all(RealmId realm) {
        return held.get(realm);
    }

    /// The names of those that tokens don't show in `scope`.
    public Set<String> hidden(RealmId realm) {
        return all(realm).stream()
                .filter(scope -> !scope.settings().includeInTokenScope())
                .map(ClientScope::name)
                .collect(Collectors.toSet());
    }
}
