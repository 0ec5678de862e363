/// Roles of a realm and of its clients, what they are made of, and who holds them: people and the service accounts of
/// clients alike, by their `sub`, and groups.
///
/// [RoleStore] keeps roles and who was granted them, [RolePartStore] what they are made of, and so all that
/// somebody holds. [DefineRole] and [GrantRole] are the only ways to change it; they ask that the actor holds
/// what is granted, and that an administrator is left. [Privileges] says what a holder may administer.
@NullMarked
package dev.chancery.role;

import org.jspecify.annotations.NullMarked;
