/// What a token says, beyond what every token must say.
///
/// A [ClaimsMapper] adds the claims of one scope; it sees a [ClaimsSource] and nothing else. **To add one:** implement
/// `ClaimsMapper`, and list it in `Server.claimsMappers()`; the order of the list is the order of the claims.
@NullMarked
package dev.chancery.claims;

import org.jspecify.annotations.NullMarked;
