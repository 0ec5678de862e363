package dev.chancery.db;

/// What a row was to belong to has been deleted since it was read. Not a fault: no stack trace.
public final class ReferenceGone extends RuntimeException {
    ReferenceGone() {
        super("what this belongs to has been deleted meanwhile", null, false, false);
    }
}
