package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// A handle as it is kept at rest: its SHA-256. Fit for what has 128 random bits or more, and for nothing else.
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are written out below
public record TokenHash(byte[] digest) {

    public TokenHash {
        if (digest.length != 32) throw new IllegalArgumentException("a SHA-256 digest has 32 bytes");
        digest = digest.clone();
    }

    public static TokenHash of(String handle) {
        return new TokenHash(Digests.sha256(handle.getBytes(UTF_8)));
    }

    /// As it was kept: see [#hex].
    public static TokenHash ofHex(String hex) {
        return new TokenHash(HexFormat.of().parseHex(hex));
    }

    public String hex() {
        return HexFormat.of().formatHex(digest);
    }

    @Override
    public byte[] digest() {
        return digest.clone();
    }

    /// In constant time.
    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash that && MessageDigest.isEqual(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return "TokenHash[" + hex().substring(0, 8) + "…]";
    }
}
