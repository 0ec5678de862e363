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
import java.util.Map;
import java.util.Optional;

/// Refusals at rest, bounded for each realm; and how many could not be kept.
public record FailureStore(Database db, Pages pages) {

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
    public Page<Failure> page(RealmId realm, PageRequest request) {
        var list = new Keyset<>(
                COLUMNS,
                "failure WHERE realm_id = :realm",
                List.of("last_at", "fold"),
                true,
                (row, _) -> failure(row),
                failure -> List.of(failure.lastAt().toEpochMilli(), failure.fold()));
        return db.read(tx ->
                list.page(tx, new ListName("failure", realm.value(), ""), Map.of("realm", realm), request, pages));
    }

    public long dropped(RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT dropped FROM failure_loss WHERE realm_id = :realm")
                .bind("realm", realm)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    public void prune(Instant before, int most, Instant now) {
        db.writes(tx -> tx.createUpdate("DELETE FROM failure WHERE last_at < :before")
                .bind("before", before)
                .execute());
        for (var realm : crowded(most)) db.unit(() -> addLoss(realm, shorten(realm, most), now));
    }

    private long shorten(RealmId realm, int most) {
        return db.write(tx ->
                tx.createUpdate("""
                        DELETE FROM failure WHERE realm_id = :realm AND last_at <
                        (SELECT last_at FROM failure WHERE realm_id = :realm ORDER BY last_at DESC LIMIT 1 OFFSET :most)""").bind("realm", realm).bind("most", most - 1).execute());
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
