package dev.chancery.realm;

import dev.chancery.db.Database;

/// Which ids are in use, by whatever thing of whatever realm; those in the bin are.
public record IdStore(Database db) {

    boolean isTaken(String id) {
        return db.read(tx -> tx.createQuery("""
                        SELECT 1 FROM realm WHERE id = :id
                        UNION ALL SELECT 1 FROM client WHERE id = :id OR service_account_id = :id
                        UNION ALL SELECT 1 FROM client_scope WHERE id = :id
                        UNION ALL SELECT 1 FROM role WHERE id = :id
                        UNION ALL SELECT 1 FROM people_group WHERE id = :id
                        UNION ALL SELECT 1 FROM person WHERE id = :id""")
                .bind("id", id)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }
}
