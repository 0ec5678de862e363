package dev.chancery.realm;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import java.util.Optional;

/// Realms by name and by id, from memory; at most a second behind the database, and never behind this node's own
/// changes.
public final class Realms {
    private final FeedCache<String, Realm> byName;
    private final FeedCache<RealmId, Realm> byId;

    public Realms(RealmStore store, Changes changes) {
        byName = new FeedCache<>(changes, 10_000, Realms::names, store::find);
        byId = new FeedCache<>(changes, 10_000, Realms::ids, store::find);
    }

    /// In use or switched off, but not in the bin.
    public Optional<Realm> find(String name) {
        return name.length() > RealmName.LONGEST ? Optional.empty() : byName.find(name);
    }

    public Optional<Realm> find(RealmId id) {
        return byId.find(id);
    }

    public Realm master() {
        return find(Realm.MASTER).orElseThrow(() -> new IllegalStateException("there is no realm master"));
    }

    private static Reach<String> names(Changes.Change change) {
        return change.kind().equals("realm") ? Reach.key(change.subject()) : Reach.none();
    }

    private static Reach<RealmId> ids(Changes.Change change) {
        return change.kind().equals("realm") ? Reach.key(new RealmId(change.realm())) : Reach.none();
    }
}
