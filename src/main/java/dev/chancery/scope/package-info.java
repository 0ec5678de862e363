/// Client scopes: what a client may ask for, by name (RFC 6749 §3.3), and what a token then says.
///
/// A [ProtocolMapper] says a claim; scopes carry them, clients too. [MapperType] is what an administrator must get
/// right of one kind, [MapperRules] judges them whole.
///
/// [BuiltInScope] lists those that every realm has from the start. A client is given scopes as default (granted unless
/// it asks for less) or optional (granted when asked for). [Scopes] is the fast way to those of a realm. **To add a
/// built-in one:** a line in `BuiltInScope`.
@NullMarked
package dev.chancery.scope;

import org.jspecify.annotations.NullMarked;
