/// Token introspection: RFC 7662. A resource server asks whether a token is alive, and the answer is the database's.
@NullMarked
package dev.chancery.introspect;

import org.jspecify.annotations.NullMarked;
