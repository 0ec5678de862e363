package dev.chancery.crypto;

import java.util.Arrays;

/// The left half of a token's hash, by which an ID token vouches for it: OpenID Connect Core §3.1.3.6.
public final class HalfHash {
    private HalfHash() {}

    /// "the hash algorithm used is the hash algorithm used in the alg Header Parameter of the ID Token": SHA-512 for
    /// Ed25519 (RFC 8032 §5.1), for all others SHA-256.
    public static String of(SignatureAlgorithm algorithm, byte[] token) {
        var hash = algorithm == SignatureAlgorithm.EDDSA ? Digests.sha512(token) : Digests.sha256(token);
        return Base64Url.encode(Arrays.copyOf(hash, hash.length / 2));
    }
}
