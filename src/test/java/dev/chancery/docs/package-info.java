/// What the papers say, held to be true: their commands run, their tables are complete.
@NullMarked
package dev.chancery.docs;

import org.jspecify.annotations.NullMarked;
