package dev.chancery.device;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.BeginGrant;
import dev.chancery.session.BeginSession.Visitor;
import dev.chancery.session.Session;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The device asks what became of its request: RFC 8628 §3.4.
public record TakeDevice(Database db, DeviceStore store, BeginGrant beginGrant) {

    /// Ended or not, whatever became of it.
    public Optional<DeviceAuthorization> find(RealmId realm, TokenHash device) {
        return store.find(realm, device);
    }

    /// False when it asks too soon after it asked last.
    public boolean poll(DeviceAuthorization device, Instant now) {
        return store.poll(device.device(), now);
    }

    /// It learns that it was denied: true for one caller only.
    public boolean tell(DeviceAuthorization device) {
        return store.tell(device.device());
    }

    /// It gets what it was allowed, with a session of its own unless that is offline: true for one caller only.
    public boolean run(
            Realm realm,
            DeviceAuthorization device,
            Visitor visitor,
            @Nullable Session session,
            AuthorizationGrant grant,
            @Nullable TokenHash refresh) {
        return db.unit(() -> {
            if (!store.take(device.device())) return false;
            beginGrant.run(realm, visitor, session, grant, refresh);
            return true;
        });
    }
}
