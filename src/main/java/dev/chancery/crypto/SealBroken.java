package dev.chancery.crypto;

/// A sealed text that doesn't open: another key, another place, or changed bytes. It doesn't say which.
public final class SealBroken extends RuntimeException {
    SealBroken() {
        super("A sealed value does not open under the master key of this server.", null, false, false);
    }
}
