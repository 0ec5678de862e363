/// People: who they are, and how they prove it.
///
/// [User] is the record, [UserSettings] what an administrator may change; [LoginName] decides which spellings are one
/// name. A [UserFilter] says whom to list, [SearchTerms] what they are searched by. [CheckPassword] is the one place
/// that a password is compared, so that every way in shares one count of guesses. A [RequiredAction] stands between a
/// person and their next token.
@NullMarked
package dev.chancery.user;

import org.jspecify.annotations.NullMarked;
