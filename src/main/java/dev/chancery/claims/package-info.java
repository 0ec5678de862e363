/// What a token says, beyond what every token must say.
///
/// A [ClaimsMapper] adds the claims of one scope; it sees a [ClaimsSource] and nothing else.
///
/// | scope         | file            |
/// |---------------|-----------------|
/// | `profile`     | [ProfileClaims] |
/// | `email`       | [EmailClaims]   |
/// | `roles`       | [RoleClaims]    |
/// | `web-origins` | [OriginClaims]  |
///
/// **To add one:** implement `ClaimsMapper`, list it in `Server.claimsMappers()`, add a row here; the order of the list
/// is the order of the claims.
@NullMarked
package dev.chancery.claims;

import org.jspecify.annotations.NullMarked;
