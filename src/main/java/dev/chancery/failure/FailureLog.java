package dev.chancery.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.Reference;
import dev.chancery.id.RealmId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Remembers refusals without keeping anybody waiting: counted in memory, folded, written down every second.
public final class FailureLog {
    private static final int MOST_WAITING = 10_000;
    private static final int LONGEST = 255;
    private static final Duration FOLD = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_KEPT = 10_000;
    private static final int AT_ONCE = 250;

    private final ConcurrentHashMap<Long, Failure> waiting = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<RealmId, LongAdder> dropped = new ConcurrentHashMap<>();
    private final Map<FailureCause, LongAdder> counts = new EnumMap<>(FailureCause.class);
    private final LongAdder lost = new LongAdder();
    private final ReentrantLock writing = new ReentrantLock();
    private final FailureStore store;
    private final MasterKey key;
    private final Reference references;
    private final InstantSource clock;

    public FailureLog(FailureStore store, MasterKey key, InstantSource clock) {
        this.store = store;
        this.key = key;
        this.references = new Reference(key, "failure");
        this.clock = clock;
        for (var cause : FailureCause.values()) counts.put(cause, new LongAdder());
    }

    /// The reference under which an administrator finds the refusal again. Each is unique: two of the same refusal do
    /// not show that they are the same.
    public String record(RealmId realm, FailureCause cause, String subject, String detail, String address) {
        Objects.requireNonNull(counts.get(cause)).increment();
        var now = clock.instant();
        var shortSubject = bounded(subject);
        var shortDetail = bounded(detail);
        var fold = fold(realm, cause, shortSubject, shortDetail, address, now);
        var failure = new Failure(realm, fold, cause, shortSubject, shortDetail, address, now, now, 1);
        if (waiting.size() < MOST_WAITING || waiting.containsKey(fold)) waiting.merge(fold, failure, Failure::and);
        else drop(realm);
        return references.of(fold);
    }

    /// How often this node has refused for that cause since it started.
    public long count(FailureCause cause) {
        return Objects.requireNonNull(counts.get(cause)).sum();
    }

    /// How many refusals were not kept because too many waited to be written.
    public long lost() {
        return lost.sum();
    }

    private void drop(RealmId realm) {
        dropped.computeIfAbsent(realm, _ -> new LongAdder()).increment();
        lost.increment();
    }

    String reference(Failure failure) {
        return references.of(failure.fold());
    }

    OptionalLong fold(String reference) {
        return references.number(reference);
    }

    /// Writes down what waits. What cannot be written stays, within the bound.
    public void flush() {
        writing.lock();
        try {
            var all = List.copyOf(waiting.values());
            for (var from = 0; from < all.size(); from += AT_ONCE) {
                var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
                store.add(some);
                for (var written : some) waiting.computeIfPresent(written.fold(), (_, now) -> remainder(now, written));
            }
            for (var realm : Map.copyOf(dropped).keySet()) {
                var counter = dropped.remove(realm);
                if (counter != null) store.addLoss(realm, counter.sum(), clock.instant());
            }
        } finally {
            writing.unlock();
        }
    }

    /// Forgets what is older than a week, and all but the newest 10,000 of a realm.
    public void prune() {
        var now = clock.instant();
        store.prune(now.minus(KEPT), MOST_KEPT, now);
    }

    private static @Nullable Failure remainder(Failure now, Failure written) {
        if (now.count() == written.count()) return null;
        return new Failure(
                now.realm(),
                now.fold(),
                now.cause(),
                now.subject(),
                now.detail(),
                now.address(),
                now.firstAt(),
                now.lastAt(),
                now.count() - written.count());
    }

    private long fold(RealmId realm, FailureCause cause, String subject, String detail, String address, Instant now) {
        var hour = now.getEpochSecond() / FOLD.toSeconds();
        var text = String.join("\n", realm.value(), cause.name(), address, Long.toString(hour), subject, detail);
        return ByteBuffer.wrap(key.hmac("failure-fold", text.getBytes(UTF_8))).getLong();
    }

    private static String bounded(String text) {
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "�");
    }
}
