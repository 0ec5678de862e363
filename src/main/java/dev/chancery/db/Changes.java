package dev.chancery.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The change feed: how every node hears of each configuration change, in commit order, within a second.
///
/// Each node asks every 250 ms; the node that wrote has caught up before its write returns. PostgreSQL's LISTEN isn't
/// used: it could only save a part of those 250 ms.
public final class Changes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final long PAUSE_MILLIS = 250;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String HEAD = "SELECT n, " + Epoch.COLUMNS + " FROM change_head WHERE id = 1";
    private static final int CHUNK = 1_000;
    private static final String EVERYTHING = "*";

    private final Database db;
    private final LongSupplier nanoTime;
    private final ChangeCleaner cleaner;
    private final List<Consumer<Change>> subscribers = new CopyOnWriteArrayList<>();
    private final Told told = new Told();
    private final Gathered<Boolean, Boolean> looks = new Gathered<>(_ -> {
        poll();
        return Map.of(true, true);
    });
    private final ReentrantLock polling = new ReentrantLock();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Seen last = new Seen(new Head(Epoch.NONE, -1), 0, false);
    private boolean failing;

    /// What changed: `kind` and `subject` are the announcing store's words. Everything: drop all that you hold.
    public record Change(long number, String realm, String kind, String subject) {
        public boolean everything() {
            return kind.equals(EVERYTHING);
        }
    }

    /// A change's number, that of the first one in its unit, and the hash of the audit trail's last line before it.
    public record Announced(long number, long first, String chainHash) {}

    private record Head(Epoch epoch, long number) {
        boolean isOlderThan(Head known) {
            return epoch.number() < known.epoch.number()
                    || (epoch.number() == known.epoch.number() && number < known.number);
        }
    }

    private record Seen(Head head, long at, boolean current) {
        long number() {
            return head.number;
        }
    }

    public Changes(Database db) {
        this(db, System::nanoTime);
    }

    Changes(Database db, LongSupplier nanoTime) {
        this.db = db;
        this.nanoTime = nanoTime;
        this.cleaner = new ChangeCleaner(db, nanoTime);
    }

    /// What the unit under way has announced so far.
    public static List<Change> underWay() {
        return Unit.current().announced();
    }

    /// The number of the last change that can be seen: in a snapshot, of the last one that is in it.
    public long latest() {
        return db.read(tx -> tx.createQuery("SELECT n FROM change_head WHERE id = 1")
                .mapTo(long.class)
                .one());
    }

    /// In a unit that has announced something: whether anything else was changed in the realm since, before that, of
    /// other kinds than these.
    public boolean hasOthers(String realm, long since, Set<String> besides) {
        var own = underWay().getFirst().number();
        return db.read(tx -> tx.createQuery("""
                        SELECT 1 FROM change
                         WHERE n > :since AND n < :own AND realm_id = :realm AND kind NOT IN (<besides>) LIMIT 1""")
                .bind("since", since)
                .bind("own", own)
                .bind("realm", realm)
                .bindList("besides", besides)
                .mapTo(int.class)
                .findOne()
                .isPresent());
    }

    /// Called last in a unit: numbers become visible in the order of commits, since the head's row stays locked until
    /// then.
    public static Announced announce(String realm, String kind, String subject) {
        var unit = Unit.current();
        var announced = unit.ask(
                "UPDATE change_head SET n = n + 1 WHERE id = 1 RETURNING n, chain_hash",
                (row, _) -> new Announced(row.getLong(1), unit.first().orElse(row.getLong(1)), row.getString(2)));
        unit.later(
                "INSERT INTO change (n, realm_id, kind, subject, at) VALUES (?, ?, ?, ?, (%s))"
                        .formatted(unit.dialect().clock()),
                List.of(announced.number(), realm, kind, subject));
        unit.announced(new Change(announced.number(), realm, kind, subject));
        return announced;
    }

    /// Lets nobody else announce anything until this unit ends.
    public void hold() {
        db.writes(tx -> tx.execute("UPDATE change_head SET n = n WHERE id = 1"));
    }

    /// A subscriber is told before the change counts as seen; it must be quick, and must not throw.
    public void subscribe(Consumer<Change> subscriber) {
        subscribers.add(subscriber);
    }

    public Changes start() {
        poll();
        db.afterAnnouncing(this::catchUpWith);
        Thread.ofPlatform().daemon().name("chancery-changes").start(this::follow);
        return this;
    }

    public long seen() {
        return last.number();
    }

    /// The database's present life: what was issued before it began is void.
    public Epoch epoch() {
        return last.head.epoch;
    }

    /// Whether what a cache holds may be used: the last successful poll began at most a second ago.
    public boolean fresh() {
        var seen = last;
        return seen.current && nanoTime.getAsLong() - seen.at <= FRESH_NANOS;
    }

    /// How old what this node knows may be, in milliseconds: the time since the last successful poll began.
    public long lagMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - last.at);
    }

    /// The count of what this node has been told of, for [#nothingSince].
    long told() {
        return told.now();
    }

    /// Hears of all that is committed by now; one look for all who ask at the same time.
    void look() {
        looks.find(true);
    }

    /// By the database as it is now, whether none of these has changed since what was read after this node had been
    /// told
    /// of so much.
    boolean nothingSince(long count, List<Thing> things) {
        if (!told.nothingSince(count, things)) return false;
        look();
        return told.nothingSince(count, things);
    }

    /// Asks the database now; subscribers have been told of all that was committed before when it returns.
    public void poll() {
        polling.lock();
        try {
            var at = nanoTime.getAsLong();
            var head = head();
            if (head.isOlderThan(last.head)) throw distrusted(head);
            var number = isStrange(head) ? everything(head.number) : caughtUp(last.number(), head.number);
            last = new Seen(new Head(head.epoch, number), at, true);
            db.trust(null);
        } finally {
            polling.unlock();
        }
    }

    /// Another life of the database, or one of which this node has not heard all: what it holds may be of another.
    private boolean isStrange(Head head) {
        return last.number() >= 0 && (!last.current || head.epoch.number() > last.head.epoch.number());
    }

    /// Another database stands in for the one that this node has read: a copy, or a primary that was given up. What was
    /// changed, revoked or used up since is unknown to it.
    private StorageUnavailable distrusted(Head head) {
        var why = "the database (epoch %d, change %d) is older than what this node has seen of it (epoch %d, change %d)"
                .formatted(head.epoch.number(), head.number, last.head.epoch.number(), last.number());
        last = new Seen(last.head, last.at, false);
        db.trust(why);
        return new StorageUnavailable(
                why + ": if it was restored, run `chancery new-epoch`; if not, lead this node to the right one", null);
    }

    /// The changes are committed: when those before them can't be read, this node must not trust its caches until it
    /// can.
    private void catchUpWith(List<Change> own) {
        var number = own.getLast().number();
        if (last.number() >= number) return;
        polling.lock();
        try {
            var at = nanoTime.getAsLong();
            if (follows(own)) {
                own.forEach(this::tell);
                last = new Seen(new Head(last.head.epoch, number), last.at, last.current);
            } else if (last.number() < number)
                last = new Seen(new Head(last.head.epoch, caughtUp(last.number(), number)), at, true);
        } catch (RuntimeException | Error e) {
            last = new Seen(last.head, last.at, false);
            LOG.warn("the change feed can't be read: caches are bypassed", e);
        } finally {
            polling.unlock();
        }
    }

    /// Nobody else has changed anything since the last look, so nothing needs to be read.
    private boolean follows(List<Change> own) {
        return last.number() == own.getFirst().number() - 1 && dense(own);
    }

    /// Asked for whenever a token comes back, so without what the mapper would add to each question.
    private Head head() {
        return db.look(tx -> {
            try (var question = tx.getConnection().prepareStatement(HEAD);
                    var row = question.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("the database has no head of changes");
                return new Head(Epoch.of(row), row.getLong("n"));
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException("the head of changes", e, null);
            }
        });
    }

    private long caughtUp(long from, long head) {
        if (from < 0) return head; // nothing is held yet
        var seen = from;
        while (seen < head) {
            var changes = after(seen);
            if (changes.isEmpty() || changes.getFirst().number() != seen + 1 || !dense(changes))
                return everything(head);
            changes.forEach(this::tell);
            seen = changes.getLast().number();
        }
        return seen;
    }

    private List<Change> after(long number) {
        return db.look(tx -> tx.createQuery(
                        "SELECT n, realm_id, kind, subject FROM change WHERE n > :seen ORDER BY n LIMIT :chunk")
                .bind("seen", number)
                .bind("chunk", CHUNK)
                .map((row, _) -> new Change(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .list());
    }

    private static boolean dense(List<Change> changes) {
        return changes.getLast().number() - changes.getFirst().number() == changes.size() - 1;
    }

    private long everything(long head) {
        tell(new Change(head, "", EVERYTHING, ""));
        return head;
    }

    private void tell(Change change) {
        told.tell(change);
        subscribers.forEach(subscriber -> subscriber.accept(change));
    }

    private void follow() {
        try {
            while (!closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    poll();
                    cleaner.cleanWhenDue();
                    if (failing) LOG.info("the change feed is read again");
                    failing = false;
                } catch (RuntimeException | Error e) { // a feed that ends unsaid would leave this node deaf
                    if (!failing) LOG.warn("the change feed can't be read: caches are bypassed", e);
                    failing = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
