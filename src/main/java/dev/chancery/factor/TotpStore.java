package dev.chancery.factor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.Sealed;
import dev.chancery.crypto.TotpSeed;
import dev.chancery.db.Database;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.time.Instant;
import java.util.Optional;

/// Authenticator apps at rest, their seeds sealed under the master key and bound to their person. Everybody has one at
/// most.
public record TotpStore(Database db, MasterKeys masters) {

    Optional<Factor> find(SubjectId person) {
        return db.read(tx -> tx.createQuery("SELECT id, created_at FROM totp WHERE person_id = :person")
                .bind("person", person)
                .map((row, _) -> Totp.factor(row.getString("id"), Instant.ofEpochMilli(row.getLong("created_at"))))
                .findOne());
    }

    /// With its seed.
    Optional<Totp> open(RealmId realm, SubjectId person) {
        return db.read(tx -> tx.createQuery(
                        "SELECT id, sealed_seed, used_step, created_at FROM totp WHERE person_id = :person")
                .bind("person", person)
                .map((row, _) -> new Totp(
                        row.getString("id"),
                        opened(new Sealed(row.getString("sealed_seed")), context(realm, person)),
                        row.getLong("used_step"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .findOne());
    }

    /// Takes the code of this step: true for one caller only, and never for an earlier step than was taken.
    boolean take(Totp totp, long step) {
        return db.write(tx -> tx.createUpdate("UPDATE totp SET used_step = :step WHERE id = :id AND used_step < :step")
                        .bind("id", totp.id())
                        .bind("step", step)
                        .execute()
                == 1);
    }

    /// False when there is one already, which this may not replace.
    boolean put(RealmId realm, SubjectId person, Totp totp, boolean replaces) {
        var seed = totp.seed().base32().getBytes(US_ASCII);
        return db.write(tx -> tx.createUpdate("""
                        INSERT INTO totp (person_id, id, sealed_seed, used_step, created_at)
                        VALUES (:person, :id, :sealed, :step, :now)
                        ON CONFLICT (person_id) DO UPDATE
                           SET id = excluded.id, sealed_seed = excluded.sealed_seed, used_step = excluded.used_step,
                               created_at = excluded.created_at
                         WHERE :replaces""")
                        .bind("person", person)
                        .bind("id", totp.id())
                        .bind(
                                "sealed",
                                Sealed.seal(masters.current(), seed, context(realm, person))
                                        .text())
                        .bind("step", totp.usedStep())
                        .bind("now", totp.createdAt())
                        .bind("replaces", replaces)
                        .execute()
                == 1);
    }

    /// False when it was another's turn, or there is a newer one.
    boolean delete(SubjectId person, String id) {
        return db.write(tx -> tx.createUpdate("DELETE FROM totp WHERE person_id = :person AND id = :id")
                        .bind("person", person)
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /// Brings every seed under the present master key.
    public void reseal(MasterKeys keys) {
        db.writes(tx -> {
            var each = tx.prepareBatch("UPDATE totp SET sealed_seed = :sealed WHERE id = :id AND sealed_seed = :read");
            tx.createQuery(
                            "SELECT t.id, t.person_id, p.realm_id, t.sealed_seed FROM totp t JOIN person p ON p.id = t.person_id")
                    .map((row, _) -> new SealedSeed(
                            row.getString("id"),
                            context(new RealmId(row.getString("realm_id")), new SubjectId(row.getString("person_id"))),
                            new Sealed(row.getString("sealed_seed"))))
                    .list()
                    .forEach(seed -> each.bind("id", seed.id())
                            .bind("read", seed.sealed().text())
                            .bind(
                                    "sealed",
                                    seed.sealed().resealed(keys, seed.context()).text())
                            .add());
            if (each.size() > 0) each.execute();
        });
    }

    private record SealedSeed(String id, String context, Sealed sealed) {}

    private TotpSeed opened(Sealed sealed, String context) {
        return new TotpSeed(new String(sealed.open(masters, context), US_ASCII));
    }

    private static String context(RealmId realm, SubjectId person) {
        return Sealed.context(realm.value(), "totp-seed", person.value());
    }
}
