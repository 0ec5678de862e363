package dev.chancery.db;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// How long lists are, from memory: counted again once something of their kind has changed in their realm.
public final class Totals {
    private final Set<String> kinds;
    private final FeedCache<ListName, Long> held;

    /// @param kinds those whose every change is announced under their name
    public Totals(Changes changes, Set<String> kinds) {
        this.kinds = kinds;
        this.held = new FeedCache<>(changes, 1_000, this::reached);
    }

    long of(ListName list, LongSupplier count) {
        if (!kinds.contains(list.kind())) return count.getAsLong();
        return held.find(list, _ -> Optional.of(count.getAsLong())).orElseThrow();
    }

    private Reach<ListName> reached(Changes.Change change) {
        if (!kinds.contains(change.kind())) return Reach.none();
        return Reach.matching(
                list -> list.kind().equals(change.kind()) && list.realm().equals(change.realm()));
    }
}
