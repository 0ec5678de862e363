/// Every token leaves through here.
///
/// [IssuingGate] asks in one place whether realm, client and person still allow it; [TokenIssuer] assembles and signs;
/// [ActiveTokens] tells, from the database, whether a token that comes back is alive; [RevokedTokenStore] knows which
/// are not; [IssuedTokens] counts. [AccessClaims] is what a token says and why, [ClaimsPlan] the same written out once,
/// [PreviewToken] the same without issuing, [IntrospectedClaims] what is said at introspection alone.
@NullMarked
package dev.chancery.issue;

import org.jspecify.annotations.NullMarked;
