package dev.chancery.crypto;

import java.util.Base64;

/// base64url without padding (RFC 7515 §2), read only in its canonical form: each value has one text.
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /// ASCII.
    static byte[] encodeToBytes(byte[] bytes) {
        return ENCODER.encode(bytes);
    }

    /// `IllegalArgumentException` for padding, whitespace, foreign letters and unused bits that are not zero.
    static byte[] decode(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) throw new IllegalArgumentException("not canonical base64url");
        return bytes;
    }
}
