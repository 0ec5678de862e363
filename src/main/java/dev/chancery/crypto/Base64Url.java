package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;

/// base64url without padding (RFC 7515 §2), read only in its canonical form: each value has one text.
final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String FOUR_ZERO_BITS = "AQgw";
    private static final String TWO_ZERO_BITS = "AEIMQUYcgkosw048";

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
        var letters = text.getBytes(ISO_8859_1);
        return decode(letters, 0, letters.length);
    }

    /// The same, of a part of a text.
    static byte[] decode(byte[] letters, int from, int to) {
        if (to > from && !endsWell((char) letters[to - 1], (to - from) % 4))
            throw new IllegalArgumentException("not canonical base64url");
        return DECODER.decode(Arrays.copyOfRange(letters, from, to));
    }

    /// RFC 4648 §3.2 and §3.5: without padding, and with the unused bits zero.
    private static boolean endsWell(char last, int letters) {
        return switch (letters) {
            case 2 -> FOUR_ZERO_BITS.indexOf(last) >= 0;
            case 3 -> TWO_ZERO_BITS.indexOf(last) >= 0;
            default -> last != '=';
        };
    }
}
