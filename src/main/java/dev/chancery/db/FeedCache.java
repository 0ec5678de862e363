package dev.chancery.db;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A bounded cache of configuration that the change feed keeps true; what isn't there is remembered too, in the same
/// bound.
///
/// A change drops what is held and disowns what is being loaded, so a value read before it is never kept. While
/// the feed isn't fresh, and inside a unit, the database is read.
public final class FeedCache<K, V> {

    private final Changes changes;
    private final Function<Changes.Change, Reach<K>> reach;
    private final Function<K, Optional<V>> loader;
    private final Cache<K, Optional<V>> held;
    private final ConcurrentHashMap<K, Load<V>> loading = new ConcurrentHashMap<>();

    private static final class Load<V> {
        private final CompletableFuture<Optional<V>> result = new CompletableFuture<>();
    }

    /// For those who bring the loader with each question.
    FeedCache(Changes changes, long size, Function<Changes.Change, Reach<K>> reach) {
        this(changes, size, reach, _ -> Optional.empty());
    }

    public FeedCache(
            Changes changes, long size, Function<Changes.Change, Reach<K>> reach, Function<K, Optional<V>> loader) {
        this.changes = changes;
        this.reach = reach;
        this.loader = loader;
        this.held =
                Caffeine.newBuilder().maximumSize(size).executor(Runnable::run).build();
        changes.subscribe(this::drop);
    }

    public V get(K key) {
        return find(key).orElseThrow(() -> new NoSuchElementException("nothing is known under this key"));
    }

    public Optional<V> find(K key) {
        return find(key, loader);
    }

    Optional<V> find(K key, Function<K, Optional<V>> loader) {
        if (!changes.fresh() || Unit.isOpen()) return loader.apply(key);
        var value = held.getIfPresent(key);
        return value != null ? value : loadOnce(key, loader);
    }

    private Optional<V> loadOnce(K key, Function<K, Optional<V>> loader) {
        var mine = new Load<V>();
        var theirs = loading.putIfAbsent(key, mine);
        return theirs == null ? load(key, mine, loader) : awaited(theirs.result);
    }

    private Optional<V> load(K key, Load<V> mine, Function<K, Optional<V>> loader) {
        try {
            var value = loader.apply(key);
            keep(key, mine, value);
            mine.result.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            loading.remove(key, mine);
            mine.result.completeExceptionally(e);
            throw e;
        }
    }

    private void keep(K key, Load<V> mine, Optional<V> value) {
        loading.computeIfPresent(key, (_, owner) -> {
            if (owner != mine) return owner;
            held.put(key, value);
            return null;
        });
    }

    private static <V> V awaited(CompletableFuture<V> load) {
        try {
            return load.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refused) throw refused;
            throw e;
        }
    }

    private void drop(Changes.Change change) {
        switch (change.everything() ? Reach.<K>all() : reach.apply(change)) {
            case Reach.None<K> _ -> {}
            case Reach.Keys<K>(var keys) -> keys.forEach(this::drop);
            case Reach.Matching<K>(var matching) -> {
                loading.keySet().stream().filter(matching).forEach(this::drop);
                held.asMap().keySet().stream().filter(matching).forEach(this::drop);
            }
        }
    }

    private void drop(K key) {
        loading.compute(key, (_, _) -> {
            held.invalidate(key);
            return null;
        });
    }
}
