/// JSON as this house reads and writes it: strict in, plain out.
///
/// [JsonText] is the only place where a mapper is configured. It refuses repeated members, trailing text, and
/// documents that are too deep or too long before they cost memory.
@NullMarked
package dev.chancery.json;

import org.jspecify.annotations.NullMarked;
