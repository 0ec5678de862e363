/// What people prove themselves by beside the password: codes of an authenticator app (RFC 6238), and recovery
/// codes for when the phone is gone.
///
/// | act | who does it |
/// |---|---|
/// | [SetUpCode] | the person, who shows that their app has the seed; it answers fresh recovery codes, this once |
/// | [CheckCode] [UseRecoveryCode] | the person, when they sign in |
/// | [RemoveFactor] | an administrator, for somebody who lost theirs |
///
/// Seeds are sealed under the master key ([TotpStore]); of recovery codes only a keyed hash is kept ([RecoveryCode]).
/// Each code of either kind works once, by one conditional statement. Wrong ones are counted with passwords, and by
/// themselves: see [dev.chancery.guess.Guesses#ofCode].
///
/// [Factors] tells what somebody has, never what it is.
///
/// **To add another factor:** a store with its acts here, a kind in [Factor], and a line in [Factors].
@NullMarked
package dev.chancery.factor;

import org.jspecify.annotations.NullMarked;
