package dev.chancery.crypto;

import java.security.GeneralSecurityException;

/// Signs in JWS form (RFC 7518 §3), at once on the caller's thread.
public final class Signer {
    private final ThreadLocal<KeyedSignatures> signatures = ThreadLocal.withInitial(KeyedSignatures::new);

    /// The provider that does the work: Amazon's, or the JDK's where the native library isn't there.
    public static String provider() {
        return Corretto.name();
    }

    public byte[] sign(SigningKey key, byte[] input) {
        return sign(key, input, 0, input.length);
    }

    public byte[] sign(SigningKey key, byte[] buffer, int offset, int length) {
        try {
            return signatures.get().sign(key.algorithm(), key.privateKey(), buffer, offset, length);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("signing failed", failed);
        }
    }
}
