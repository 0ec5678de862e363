package dev.chancery.crypto;

/// A token that isn't one, or isn't ours. The reason is for the log, never for whoever sent it.
public final class InvalidJws extends RuntimeException {
    InvalidJws(String reason) {
        super(reason, null, false, false);
    }
}
