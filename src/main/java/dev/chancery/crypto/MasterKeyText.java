package dev.chancery.crypto;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A master key as text: 64 hex digits, or 32 bytes of base64 or base64url with or without padding.
final class MasterKeyText {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=?");
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{43}=?");

    private MasterKeyText() {}

    static byte[] parse(String text) {
        var key = text.strip();
        try {
            if (HEX.matcher(key).matches()) return HexFormat.of().parseHex(key);
            if (BASE64.matcher(key).matches()) return Base64.getDecoder().decode(key);
            if (BASE64URL.matcher(key).matches()) return Base64.getUrlDecoder().decode(key);
        } catch (IllegalArgumentException malformed) {
            throw refusal();
        }
        throw refusal();
    }

    static String print(byte[] key) {
        return Base64Url.encode(key);
    }

    private static MasterKeyRefusal refusal() {
        return new MasterKeyRefusal(
                "The master key must be 32 bytes as hex (64 digits) or base64 (43 or 44 characters); `openssl rand -base64 32` makes one.");
    }
}
