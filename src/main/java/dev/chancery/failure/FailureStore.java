package dev.chancery.failure;

import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.RealmId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Refusals at rest, bounded for each realm; and how many could not be kept.
public record FailureStore(Database db, Pages pages) {

    private static final int AT_ONCE = 1_000;
    private static final String COLUMNS = "realm_id, fold, cause, subject, detail, address, first_at, last_at, count";

    /// All of them or none; always in the same order, so that nodes which add the same ones don't wait in a circle.
    public void add(List<Failure> failures) {
        db.unit(() -> failures.stream()
                .sorted(Comparator.comparing(
                                (Failure failure) -> failure.realm().value())
                        .thenComparingLong(Failure::fold))
                .forEach(this::add));
    }

    private void add(Failure failure) {
        db.writes(tx -> tx.createUpdate("INSERT INTO failure (" + COLUMNS + """
                        ) VALUES (:realm, :fold, :cause, :subject, :detail, :address, :first_at, :last_at, :count)
                        ON CONFLICT (realm_id, fold) DO UPDATE
                        SET count = failure.count + excluded.count, last_at = excluded.last_at""")
                .bind("realm", failure.realm())
                .bind("fold", failure.fold())
                .bind("cause", failure.cause().name())
                .bind("subject", failure.subject())
                .bind("detail", failure.detail())
                .bind("address", failure.address())
                .bind("first_at", failure.firstAt())
                .bind("last_at", failure.lastAt())
                .bind("count", failure.count())
                .execute());
    }

    public void addLoss(RealmId realm, long count, Instant now) {
        db.writes(tx -> tx.createUpdate("""
                        INSERT INTO failure_loss (realm_id, dropped, last_at) VALUES (:realm, :count, :now)
                        ON CONFLICT (realm_id) DO UPDATE
                        SET dropped = failure_loss.dropped + excluded.dropped, last_at = excluded.last_at""")
                .bind("realm", realm)
                .bind("count", count)
                .bind("now", now)
                .execute());
    }

    public Optional<Failure> find(RealmId realm, long fold) {
        return db.read(
                tx -> tx.createQuery("SELECT " + COLUMNS + " FROM failure WHERE realm_id = :realm AND fold = :fold")
                        .bind("realm", realm)
                        .bind("fold", fold)
                        .map((row, _) -> failure(row))
                        .findOne());
    }

    /// The newest first.
    public Page<Failure> page(RealmId realm, FailureFilter filter, PageRequest request) {
        var list = new Keyset<>(
                        COLUMNS,
                        "failure WHERE realm_id = :realm",
                        List.of("last_at", "fold"),
                        true,
                        (row, _) -> failure(row),
                        failure -> List.of(failure.lastAt().toEpochMilli(), failure.fold()))
                .within(filter.last())
                .through(filter.filter());
        var name = new ListName("failure", realm.value(), filter.toString());
        return db.read(tx -> list.page(tx, name, filter.values(realm), request, pages));
    }

    public long dropped(RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT dropped FROM failure_loss WHERE realm_id = :realm")
                .bind("realm", realm)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /// Forgets in steps, so that nobody waits long behind them.
    public void prune(Instant before, int most, Instant now) {
        var forgotten = AT_ONCE;
        while (forgotten == AT_ONCE) forgotten = deleteOlder(before);
        for (var realm : crowded(most)) shorten(realm, most, now);
    }

    private int deleteOlder(Instant before) {
        return db.write(tx -> tx.createUpdate("""
                        DELETE FROM failure WHERE (realm_id, fold) IN
                        (SELECT realm_id, fold FROM failure WHERE last_at < :before LIMIT :limit)""")
                .bind("before", before)
                .bind("limit", AT_ONCE)
                .execute());
    }

    /// Forgets the oldest of a realm but for so many, and counts them as lost.
    public void shorten(RealmId realm, int most, Instant now) {
        for (var excess = count(realm) - most; excess > 0; excess -= AT_ONCE) {
            var some = Math.min(excess, AT_ONCE);
            db.unit(() -> addLoss(realm, deleteOldest(realm, some), now));
        }
    }

    private int count(RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT count(*) FROM failure WHERE realm_id = :realm")
                .bind("realm", realm)
                .mapTo(int.class)
                .one());
    }

    private int deleteOldest(RealmId realm, int count) {
        return db.write(tx ->
                tx.createUpdate("""
                        DELETE FROM failure WHERE (realm_id, fold) IN
                        (SELECT realm_id, fold FROM failure WHERE realm_id = :realm ORDER BY last_at LIMIT :count)""").bind("realm", realm).bind("count", count).execute());
    }

    private List<RealmId> crowded(int most) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM failure GROUP BY realm_id HAVING count(*) > :most")
                .bind("most", most)
                .map((row, _) -> new RealmId(row.getString(1)))
                .list());
    }

    private static Failure failure(ResultSet row) throws SQLException {
        return new Failure(
                new RealmId(row.getString("realm_id")),
                row.getLong("fold"),
                FailureCause.valueOf(row.getString("cause")),
                row.getString("subject"),
                row.getString("detail"),
                row.getString("address"),
                Instant.ofEpochMilli(row.getLong("first_at")),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getLong("count"));
    }
}
