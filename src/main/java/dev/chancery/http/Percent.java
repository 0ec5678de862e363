package dev.chancery.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-decoding, once and strictly: RFC 3986 §2.1. What is malformed, not UTF-8, or NUL is refused (400).
final class Percent {
    private Percent() {}

    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : decodeOctets(text);
    }

    /// `application/x-www-form-urlencoded`: a `+` is a space.
    static String decodeForm(String text) {
        return decode(text.replace('+', ' '));
    }

    static String utf8(byte[] octets, int length) {
        var ascii = true;
        for (int i = 0; i < length; i++) {
            if (octets[i] == 0) throw new HttpRefusal(400, "the request contains a NUL");
            ascii &= octets[i] > 0;
        }
        if (ascii) return new String(octets, 0, length, StandardCharsets.US_ASCII);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new HttpRefusal(400, "the request is not UTF-8");
        }
    }

    private static String decodeOctets(String text) {
        var raw = text.getBytes(StandardCharsets.UTF_8);
        var length = 0;
        for (int i = 0; i < raw.length; i++) {
            var octet = raw[i];
            if (octet == '%') {
                if (i + 2 >= raw.length) throw malformed();
                octet = (byte) (digit(raw[i + 1]) << 4 | digit(raw[i + 2]));
                i += 2;
            }
            raw[length++] = octet;
        }
        return utf8(raw, length);
    }

    private static int digit(byte character) {
        var value = Character.digit(character, 16);
        if (value < 0) throw malformed();
        return value;
    }

    private static HttpRefusal malformed() {
        return new HttpRefusal(400, "the request contains a malformed percent-encoding");
    }
}
