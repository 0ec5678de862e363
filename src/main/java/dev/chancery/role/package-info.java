/// Roles of a realm, and who holds them: people and the service accounts of clients alike, by their `sub`.
///
/// [RoleStore] keeps both. [GrantRole] is the only way to a mapping; they ask that the actor holds
/// what is granted, and that an administrator is left. [Privileges] says what a holder may administer.
@NullMarked
package dev.chancery.role;

import org.jspecify.annotations.NullMarked;
