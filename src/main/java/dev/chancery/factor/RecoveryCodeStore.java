package dev.chancery.factor;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.db.Database;
import dev.chancery.id.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Recovery codes at rest, only as keyed hashes; a used one is gone.
public record RecoveryCodeStore(Database db, MasterKeys masters) {

    /// Those that are left.
    Optional<Factor> find(SubjectId person) {
        return db.read(tx -> tx.createQuery("""
                        SELECT count(*) AS left_over, min(created_at) AS created_at FROM recovery_code
                         WHERE person_id = :person HAVING count(*) > 0""")
                .bind("person", person)
                .map((row, _) -> new Factor(
                        id(person),
                        Factor.Kind.RECOVERY_CODES,
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        row.getInt("left_over")))
                .findOne());
    }

    /// Uses it up: true for one caller only.
    boolean take(SubjectId person, String typed) {
        var hashes = RecoveryCode.hashes(masters, person, typed);
        if (hashes.isEmpty()) return false;
        return db.write(
                tx -> tx.createUpdate("DELETE FROM recovery_code WHERE person_id = :person AND code_hash IN (<hashes>)")
                                .bind("person", person)
                                .bindList("hashes", hashes)
                                .execute()
                        == 1);
    }

    /// In place of all that there were.
    void replace(SubjectId person, List<RecoveryCode> codes, Instant now) {
        db.writes(tx -> {
            delete(person);
            var each = tx.prepareBatch(
                    "INSERT INTO recovery_code (person_id, code_hash, created_at) VALUES (:person, :hash, :now)");
            for (var code : codes)
                each.bind("person", person)
                        .bind("hash", code.hash(masters.current(), person))
                        .bind("now", now)
                        .add();
            each.execute();
        });
    }

    boolean delete(SubjectId person) {
        return db.write(tx -> tx.createUpdate("DELETE FROM recovery_code WHERE person_id = :person")
                        .bind("person", person)
                        .execute()
                > 0);
    }

    private static String id(SubjectId person) {
        return person.value() + ":recovery-codes";
    }
}
