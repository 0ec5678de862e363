package dev.chancery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.SealBroken;
import dev.chancery.crypto.Sealed;
import dev.chancery.db.Database;
import dev.chancery.db.StartRefusal;

/// A few sealed words in the store, by which a wrong master key is noticed before it does harm.
final class KeyCheck {
    private static final String WORDS = "this store is sealed under this key";
    private static final String CONTEXT = Sealed.context("", "key-check", "master");

    private KeyCheck() {}

    static void require(Database db, MasterKeys keys) {
        var kept = db.write(tx -> {
            var fresh =
                    Sealed.seal(keys.current(), WORDS.getBytes(UTF_8), CONTEXT).text();
            tx.createUpdate("INSERT INTO instance (name, value) VALUES ('key-check', :value) ON CONFLICT DO NOTHING")
                    .bind("value", fresh)
                    .execute();
            return tx.createQuery("SELECT value FROM instance WHERE name = 'key-check'")
                    .mapTo(String.class)
                    .one();
        });
        try {
            new Sealed(kept).open(keys, CONTEXT);
        } catch (SealBroken wrong) {
            throw new StartRefusal(
                    "The master key is not the one that this database is sealed under. Give the right one as CHANCERY_MASTER_KEY, or put its file back.");
        }
    }
}
