/// The master key and the store that it locks: whether they belong together, and the change to a new key.
///
/// [UnlockStore] notices a wrong key before it does harm, and finds the earlier keys again: they are kept in the store,
/// sealed under the present one, because hashes made under them stay. [RotateMasterKey] seals everything anew.
///
/// **To seal something more:** give its store a `reseal`, and name that in the list in `House`. What lives for minutes
/// needs
/// none, since earlier keys are found again.
@NullMarked
package dev.chancery.masterkey;

import org.jspecify.annotations.NullMarked;
