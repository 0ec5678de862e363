package dev.chancery.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.RandomToken;
import dev.chancery.id.RealmId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a device shows and somebody types: RFC 8628 §6.1. Eight of twenty letters are 34 bits, and without vowels no
/// words.
public record UserCode(String letters) {
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int LARGEST_MULTIPLE_OF_20 = 240;
    private static final int LONGEST_TYPED = 64;

    static UserCode draw() {
        var letters = new StringBuilder(LENGTH);
        while (letters.length() < LENGTH) {
            var drawn = RandomToken.bytes(1)[0] & 0xff;
            if (drawn < LARGEST_MULTIPLE_OF_20) letters.append(LETTERS.charAt(drawn % LETTERS.length()));
        }
        return new UserCode(letters.toString());
    }

    /// In any case, with or without what stands between: §6.1 "the server should ignore any characters … that are not
    /// in the user code character set". Absent when too few, or too many, are left.
    public static Optional<UserCode> typed(String text) {
        if (text.length() > LONGEST_TYPED) return Optional.empty();
        var letters = text.toUpperCase(Locale.ROOT).replaceAll("[^" + LETTERS + "]", "");
        return letters.length() == LENGTH ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /// As people read it: `WDJB-MJHT`.
    public String text() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    /// How it is kept: 34 bits are found again from any hash without a key.
    String hash(MasterKey key, RealmId realm) {
        return HexFormat.of().formatHex(key.hmac("user-code", (realm.value() + "\n" + letters).getBytes(UTF_8)));
    }

    /// How it is kept: one for each master key that it may have been made under.
    List<String> hashes(MasterKeys keys, RealmId realm) {
        return keys.all().map(key -> hash(key, realm)).toList();
    }

    /// It lets a device in.
    @Override
    public String toString() {
        return "UserCode";
    }
}
