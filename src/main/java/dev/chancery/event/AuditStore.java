package dev.chancery.event;

import dev.chancery.db.Changes;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The trail at rest: the chained lines, and beside them the payloads, which may be erased.
public record AuditStore(Database db, Pages pages) {

    private static final String COLUMNS =
            "e.n, e.at, e.realm_id, e.kind, e.subject, e.actor, e.actor_id, e.address, p.payload, e.digest, e.chain_hash, p.salt";
    private static final String TABLES = "audit_entry e LEFT JOIN audit_payload p ON p.n = e.n";

    /// A line with what proves its payload.
    record Line(AuditEntry entry, @Nullable String salt) {}

    /// The hash of the chain's last line.
    String head() {
        return db.read(tx -> tx.createQuery("SELECT chain_hash FROM change_head WHERE id = 1")
                .mapTo(String.class)
                .one());
    }

    Optional<String> seal() {
        return db.read(tx -> tx.createQuery("SELECT value FROM instance WHERE name = 'audit-head'")
                .mapTo(String.class)
                .findOne());
    }

    void insert(AuditEntry entry, String salt, String chainHash, String seal) {
        db.later(
                """
                INSERT INTO audit_entry (n, at, realm_id, kind, subject, actor, actor_id, address, digest, chain_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                entry.number(),
                entry.at(),
                entry.realm(),
                entry.type(),
                entry.subject(),
                entry.actor(),
                entry.actorId(),
                entry.address(),
                entry.digest(),
                chainHash);
        db.later(
                "INSERT INTO audit_payload (n, salt, payload) VALUES (?, ?, ?)", entry.number(), salt, entry.payload());
        db.later("UPDATE change_head SET chain_hash = ? WHERE id = 1", chainHash);
        db.later("""
                INSERT INTO instance (name, value) VALUES ('audit-head', ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value""", entry.number() + " " + seal);
    }

    /// Whether there is a line of this realm, which may be gone itself.
    public boolean isKnown(RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT 1 FROM audit_entry WHERE realm_id = :realm LIMIT 1")
                .bind("realm", realm)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /// Lines of a realm, the newest first.
    public Page<AuditEntry> page(RealmId realm, AuditFilter filter, PageRequest request) {
        var list = new Keyset<>(
                        COLUMNS,
                        TABLES + " WHERE e.realm_id = :realm" + filter.where(),
                        filter.order(),
                        true,
                        (row, _) -> line(row).entry(),
                        filter::position)
                .within(filter.within())
                .through(filter.filter());
        var name = new ListName("audit", realm.value(), filter.toString());
        return db.read(tx -> list.page(tx, name, filter.values(realm), request, pages));
    }

    public Optional<AuditEntry> find(RealmId realm, long number) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS + " FROM " + TABLES + " WHERE e.realm_id = :realm AND e.n = :number")
                .bind("realm", realm)
                .bind("number", number)
                .map((row, _) -> line(row).entry())
                .findOne());
    }

    /// The lines of a realm from this number on, in order, as long as the condition holds and there are no more than so
    /// many; inside a unit.
    public List<AuditEntry> allFrom(RealmId realm, long number, Predicate<AuditEntry> condition, int most) {
        return db.read(tx -> {
            try (var lines = tx
                    .createQuery("SELECT " + COLUMNS + " FROM " + TABLES
                            + " WHERE e.realm_id = :realm AND e.n >= :number ORDER BY e.n")
                    .bind("realm", realm)
                    .bind("number", number)
                    .setFetchSize(50)
                    .map((row, _) -> line(row).entry())
                    .stream()) {
                return lines.takeWhile(condition).limit(most).toList();
            }
        });
    }

    /// Whether a line about the subject, of one of these kinds, came after the number; inside a unit, but for its own.
    public boolean hasSince(RealmId realm, String subject, long number, Set<Event> events) {
        var own = Changes.underWay();
        return db.read(tx -> tx.createQuery("""
                        SELECT 1 FROM audit_entry
                         WHERE realm_id = :realm AND subject = :subject AND n > :number AND n < :own
                           AND kind IN (<kinds>) LIMIT 1""")
                .bind("realm", realm)
                .bind("subject", subject)
                .bind("number", number)
                .bind("own", own.isEmpty() ? Long.MAX_VALUE : own.getFirst().number())
                .bindList("kinds", events.stream().map(event -> event.type).toList())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /// Those that the unit under way has written, in order.
    public List<AuditEntry> allUnderWay() {
        var numbers = Changes.underWay().stream().map(Changes.Change::number).toList();
        if (numbers.isEmpty()) return List.of();
        return db.read(
                tx -> tx.createQuery("SELECT " + COLUMNS + " FROM " + TABLES + " WHERE e.n IN (<numbers>) ORDER BY e.n")
                        .bindList("numbers", numbers)
                        .map((row, _) -> line(row).entry())
                        .list());
    }

    /// Every line of every realm, in order.
    void walk(Consumer<Line> reader) {
        db.read(tx -> {
            tx.createQuery("SELECT " + COLUMNS + " FROM " + TABLES + " ORDER BY e.n")
                    .setFetchSize(500)
                    .map((row, _) -> line(row))
                    .forEach(reader);
            return true;
        });
    }

    private static Line line(ResultSet row) throws SQLException {
        var entry = new AuditEntry(
                row.getLong("n"),
                Instant.ofEpochMilli(row.getLong("at")),
                new RealmId(row.getString("realm_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("actor"),
                row.getString("actor_id"),
                row.getString("address"),
                row.getString("payload"),
                row.getString("digest"),
                row.getString("chain_hash"));
        return new Line(entry, row.getString("salt"));
    }
}
