package dev.chancery.masterkey;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Seals everything anew under the present master key, in one transaction. Earlier keys stay, sealed under it, because
/// client secrets that were hashed under them go on working.
///
/// @param sealed each store that holds something sealed, to bring it under the keys' present one
public record RotateMasterKey(
        Database db,
        MasterKeyStore store,
        List<Consumer<MasterKeys>> sealed,
        RealmStore realms,
        AuditTrail trail,
        MasterKeys keys) {

    public void run(Actor actor) {
        db.unit(() -> {
            sealed.forEach(reseal -> reseal.accept(keys));
            for (var earlier : keys.previous())
                store.keep(new MasterKeyStore.Kept(earlier.id(), earlier.sealedUnder(keys.current())));
            store.putCheck(UnlockStore.words(keys.current()));
            realms.find(Realm.MASTER).ifPresent(master -> record(actor, master));
        });
    }

    private void record(Actor actor, Realm master) {
        var id = keys.current().id();
        trail.append(actor, master.id(), Event.MASTER_KEY_ROTATED, id, null, Map.of("key", id));
    }
}
