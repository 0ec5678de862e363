package dev.chancery.guess;

import dev.chancery.db.Database;
import dev.chancery.guess.Budget.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Counted attempts and known addresses, in tables `guess` and `known_address`.
public record GuessStore(Database db) {
    private static final int CHUNK = 1_000;

    /// Takes one attempt out of each budget, or none of any: empty when one of them is used up.
    List<Attempt> reserve(List<Budget> budgets, Instant now, Instant endsAt) {
        return db.write(tx -> {
            var taken = new ArrayList<Attempt>();
            for (var budget : budgets) {
                var attempt = reserve(tx, budget, now, endsAt);
                if (attempt.isEmpty()) {
                    taken.forEach(earlier -> giveBack(tx, earlier));
                    return List.<Attempt>of();
                }
                taken.add(attempt.get());
            }
            return taken;
        });
    }

    /// One statement decides, so of any number of attempts at once no more than the limit get through.
    private static Optional<Attempt> reserve(Handle tx, Budget budget, Instant now, Instant endsAt) {
        return bind(tx.createQuery("""
                        INSERT INTO guess (realm_id, kind, subject, address, attempts, ends_at)
                        VALUES (:realm, :kind, :subject, :address, 1, :ends)
                        ON CONFLICT (realm_id, kind, subject, address) DO UPDATE
                           SET attempts = CASE WHEN guess.ends_at <= :now THEN 1 ELSE guess.attempts + 1 END,
                               ends_at = CASE WHEN guess.ends_at <= :now THEN :ends ELSE guess.ends_at END
                         WHERE guess.ends_at <= :now OR guess.attempts < :limit
                        RETURNING ends_at"""), budget.key())
                .bind("now", now)
                .bind("ends", endsAt)
                .bind("limit", budget.limit())
                .mapTo(Instant.class)
                .findOne()
                .map(ends -> new Attempt(budget.key(), ends));
    }

    void giveBack(List<Attempt> attempts) {
        db.writes(tx -> attempts.forEach(attempt -> giveBack(tx, attempt)));
    }

    private static void giveBack(Handle tx, Attempt attempt) {
        bind(tx.createUpdate("""
                        UPDATE guess SET attempts = attempts - 1
                         WHERE realm_id = :realm AND kind = :kind AND subject = :subject AND address = :address
                           AND ends_at = :ends AND attempts > 0"""), attempt.key()).bind("ends", attempt.endsAt()).execute();
    }

    /// When the last of the used-up budgets is whole again.
    Optional<Instant> blockedUntil(List<Budget> budgets, Instant now) {
        return db.read(tx -> budgets.stream()
                .flatMap(budget -> bind(tx.createQuery("""
                                SELECT ends_at FROM guess
                                 WHERE realm_id = :realm AND kind = :kind AND subject = :subject AND address = :address
                                   AND ends_at > :now AND attempts >= :limit"""), budget.key())
                        .bind("now", now)
                        .bind("limit", budget.limit())
                        .mapTo(Instant.class)
                        .stream())
                .max(Instant::compareTo));
    }

    boolean knows(GuessKey account, Instant now) {
        return db.read(tx -> tx.createQuery("""
                        SELECT 1 FROM known_address
                         WHERE realm_id = :realm AND subject = :subject AND address = :address AND ends_at > :now""")
                .bind("realm", account.realm())
                .bind("subject", account.subject())
                .bind("address", account.address())
                .bind("now", now)
                .mapTo(int.class)
                .findOne()
                .isPresent());
    }

    /// What was the owner's starts anew, the others get theirs back, and the address is known from now on.
    void succeeded(GuessKey account, List<Attempt> attempts, Instant knownUntil) {
        db.writes(tx -> {
            for (var attempt : attempts) {
                if (attempt.key().beginsAnewWith(account)) delete(tx, attempt.key());
                else giveBack(tx, attempt);
            }
            tx.createUpdate("""
                    INSERT INTO known_address (realm_id, subject, address, ends_at)
                    VALUES (:realm, :subject, :address, :ends)
                    ON CONFLICT (realm_id, subject, address) DO UPDATE SET ends_at = :ends""")
                    .bind("realm", account.realm())
                    .bind("subject", account.subject())
                    .bind("address", account.address())
                    .bind("ends", knownUntil)
                    .execute();
        });
    }

    private static void delete(Handle tx, GuessKey key) {
        bind(tx.createUpdate("""
                DELETE FROM guess
                 WHERE realm_id = :realm AND kind = :kind AND subject = :subject AND address = :address"""), key).execute();
    }

    /// At most a thousand rows of each kind at a time; the count of those that went.
    int deleteEnded(Instant now) {
        return db.write(tx -> deleteEnded(tx, "guess", "realm_id, kind, subject, address", now)
                + deleteEnded(tx, "known_address", "realm_id, subject, address", now));
    }

    private static int deleteEnded(Handle tx, String table, String key, Instant now) {
        return tx.createUpdate("DELETE FROM " + table + " WHERE (" + key + ") IN (SELECT " + key + " FROM " + table
                        + " WHERE ends_at <= :now ORDER BY ends_at LIMIT :chunk)")
                .bind("now", now)
                .bind("chunk", CHUNK)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, GuessKey key) {
        return statement
                .bind("realm", key.realm())
                .bind("kind", key.kind())
                .bind("subject", key.subject())
                .bind("address", key.address());
    }
}
