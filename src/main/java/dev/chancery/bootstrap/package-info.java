/// The first start of a server, and the way back in when no administrator is left.
@NullMarked
package dev.chancery.bootstrap;

import org.jspecify.annotations.NullMarked;
