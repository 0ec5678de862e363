package dev.chancery.db;

/// A text with a NUL, which no column can hold and no row can be found by. Not a fault: no stack trace.
public final class UnstorableText extends RuntimeException {
    UnstorableText() {
        super("a text contains a NUL", null, false, false);
    }
}
