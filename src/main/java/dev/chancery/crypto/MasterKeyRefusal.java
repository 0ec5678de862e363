package dev.chancery.crypto;

/// Why this master key cannot be used: one line for the operator, with nothing of the key in it.
public final class MasterKeyRefusal extends RuntimeException {
    public MasterKeyRefusal(String line) {
        super(line, null, false, false);
    }
}
