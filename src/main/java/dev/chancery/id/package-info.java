/// Identifiers as types, so that a realm cannot be passed where a client is due.
///
/// Each wraps the text that the store keeps (a random UUID unless imported) and the wire shows. This room
/// knows nothing else. **To add one:** a record with one `value`, for a thing that has a store.
@NullMarked
package dev.chancery.id;

import org.jspecify.annotations.NullMarked;
