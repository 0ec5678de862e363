package dev.chancery.realm;

/// Something that every realm has from its first moment: roles, scopes, a client.
@FunctionalInterface
public interface RealmSeed {
    void plant(Realm realm);
}
