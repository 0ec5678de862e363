/// People: who they are, and how they prove it.
///
/// [User] is the record, [UserSettings] what an administrator may change; [LoginName] decides which spellings are one
/// name. [CheckPassword] is the one place that a password is compared, so that every way in shares one count of
/// guesses.
@NullMarked
package dev.chancery.user;

import org.jspecify.annotations.NullMarked;
