/// The slowing of guesses at passwords and client secrets, exact however many nodes and connections guess at once.
///
/// Every path that checks a credential goes through [Guesses], so there is one count (NIST SP 800-63B §3.2.2).
///
/// | guess at | counted | how the owner gets in |
/// |---|---|---|
/// | a password | before it is looked at, by one conditional statement: beyond the limit no hash is computed | an
/// address that signed in lately has a budget of its own |
/// | a second factor | the same, with passwords and by itself, wherever it is tried | five in a window; the right
/// password doesn't begin it anew |
/// | a client secret | after it was found wrong: the right one never touches the database | the right secret always
/// passes |
/// | a sign-in that begins | before it is stored, by address | - |
/// | the code of a device | before it is looked at, by browser and by address | a right one is not counted |
/// | a report of a leaked secret | before it is looked at, by address | - |
///
/// Counts are kept by [GuessStore]; windows end by the clock when they are read, and [Guesses#clean] only frees space.
///
/// **To slow something else:** a kind in [GuessKey], an act in [Guesses].
@NullMarked
package dev.chancery.guess;

import org.jspecify.annotations.NullMarked;
