/// Token revocation: RFC 7009. After the answer, no node of this server takes the token for alive.
@NullMarked
package dev.chancery.revoke;

import org.jspecify.annotations.NullMarked;
