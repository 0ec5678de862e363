package dev.chancery.db;

import java.util.List;
import java.util.function.Predicate;

/// Which entries of a cache a change makes old.
public sealed interface Reach<K> {

    record None<K>() implements Reach<K> {}

    record Keys<K>(List<K> keys) implements Reach<K> {}

    record Matching<K>(Predicate<K> keys) implements Reach<K> {}

    static <K> Reach<K> none() {
        return new None<>();
    }

    static <K> Reach<K> key(K key) {
        return new Keys<>(List.of(key));
    }

    /// Walks over all entries: for changes that are rare, such as those of a whole realm.
    static <K> Reach<K> matching(Predicate<K> keys) {
        return new Matching<>(keys);
    }

    static <K> Reach<K> all() {
        return new Matching<>(_ -> true);
    }
}
