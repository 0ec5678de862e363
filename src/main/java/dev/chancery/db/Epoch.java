package dev.chancery.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Which life of the database this is: one that was brought back from a copy begins another.
///
/// Nobody knows what was revoked after the copy was made, so what was issued before the new epoch began is void.
///
/// @param number grows with each
/// @param began in whole seconds of the database's clock, as tokens carry them; the first epoch began with time itself
public record Epoch(long number, Instant began) {

    static final String COLUMNS = """
            (SELECT value FROM instance WHERE name = 'epoch') AS epoch,
            (SELECT value FROM instance WHERE name = 'epoch-began') AS epoch_began""";

    static final Epoch NONE = new Epoch(0, Instant.EPOCH);

    static Epoch of(ResultSet row) throws SQLException {
        var began = row.getString("epoch_began");
        return new Epoch(
                Long.parseLong(row.getString("epoch")),
                began == null ? Instant.EPOCH : Instant.ofEpochSecond(Long.parseLong(began)));
    }

    static Epoch read(Handle tx) {
        return tx.createQuery("SELECT " + COLUMNS).map((row, _) -> of(row)).one();
    }

    /// Later than the present one, and than `before`. Call [#awaitFullSecond] first.
    static Epoch begin(Handle tx, Dialect dialect, long before) {
        var now = clock(tx, dialect).getEpochSecond();
        var number = Math.max(Math.max(read(tx).number(), before) + 1, now);
        put(tx, "epoch", number);
        put(tx, "epoch-began", now);
        return new Epoch(number, Instant.ofEpochSecond(now));
    }

    /// Until then a token could be issued in the very second in which the epoch begins, and be taken for one of it.
    static void awaitFullSecond(Instant now) {
        try {
            var next = Instant.ofEpochSecond(now.getEpochSecond() + 1);
            Thread.sleep(Duration.between(now, next));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("interrupted", e);
        }
    }

    static Instant clock(Handle tx, Dialect dialect) {
        return Instant.ofEpochMilli(
                tx.createQuery(dialect.clock()).mapTo(long.class).one());
    }

    private static void put(Handle tx, String name, long value) {
        tx.createUpdate("""
                        INSERT INTO instance (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value""")
                .bind("name", name)
                .bind("value", String.valueOf(value))
                .execute();
    }
}
