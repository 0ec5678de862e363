package dev.chancery.bootstrap;

import dev.chancery.admin.Actor;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import java.util.Map;

/// Says that the database was brought back from a copy: tokens from before are void, and nodes that had seen a later
/// state of it trust it again.
public record BeginEpoch(Database db, RealmStore realms, AuditTrail trail) {

    public void run(Actor operator) {
        db.beginEpoch(epoch -> realms.find(Realm.MASTER).ifPresent(master -> {
            var number = String.valueOf(epoch.number());
            trail.append(operator, master.id(), Event.EPOCH_BEGUN, number, null, Map.of("began", epoch.began()));
        }));
    }
}
