package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32;

/// Everything that must not be guessed is drawn here, and nowhere else.
public final class RandomToken {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String SECRET_PREFIX = "cs_";
    private static final int SECRET_BODY = SECRET_PREFIX.length() + 26;
    private static final int SECRET_LENGTH = SECRET_BODY + 6;
    private static final int LARGEST_MULTIPLE_OF_62 = 248;

    private RandomToken() {}

    public static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// Each character is equally likely: a byte beyond the largest multiple of 62 is thrown away.
    public static String base62(int length) {
        var text = new StringBuilder(length);
        while (text.length() < length)
            for (var drawn : bytes(length - text.length() + 8))
                if ((drawn & 0xff) < LARGEST_MULTIPLE_OF_62 && text.length() < length)
                    text.append(BASE62.charAt((drawn & 0xff) % 62));
        return text.toString();
    }

    public static String hex(int digits) {
        return HexFormat.of().formatHex(bytes((digits + 1) / 2)).substring(0, digits);
    }

    /// A version 4 UUID: RFC 9562 §5.4.
    public static String uuid() {
        var bits = ByteBuffer.wrap(bytes(16));
        var high = (bits.getLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        var low = (bits.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /// `cs_`, 26 random base62 characters (154 bits), and a checksum by which a scanner tells a true one offline.
    public static String clientSecret() {
        var body = SECRET_PREFIX + base62(26);
        return body + checksum(body);
    }

    /// Whether this has the form of a client secret and a true checksum; says nothing about whether it works.
    public static boolean isClientSecret(String text) {
        if (text.length() != SECRET_LENGTH || !text.startsWith(SECRET_PREFIX)) return false;
        for (var i = SECRET_PREFIX.length(); i < SECRET_LENGTH; i++)
            if (BASE62.indexOf(text.charAt(i)) < 0) return false;
        return text.endsWith(checksum(text.substring(0, SECRET_BODY)));
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(US_ASCII));
        var rest = crc.getValue();
        var digits = new char[6];
        for (var i = 5; i >= 0; i--, rest /= 62) digits[i] = BASE62.charAt((int) (rest % 62));
        return new String(digits);
    }
}
