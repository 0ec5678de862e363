package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 4648 §3.5, RFC 7515 §2: each value has one text in base64url")
class Base64UrlTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Base64.Encoder CANONICAL = Base64.getUrlEncoder().withoutPadding();

    @Test
    @DisplayName("JW-07: of all that up to three letters can say, what is read is what would be written")
    void one_text_for_each_value() {
        var offenders = Stream.of("", "AbCd")
                .flatMap(start -> IntStream.range(0, 4)
                        .boxed()
                        .flatMap(length -> texts(length).stream().map(start::concat)))
                .filter(text -> isRead(text) != isCanonical(text));

        assertThat(offenders).isEmpty();
    }

    @Test
    @DisplayName("JW-07: padding, white space and letters of other alphabets are refused wherever they stand")
    void foreign_letters() {
        for (var text :
                List.of("AA==", "AAA=", "AA=A", "A===", "====", "=", "AA\n", "A A", "+AAA", "/AAA", "A.AA", "AAé"))
            assertThatThrownBy(() -> Base64Url.decode(text)).as(text).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> texts(int length) {
        if (length == 0) return List.of("");
        return texts(length - 1).stream()
                .flatMap(text -> (LETTERS + "=+/ ").chars().mapToObj(letter -> text + (char) letter))
                .toList();
    }

    private static boolean isRead(String text) {
        try {
            Base64Url.decode(text);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static boolean isCanonical(String text) {
        try {
            return CANONICAL.encodeToString(Base64.getUrlDecoder().decode(text)).equals(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
