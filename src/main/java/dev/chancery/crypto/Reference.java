package dev.chancery.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Hides a 64-bit number in a text that looks random and differs each time: one AES block of the number and 64 fresh
/// bits. Two texts tell a stranger nothing about whether their numbers are equal.
public record Reference(MasterKey key, String purpose) {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's: no i, l, o, u
    private static final int LENGTH = 26;

    public String of(long number) {
        var block = ByteBuffer.allocate(16)
                .putLong(number)
                .put(RandomToken.bytes(8))
                .array();
        return encoded(crypt(Cipher.ENCRYPT_MODE, block));
    }

    /// Absent when the text cannot be one of ours.
    public OptionalLong number(String text) {
        return decoded(text.strip().toLowerCase(Locale.ROOT))
                .map(block -> OptionalLong.of(
                        ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, block)).getLong()))
                .orElse(OptionalLong.empty());
    }

    private byte[] crypt(int mode, byte[] block) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding"); // exactly one block, half of it random
            cipher.init(mode, aesKey());
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private Key aesKey() {
        return new SecretKeySpec(Arrays.copyOf(key.derive("reference/" + purpose), 16), "AES");
    }

    private static String encoded(byte[] block) {
        var text = new StringBuilder(LENGTH);
        var number = new BigInteger(1, block);
        for (var i = LENGTH - 1; i >= 0; i--)
            text.append(ALPHABET.charAt(number.shiftRight(5 * i).intValue() & 31));
        return text.toString();
    }

    private static Optional<byte[]> decoded(String text) {
        if (text.length() != LENGTH) return Optional.empty();
        var number = BigInteger.ZERO;
        for (var i = 0; i < LENGTH; i++) {
            var digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) return Optional.empty();
            number = number.shiftLeft(5).add(BigInteger.valueOf(digit));
        }
        if (number.bitLength() > 128) return Optional.empty();
        var bytes = number.toByteArray();
        var block = new byte[16];
        var from = Math.max(0, bytes.length - 16);
        System.arraycopy(bytes, from, block, 16 - (bytes.length - from), bytes.length - from);
        return Optional.of(block);
    }
}
