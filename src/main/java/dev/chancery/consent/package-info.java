/// What people have agreed that clients may have: OpenID Connect Core §3.1.2.4.
///
/// A client that needs consent is given nothing that [ConsentStore] does not say; [Consents] adds to it what
/// people agree to, and [WithdrawConsent] takes it back, with all that the client got.
@NullMarked
package dev.chancery.consent;

import org.jspecify.annotations.NullMarked;
