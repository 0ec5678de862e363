/// What tokens are expected to say, and what a change would make of them.
///
/// [GoldenToken] is what one token of a client should say; [KeepGoldenToken] keeps it, and [GoldenTokenStore] remembers
/// it. [RehearseAct] does any act of an administrator and takes all of it back, and tells which tokens would have
/// changed: [WatchedTokenStore] finds the ones worth a look, [ForetellToken] asks the preview of the room `issue`
/// before and after, and [ClaimsDiff] and [TokenChange] are the difference.
@NullMarked
package dev.chancery.golden;

import org.jspecify.annotations.NullMarked;
