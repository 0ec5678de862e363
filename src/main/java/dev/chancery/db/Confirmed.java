package dev.chancery.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// What the database said of something, said again while nothing that bears on it has changed. The database is asked
/// each time whether anything has: one look at the head of the change feed, shared by all who ask at the same time. So
/// an answer is as true as one that was read for it, on every node.
///
/// What bears on it must be announced by whoever changes it, in the unit that does. What only time changes need not be.
public final class Confirmed<K, V> {

    /// Times that were read may come nearer by a few minutes, when a realm's settings have, without a word of it.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private record Held<V>(V value, long since) {}

    private final Changes changes;
    private final Function<K, List<Thing>> bearing;
    private final Gathered<K, V> database;
    private final Cache<K, Held<V>> held;

    /// @param heaviest how much may be held, by what each value weighs
    /// @param query as [Gathered]'s
    public Confirmed(
            Changes changes,
            long heaviest,
            ToIntFunction<V> weight,
            Function<K, List<Thing>> bearing,
            Function<List<K>, Map<K, V>> query) {
        this.changes = changes;
        this.bearing = bearing;
        this.database = Gathered.reading(query);
        this.held = Caffeine.newBuilder()
                .maximumWeight(heaviest)
                .weigher((K _, Held<V> one) -> weight.applyAsInt(one.value))
                .expireAfterWrite(LONGEST)
                .executor(Runnable::run)
                .build();
    }

    /// What is held is said again only where it is `good`; what is not good, or absent, is read each time.
    public Optional<V> find(K key, Predicate<V> good) {
        if (Unit.isOpen()) return database.find(key);
        var known = held.getIfPresent(key);
        if (known != null && good.test(known.value) && changes.nothingSince(known.since, bearing.apply(key)))
            return Optional.of(known.value);
        // so that whoever judges by the feed, such as by the database's epoch, has heard all of it
        changes.look();
        var before = changes.told();
        var found = database.find(key);
        found.filter(good).ifPresent(value -> held.put(key, new Held<>(value, before)));
        return found;
    }
}
