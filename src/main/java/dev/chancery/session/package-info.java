/// Who is signed in, and what they let clients have.
///
/// A [Session] is a person at one browser or device; an [AuthorizationGrant] is what one client got there, from
/// the code that it redeems to the last refresh token. Both are judged by the database each time they are used, by
/// its clock columns alone; the cleaner only frees space. What is gone is dead: ending deletes the row, and with a
/// session go its grants. What shows that somebody else has a code or a refresh token ends the grant, and is told
/// by [EndGrant].
///
/// Handles (the browser's cookie, codes, refresh tokens) are kept as hashes, and each is taken by one conditional
/// statement.
@NullMarked
package dev.chancery.session;

import org.jspecify.annotations.NullMarked;
