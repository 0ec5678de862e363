/// Who may administer what.
///
/// An [Actor] is somebody at work: a person, a service account, or the operator at the command line. Front doors make
/// actors; acts and queries ask them ([Actor#require]) before they read or write. What an act turns down it throws as
/// a [Refused], which names the member at fault.
///
/// [AdminRole] is the list of built-in roles and the [Permission]s each one carries. **To add one:** a line in
/// `AdminRole`, from which every new realm gets the role, and a migration that gives it to the realms there are.
@NullMarked
package dev.chancery.admin;

import org.jspecify.annotations.NullMarked;
