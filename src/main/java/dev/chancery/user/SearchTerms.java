package dev.chancery.user;

import dev.chancery.db.AnyCase;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody is found by when it is not said what is looked for: by the beginning of their user name, of their
/// e-mail address, or of their full name from one of its words on.
final class SearchTerms {
    private static final int LONGEST = 255;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])[\\p{L}\\p{N}]");

    private SearchTerms() {}

    /// Folded like a [LoginName], and [AnyCase] like all that is searched. What begins with the same 255 characters is
    /// the same.
    static String key(String text) {
        var folded = SPACES.matcher(AnyCase.of(LoginName.of(text).key())).replaceAll(" ");
        return folded.codePointCount(0, folded.length()) <= LONGEST
                ? folded
                : folded.substring(0, folded.offsetByCodePoints(0, LONGEST));
    }

    static Set<String> of(UserSettings settings) {
        var terms = new TreeSet<String>();
        terms.add(key(settings.username()));
        if (settings.email() != null) terms.add(key(settings.email()));
        var name = key(settings.firstName()) + " " + key(settings.lastName());
        terms.add(key(name));
        terms.add(key(settings.lastName()));
        WORD.matcher(name).results().forEach(word -> terms.add(key(name.substring(word.start()))));
        terms.remove("");
        // whatever begins a term is found by the longer one
        return terms.stream()
                .filter(term -> {
                    var next = terms.higher(term);
                    return next == null || !next.startsWith(term);
                })
                .collect(Collectors.toSet());
    }
}
