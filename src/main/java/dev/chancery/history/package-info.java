/// How a change is taken back, by the number of its line in the audit trail.
///
/// [UndoChange] takes back a line with all that was done at once with it, the last thing first, through the acts by
/// which somebody would do so by hand: so each asks for its own permission. An [Inverse] knows the way back of one kind
/// of thing; a [Difference] sets back the members that the line changed, and no others. Where a later change touched
/// the same members it refuses and names them. What nothing brings back is listed, with the reasons, in [Final].
///
/// | what              | file             |
/// |-------------------|------------------|
/// | realms            | [UndoRealm]      |
/// | clients           | [UndoClient]     |
/// | scopes            | [UndoScope]      |
/// | roles             | [UndoRole]       |
/// | who holds a role  | [UndoGrant]      |
/// | groups            | [UndoGroup]      |
/// | who is in a group | [UndoMembership] |
/// | people            | [UndoUser]       |
///
/// **To add one:** implement `Inverse`, list it in `House.inverses()`, add a row here. A new event without a way back
/// goes to `Final`.
@NullMarked
package dev.chancery.history;

import org.jspecify.annotations.NullMarked;
