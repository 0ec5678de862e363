package dev.chancery.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-2: FIPS 180-4.
public final class Digests {
    private Digests() {}

    public static byte[] sha256(byte[] message) {
        return of("SHA-256", message);
    }

    static byte[] sha512(byte[] message) {
        return of("SHA-512", message);
    }

    private static byte[] of(String algorithm, byte[] message) {
        try {
            return MessageDigest.getInstance(algorithm).digest(message);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has " + algorithm, absent);
        }
    }
}
