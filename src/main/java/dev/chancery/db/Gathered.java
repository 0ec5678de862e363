package dev.chancery.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One kind of question, put to the database for all who ask it at the same time: those that come while a query is
/// under way wait for the next one. So each is answered by a query that began after it was asked, never by memory.
/// Where the database can't serve one query, it isn't asked the next: all who wait are told at once.
public final class Gathered<K, V> {
    static final int MOST = 64;
    private static final long LONG_NANOS = 50_000_000;

    /// Who asks for all is awake when a query ends: to wake one of those who wait would leave the database idle
    /// meanwhile.
    private static final Executor ASKERS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("asker-", 1).factory());

    private static final Logger LOG = LoggerFactory.getLogger(Gathered.class);

    private final Function<List<K>, Map<K, V>> query;
    private final boolean reads;
    private final Executor askers;
    private final Deque<Question<K, V>> line = new ArrayDeque<>();
    private boolean underWay;
    private long begun;

    private static final class Question<K, V> {
        private final K key;
        private final CompletableFuture<@Nullable Void> answered = new CompletableFuture<>();
        private @Nullable Supplier<Optional<V>> answer;

        private Question(K key) {
            this.key = key;
        }
    }

    /// The query answers for up to 64 keys; a key without an entry is absent.
    public Gathered(Function<List<K>, Map<K, V>> query) {
        this(query, false, ASKERS);
    }

    Gathered(Function<List<K>, Map<K, V>> query, boolean reads, Executor askers) {
        this.query = query;
        this.reads = reads;
        this.askers = askers;
    }

    /// By a query that only reads. Where it fails for several keys, each is asked for alone, so that one that can't be
    /// read harms nobody else.
    public static <K, V> Gathered<K, V> reading(Function<List<K>, Map<K, V>> query) {
        return new Gathered<>(query, true, ASKERS);
    }

    /// Up to the next power of two, so that the database has few statements to prepare.
    public static <K> List<K> filled(List<K> keys) {
        var filled = new ArrayList<>(keys);
        var length = Integer.highestOneBit(2 * keys.size() - 1);
        filled.addAll(Collections.nCopies(length - keys.size(), keys.getLast()));
        return filled;
    }

    public Optional<V> find(K key) {
        if (Unit.isOpen()) return alone(key);
        var mine = new Question<K, V>(key);
        if (isFirst(mine)) begin();
        mine.answered.join();
        return Objects.requireNonNull(mine.answer).get();
    }

    private Supplier<Optional<V>> answered(K key) {
        try {
            var answer = alone(key);
            return () -> answer;
        } catch (RuntimeException | Error why) {
            return failed(why);
        }
    }

    private Supplier<Optional<V>> failed(Throwable why) {
        return () -> {
            if (why instanceof RuntimeException exception) throw exception;
            throw (Error) why;
        };
    }

    private Optional<V> alone(K key) {
        return Optional.ofNullable(query.apply(List.of(key)).get(key));
    }

    /// True when no query is under way.
    private synchronized boolean isFirst(Question<K, V> mine) {
        line.add(mine);
        if (underWay) return false;
        underWay = true;
        begun = System.nanoTime();
        return true;
    }

    /// A line that nobody serves would keep all who come for ever.
    private void begin() {
        try {
            askers.execute(this::askOn);
        } catch (OutOfMemoryError noThread) {
            askOn();
        }
    }

    /// Until nobody waits any more.
    private void askOn() {
        do {
            try {
                ask();
            } catch (RuntimeException | Error untold) {
                LOG.error("why a query failed could not be told", untold);
            }
        } while (goesOn());
    }

    /// For the first in line and who stands behind.
    private void ask() {
        var asking = new ArrayList<Question<K, V>>();
        try {
            next(asking, MOST);
            var answers = query.apply(keys(asking));
            for (var question : asking) {
                var answer = Optional.ofNullable(answers.get(question.key));
                question.answer = () -> answer;
            }
        } catch (RuntimeException | Error why) {
            if (why instanceof StorageUnavailable) next(asking, Integer.MAX_VALUE);
            var eachAlone = reads && isOfOne(why) && keys(asking).size() > 1;
            for (var question : asking) question.answer = eachAlone ? answered(question.key) : failed(why);
        } finally {
            asking.forEach(question -> question.answered.complete(null));
        }
    }

    private static <K, V> List<K> keys(List<Question<K, V>> asking) {
        return asking.stream().map(question -> question.key).distinct().toList();
    }

    /// Whether it may be about one of the keys, and not about the database.
    private static boolean isOfOne(Throwable why) {
        return why instanceof RuntimeException
                && !(why instanceof StorageUnavailable)
                && !(why instanceof StorageFault);
    }

    private synchronized void next(List<Question<K, V>> asking, int most) {
        while (asking.size() < most && !line.isEmpty()) asking.add(line.remove());
    }

    /// Whether the query under way takes so long that whoever comes now is better off in another line.
    public synchronized boolean isHeldUp() {
        return underWay && System.nanoTime() - begun > LONG_NANOS;
    }

    synchronized int waiting() {
        return line.size();
    }

    /// Whether somebody has come meanwhile.
    private synchronized boolean goesOn() {
        underWay = !line.isEmpty();
        begun = System.nanoTime();
        return underWay;
    }
}
