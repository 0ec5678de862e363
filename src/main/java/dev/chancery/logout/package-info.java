/// Signing out: OpenID Connect RP-Initiated Logout.
///
/// [LogoutRequest] is what an application asked, once it is known to be its own; whoever asks without an ID token
/// of the session at hand is asked back.
@NullMarked
package dev.chancery.logout;

import org.jspecify.annotations.NullMarked;
