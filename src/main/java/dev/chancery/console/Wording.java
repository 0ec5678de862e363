package dev.chancery.console;

import dev.chancery.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the API refuses with, in the reader's words. It gives its reasons as English sentences: the bundle `refusals`
/// holds each of them, `{0}` where it names a name or a number, beside what the other languages say instead.
final class Wording {
    private static final String KEYS = "refusal.";
    private static final int LONGEST = 2_000;
    private static final Pattern FILLING = Pattern.compile("\\{\\d}");
    private static final Comparator<Known> MOST_ITS_OWN =
            Comparator.comparingInt(Known::own).reversed().thenComparing(Known::key);

    private static final List<Known> ALL = Language.ALL.of(List.of("en"), List.of()).words().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(KEYS))
            .map(entry -> Known.of(entry.getKey(), entry.getValue()))
            .sorted(MOST_ITS_OWN)
            .toList();

    /// @param own how many characters of it are always the same
    private record Known(String key, Pattern sentence, int own) {
        static Known of(String key, String sentence) {
            var fixed = FILLING.splitAsStream(sentence).toList();
            var quoted = fixed.stream().map(Pattern::quote).collect(Collectors.joining("(.+)"));
            return new Known(
                    key,
                    Pattern.compile(quoted, Pattern.DOTALL),
                    String.join("", fixed).length());
        }
    }

    private Wording() {}

    static Complaint of(String member, String sentence, Texts texts) {
        // a document may name something as long as itself
        if (sentence.length() > LONGEST) return Complaint.ofApi(member, sentence);
        for (var known : ALL) {
            var said = known.sentence.matcher(sentence);
            if (said.matches()) return new Complaint(member, texts.say(known.key, fillings(said)));
        }
        return Complaint.ofApi(member, sentence);
    }

    private static String[] fillings(MatchResult said) {
        return IntStream.rangeClosed(1, said.groupCount()).mapToObj(said::group).toArray(String[]::new);
    }
}
