/// The words of pages, in the languages of `messages/`; what they are about is nothing to this room.
@NullMarked
package dev.chancery.text;

import org.jspecify.annotations.NullMarked;
