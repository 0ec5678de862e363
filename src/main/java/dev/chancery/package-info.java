/// The floor plan. See `ARCHITECTURE.md` at the root of the repository.
@NullMarked
package dev.chancery;

import org.jspecify.annotations.NullMarked;
