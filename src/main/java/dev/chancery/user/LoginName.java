package dev.chancery.user;

import static dev.chancery.admin.Refused.invalid;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;

/// A name to sign in with, folded so that all spellings of one name are one key: NFKC, lower case, no outer spaces.
///
/// Letters of several scripts in one name are refused, since `аdmin` with a Cyrillic first letter looks like `admin`.
public record LoginName(String key) {
    private static final int LONGEST = 255;

    /// The key that the name is found by, without judging whether a new account may have it.
    public static LoginName of(String typed) {
        var folded = Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return new LoginName(Normalizer.normalize(folded, Normalizer.Form.NFKC));
    }

    static LoginName of(String member, String chosen) {
        if (chosen.isBlank() || chosen.length() > LONGEST) throw invalid(member, "1 to 255 characters.");
        if (chosen.codePoints().anyMatch(LoginName::isUnprintable))
            throw invalid(member, "No spaces at the ends, no control or invisible characters.");
        if (!chosen.equals(chosen.strip())) throw invalid(member, "No spaces at the ends.");
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        chosen.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        // Japanese is written in three scripts; every other mixture is a disguise more often than a name
        scripts.removeAll(
                scripts.contains(UnicodeScript.HIRAGANA) || scripts.contains(UnicodeScript.KATAKANA)
                        ? EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA)
                        : EnumSet.noneOf(UnicodeScript.class));
        if (scripts.size() > 1)
            throw invalid(member, "Letters of one script only: look-alikes would pass for one another.");
        var name = of(chosen);
        // some characters fold to many: U+FDFA to eighteen
        if (name.key().length() > LONGEST) throw invalid(member, "1 to 255 characters, also when it is folded.");
        return name;
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
