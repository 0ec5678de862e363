/// Every token leaves through here.
///
/// [IssuingGate] asks in one place whether realm, client and person still allow it; [TokenIssuer] assembles and signs;
/// [ActiveTokens] tells, from the database, whether a token that comes back is alive; [RevokedTokenStore] knows which
/// are not; [IssuedTokens] counts. [AccessClaims] is what a token says and why, [ClaimsPlan] the same written out once,
/// [PreviewToken] the same without issuing, [LaterClaims] what is said afterwards.
///
/// For people: [StandingGrants] tells whether what they let a client have still stands, [GrantLife] for how long,
/// [ActiveRefreshTokens] are looked at and given back, [IdClaims] is what an ID token says, [IdTokenHint] reads one
/// that comes back.
@NullMarked
package dev.chancery.issue;

import org.jspecify.annotations.NullMarked;
