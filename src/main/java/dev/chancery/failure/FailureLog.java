package dev.chancery.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.Reference;
import dev.chancery.id.RealmId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Remembers refusals without keeping anybody waiting: counted in memory, folded, written down every second.
public final class FailureLog {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_WAITING_OF_A_REALM = 500;
    private static final int LONGEST = 255;
    private static final Duration FOLD = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_KEPT = 10_000;
    private static final int AT_ONCE = 250;
    private static final String SECRET_PREFIX = "cs_";
    private static final Pattern SECRET = Pattern.compile(SECRET_PREFIX + "[0-9A-Za-z]{26,}");
    private static final String HIDDEN = "(a client secret)";

    private final ConcurrentHashMap<Long, Failure> waiting = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<RealmId, Integer> waitingOf = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<RealmId, Long> dropped = new ConcurrentHashMap<>();
    private final Map<FailureCause, LongAdder> counts = new EnumMap<>(FailureCause.class);
    private final LongAdder lost = new LongAdder();
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<RealmId, Integer> writtenOf =
            new HashMap<>(); // rows since the realm's were last cut to the bound
    private final FailureStore store;
    private final MasterKey key;
    private final List<Reference> references;
    private final InstantSource clock;

    public FailureLog(FailureStore store, MasterKeys keys, InstantSource clock) {
        this.store = store;
        this.key = keys.current();
        this.references = Stream.concat(Stream.of(key), keys.previous().stream())
                .map(each -> new Reference(each, "failure"))
                .toList();
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
        var kept = waiting.compute(fold, (_, before) -> before == null ? first(failure) : before.and(failure));
        if (kept == null) drop(realm);
        return references.getFirst().of(fold);
    }

    /// A flood in one realm takes no room from the others.
    private @Nullable Failure first(Failure failure) {
        if (waiting.mappingCount() >= MOST_WAITING) return null;
        var count = waitingOf.merge(failure.realm(), 1, Integer::sum);
        if (count <= MOST_WAITING_OF_A_REALM) return failure;
        leaves(failure.realm());
        return null;
    }

    private void leaves(RealmId realm) {
        waitingOf.computeIfPresent(realm, (_, count) -> count == 1 ? null : count - 1);
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
        dropped.merge(realm, 1L, Long::sum);
        lost.increment();
    }

    String reference(Failure failure) {
        return references.getFirst().of(failure.fold());
    }

    /// What a reference may stand for: one number by each master key that it may have been made under.
    LongStream folds(String reference) {
        return references.stream().map(key -> key.number(reference)).flatMapToLong(OptionalLong::stream);
    }

    /// Writes down what waits. What cannot be written stays, within the bound.
    public void flush() {
        writing.lock();
        try {
            var now = clock.instant();
            var all = List.copyOf(waiting.values());
            makeRoom(all, now);
            for (var from = 0; from < all.size(); from += AT_ONCE)
                write(all.subList(from, Math.min(from + AT_ONCE, all.size())));
            for (var loss : Map.copyOf(dropped).entrySet()) {
                store.addLoss(loss.getKey(), loss.getValue(), now);
                dropped.computeIfPresent(
                        loss.getKey(), (_, count) -> count.equals(loss.getValue()) ? null : count - loss.getValue());
            }
        } finally {
            writing.unlock();
        }
    }

    /// No realm has more than 10,000 at any time, flood or not; with several nodes, not many more.
    private void makeRoom(List<Failure> more, Instant now) {
        if (writtenOf.size() > MOST_WAITING) writtenOf.clear();
        var rows = more.stream().collect(Collectors.groupingBy(Failure::realm, Collectors.summingInt(_ -> 1)));
        rows.forEach((realm, count) -> {
            var written = writtenOf.get(realm);
            if (written == null || written + count > MOST_WAITING_OF_A_REALM) {
                store.shorten(realm, MOST_KEPT - MOST_WAITING_OF_A_REALM, now);
                written = 0;
            }
            writtenOf.put(realm, written + count);
        });
    }

    private void write(List<Failure> some) {
        store.add(some);
        for (var written : some) waiting.computeIfPresent(written.fold(), (_, now) -> remainder(now, written));
    }

    /// Forgets what is older than a week, and all but the newest 10,000 of a realm.
    public void prune() {
        var now = clock.instant();
        store.prune(now.minus(KEPT), MOST_KEPT, now);
    }

    private @Nullable Failure remainder(Failure now, Failure written) {
        if (now.count() == written.count()) {
            leaves(now.realm());
            return null;
        }
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

    /// People paste a secret where a name belongs; what has the form of one of ours is kept nowhere.
    private static String bounded(String text) {
        var masked = text.contains(SECRET_PREFIX) ? SECRET.matcher(text).replaceAll(HIDDEN) : text;
        var cut = masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked;
        return cut.replaceAll("\\p{Cntrl}", "�");
    }
}
