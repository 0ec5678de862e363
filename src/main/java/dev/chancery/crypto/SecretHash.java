package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;

/// A client secret at rest: HMAC-SHA-256 under a key derived from the master key, which it names. Text form
/// `v1.{keyId}.{mac}`.
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString are written out below
public record SecretHash(String keyId, byte[] mac) {
    private static final String PURPOSE = "client-secret";
    private static final int LONGEST_SECRET = 1024;

    public SecretHash {
        if (mac.length != 32) throw new IllegalArgumentException("an HMAC-SHA-256 has 32 bytes");
        mac = mac.clone();
    }

    public static SecretHash of(MasterKey key, String secret) {
        return new SecretHash(key.id(), key.hmac(PURPOSE, secret.getBytes(UTF_8)));
    }

    public static SecretHash parse(String text) {
        var parts = text.split("\\.", 4);
        if (parts.length != 3 || !parts[0].equals("v1")) throw new IllegalArgumentException("not a kept secret");
        return new SecretHash(parts[1], Base64Url.decode(parts[2]));
    }

    public String text() {
        return "v1." + keyId + "." + Base64Url.encode(mac);
    }

    /// In constant time. A hash under a key that this server doesn't hold is a [SealBroken], not a wrong secret.
    public boolean matches(MasterKeys keys, String presented) {
        if (presented.length() > LONGEST_SECRET) return false;
        var key = keys.find(keyId).orElseThrow(SealBroken::new);
        return MessageDigest.isEqual(mac, key.hmac(PURPOSE, presented.getBytes(UTF_8)));
    }

    @Override
    public byte[] mac() {
        return mac.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash that && keyId.equals(that.keyId) && MessageDigest.isEqual(mac, that.mac);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mac);
    }

    @Override
    public String toString() {
        return "SecretHash[" + keyId + "]";
    }
}
