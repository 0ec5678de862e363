/// A realm: one tenant, with its own issuer, keys, clients, people and roles. Nothing is shared between two of them.
///
/// [Realm] is what it is, [RealmSettings] what an administrator may change about it, [RealmStore] where it lies and
/// [Realms] the fast way to one by name. [CreateRealm], [ChangeRealm] and [DeleteRealm] are the acts.
///
/// [Attributes] are what is known about people, service accounts, roles and groups beyond members of their own.
///
/// **To plant something in every new realm:** implement [RealmSeed] in the room it belongs to, and list it in `House`.
@NullMarked
package dev.chancery.realm;

import org.jspecify.annotations.NullMarked;
