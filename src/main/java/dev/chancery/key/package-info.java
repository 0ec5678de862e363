/// The keys a realm signs with. Each is published before it signs and stays published until the last token it signed is
/// dead, so that no verifier ever meets a signature it cannot check.
///
/// [KeyRing] is what a realm has at a moment; [SigningKeys] the fast way to it, which makes the first key of a
/// realm when it is first needed; [RotateKeys] replaces keys by age, or at once.
@NullMarked
package dev.chancery.key;

import org.jspecify.annotations.NullMarked;
