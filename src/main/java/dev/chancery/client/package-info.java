/// Clients: who may ask for tokens, how they prove it, and what they may ask for (RFC 6749 §2, RFC 7591 §2).
///
/// [Client] is the record and [ClientSettings] what an administrator may change, judged whole. [RedirectUri] and
/// [WebOrigin] decide which addresses may be registered. A [ClientSecret] is kept as a hash unless the client is set to
/// keep it recoverable. [Registrations] is the fast way to all that a token request needs to know about a client.
/// A [ServiceAccount] is whom a client is on its own behalf, with [AccountRoles] for what it holds. [RealmOrigins]
/// knows the origins that a preflight allows.
///
/// The acts: [RegisterClient], [ChangeClient], [DeleteClient], [ManageSecrets], [RevokeLeakedSecret].
@NullMarked
package dev.chancery.client;

import org.jspecify.annotations.NullMarked;
