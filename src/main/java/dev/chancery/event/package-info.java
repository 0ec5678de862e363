/// What happened: every change of configuration, in one chain that cannot be edited unnoticed.
///
/// [Event] closes the list of what is recorded. [AuditTrail] appends to the trail inside the transaction that makes the
/// change, and takes the number that orders it last; the same number tells the other nodes what to forget.
///
/// **To add one:** a line in `Event`; the act that makes the change appends it.
@NullMarked
package dev.chancery.event;

import org.jspecify.annotations.NullMarked;
