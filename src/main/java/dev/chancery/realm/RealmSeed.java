package dev.chancery.realm;

import dev.chancery.admin.Actor;
import java.time.Instant;

/// Something that every realm has from its first moment: roles, scopes, a client.
public interface RealmSeed {
    void plant(Realm realm);

    /// What the trail says of it beside the realm.
    default void tell(Actor actor, Realm realm) {}

    /// The realm goes into the bin, and with it what of this lies in another.
    default void bin(Actor actor, Realm realm, Instant now) {}

    default void restore(Actor actor, Realm realm) {}

    /// The realm is removed for good, and with it what of this lies in another.
    default void purge(Actor actor, Realm realm) {}
}
