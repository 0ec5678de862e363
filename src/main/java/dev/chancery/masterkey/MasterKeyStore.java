package dev.chancery.masterkey;

import dev.chancery.crypto.Sealed;
import dev.chancery.db.Database;
import java.util.List;

/// What the store holds of its master keys: a few words sealed under the present one, and the earlier ones under it.
public record MasterKeyStore(Database db) {
    private static final String KEPT = "master-key/";

    /// An earlier key by its id, sealed under a newer one.
    record Kept(String id, Sealed sealed) {}

    /// The words as they are sealed in the store; `fresh` becomes that in a new one.
    Sealed check(Sealed fresh) {
        return db.write(tx -> {
            tx.createUpdate("INSERT INTO instance (name, value) VALUES ('key-check', :value) ON CONFLICT DO NOTHING")
                    .bind("value", fresh.text())
                    .execute();
            return new Sealed(tx.createQuery("SELECT value FROM instance WHERE name = 'key-check'")
                    .mapTo(String.class)
                    .one());
        });
    }

    void putCheck(Sealed words) {
        put("key-check", words);
    }

    List<Kept> kept() {
        return db.read(tx -> tx.createQuery("SELECT name, value FROM instance WHERE name LIKE 'master-key/%'")
                .map((row, _) ->
                        new Kept(row.getString("name").substring(KEPT.length()), new Sealed(row.getString("value"))))
                .list());
    }

    void keep(Kept key) {
        put(KEPT + key.id(), key.sealed());
    }

    private void put(String name, Sealed sealed) {
        db.writes(tx -> tx.createUpdate("""
                        INSERT INTO instance (name, value) VALUES (:name, :value)
                        ON CONFLICT (name) DO UPDATE SET value = excluded.value""")
                .bind("name", name)
                .bind("value", sealed.text())
                .execute());
    }
}
