package dev.chancery.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.RandomToken;
import dev.chancery.id.SubjectId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A code on paper, for when the authenticator app is gone: 60 bits, written so that people can copy it.
///
/// It is kept as an HMAC-SHA-256 under a key derived from the master key: whoever has the database alone cannot
/// try codes at all, and all ten of a person are tried by one hash each.
record RecoveryCode(String text) {
    static final int COUNT = 10;

    private static final String PURPOSE = "recovery-code";
    private static final int LONGEST_TYPED = 64;
    private static final int LETTERS = 12;

    /// As many as a byte divides evenly by, and none that look like another.
    private static final String ALPHABET = "abcdefghjkmnopqrstuvwxyz23456789";

    static RecoveryCode random() {
        var text = new StringBuilder();
        for (var drawn : RandomToken.bytes(LETTERS)) text.append(ALPHABET.charAt((drawn & 0xff) % ALPHABET.length()));
        return new RecoveryCode(text.insert(8, '-').insert(4, '-').toString());
    }

    static List<RecoveryCode> fresh() {
        return Stream.generate(RecoveryCode::random).limit(COUNT).toList();
    }

    String hash(MasterKey key, SubjectId person) {
        return hash(key, person, text);
    }

    /// How this is kept if it is a code of theirs: one for each master key that it may have been made under.
    static List<String> hashes(MasterKeys keys, SubjectId person, String typed) {
        if (typed.length() > LONGEST_TYPED) return List.of();
        return Stream.concat(Stream.of(keys.current()), keys.previous().stream())
                .map(key -> hash(key, person, typed))
                .toList();
    }

    /// Case, spaces and hyphens don't count.
    private static String hash(MasterKey key, SubjectId person, String code) {
        var letters = code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        var mac = key.hmac(PURPOSE, (person.value() + "\n" + letters).getBytes(UTF_8));
        return "v1." + key.id() + "." + HexFormat.of().formatHex(mac);
    }

    @Override
    public String toString() {
        return "RecoveryCode[…]";
    }
}
