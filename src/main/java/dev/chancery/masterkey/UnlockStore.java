package dev.chancery.masterkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.SealBroken;
import dev.chancery.crypto.Sealed;
import dev.chancery.db.StartRefusal;
import java.util.ArrayList;

/// Tries the master key on a few sealed words, so that a wrong one is noticed before it does harm, and fetches the
/// earlier keys that are kept under it.
public record UnlockStore(MasterKeyStore store) {
    private static final String WORDS = "this store is sealed under this key";
    private static final String CONTEXT = Sealed.context("", "key-check", "master");

    /// Those given and those kept; a [StartRefusal] when the store is sealed under none of them.
    public MasterKeys run(MasterKeys given) {
        try {
            var _ = store.check(words(given.current())).open(given, CONTEXT);
            return withKept(given);
        } catch (SealBroken broken) {
            throw wrong();
        }
    }

    /// The id of the key that the store as a whole is sealed under.
    public String sealedUnder(MasterKeys keys) {
        return store.check(words(keys.current())).keyId();
    }

    static Sealed words(MasterKey key) {
        return Sealed.seal(key, WORDS.getBytes(UTF_8), CONTEXT);
    }

    private MasterKeys withKept(MasterKeys given) {
        var previous = new ArrayList<>(given.previous());
        for (var kept : store.kept())
            if (given.find(kept.id()).isEmpty()) {
                var newer = given.find(kept.sealed().keyId()).orElseThrow(UnlockStore::wrong);
                previous.add(MasterKey.opened(kept.sealed(), newer, kept.id()));
            }
        return new MasterKeys(given.current(), previous);
    }

    private static StartRefusal wrong() {
        return new StartRefusal(
                "The master key is not the one that this database is sealed under. Give the right one as CHANCERY_MASTER_KEY, or put its file back.");
    }
}
