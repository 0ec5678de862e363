package dev.chancery.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.realm.Attributes;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("what a person is found by")
class SearchTermsTest {

    @ParameterizedTest(name = "{0}, {1}, {2} {3}: {4}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "ada, ada@example.com, Ada, Lovelace, ada lovelace|ada@example.com|lovelace",
                "x7, , Jean-Luc, van der Berg, berg|der berg|jean-luc van der berg|luc van der berg|van der berg|x7",
                "x7, , \"\", O'Neil, neil|o'neil|x7",
                "x7, , \" Mary   Ann \", \"\", ann|mary ann|x7",
                "x7, , \"\", \"\", x7",
                "x7, , ada, (Ada), (ada)|ada (ada)|ada)|x7",
                "x7, , ZOË, Åström, x7|zoë åström|åström",
                "x7, , \"\", q\u0303e, q\u0303e|x7",
                "x7, , 李, 小龍, x7|小龍|李 小龍"
            })
    @DisplayName("name, address, and the full name from each word on; but nothing that begins another")
    void terms(String username, String email, String first, String last, String expected) {
        assertThat(SearchTerms.of(person(username, email, first, last)))
                .containsExactlyInAnyOrder(expected.split("\\|"));
    }

    @Test
    @DisplayName("each has at most 255 characters, whatever a name folds to, and never half of one")
    void bounded() {
        var name = "\uFDFA\uD83D\uDE00".repeat(85);

        var terms = SearchTerms.of(person("x7", null, name, name));

        assertThat(terms).allSatisfy(term -> {
            assertThat(term.codePointCount(0, term.length())).isLessThanOrEqualTo(255);
            assertThat(Character.isHighSurrogate(term.charAt(term.length() - 1)))
                    .isFalse();
        });
        assertThat(terms).contains("x7").hasSizeLessThan(300);
    }

    private static UserSettings person(String username, String email, String first, String last) {
        return new UserSettings(username, email, false, first, last, true, 0, Attributes.NONE, List.of());
    }
}
