package dev.chancery.db;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Forgets changes older than an hour, a bounded number at a time. A node that slept longer finds a gap and drops
/// everything.
final class ChangeCleaner {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final long PAUSE_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int CHUNK = 1_000;
    private static final int CHUNKS = 20;

    private final Database db;
    private final LongSupplier nanoTime;
    private long next;

    ChangeCleaner(Database db, LongSupplier nanoTime) {
        this.db = db;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + PAUSE_NANOS;
    }

    void cleanWhenDue() {
        if (nanoTime.getAsLong() - next < 0) return;
        next = nanoTime.getAsLong() + PAUSE_NANOS;
        clean();
    }

    void clean() {
        var horizon = db.clock().minus(KEPT);
        for (var i = 0; i < CHUNKS; i++) {
            int gone = db.write(tx -> tx.createUpdate(
                            "DELETE FROM change WHERE n IN (SELECT n FROM change WHERE at < :horizon ORDER BY at LIMIT :chunk)")
                    .bind("horizon", horizon)
                    .bind("chunk", CHUNK)
                    .execute());
            if (gone < CHUNK) return;
        }
    }
}
