package dev.chancery.crypto;

/// A public key that cannot be trusted to verify anything; the message says why and may be shown to whoever registered
/// it.
public final class WeakKey extends RuntimeException {
    WeakKey(String reason) {
        super(reason, null, false, false);
    }
}
