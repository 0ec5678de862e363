package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("AD-20 page tokens are authenticated")
class PageTokenTest {

    private final PageToken tokens =
            new PageToken("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private final List<Object> position = List.of("name' OR 1=1 --", 42L, "ü");

    @Test
    @DisplayName("a token opens for the list that gave it")
    void opens() {
        assertThat(tokens.open("clients of r", tokens.seal("clients of r", position)))
                .contains(position);
    }

    @Test
    @DisplayName("a token of another list, realm or filter is refused")
    void other_list() {
        assertThat(tokens.open("clients of s", tokens.seal("clients of r", position)))
                .isEmpty();
    }

    @Test
    @DisplayName("a token sealed under another key is refused")
    void other_key() {
        assertThat(new PageToken(new byte[32]).open("l", tokens.seal("l", position)))
                .isEmpty();
    }

    @Test
    @DisplayName("a token with any bit turned is refused")
    void forged() {
        var bytes = Base64.getUrlDecoder().decode(tokens.seal("l", position));
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(tokens.open("l", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .isEmpty();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    @DisplayName("what is no token at all is refused")
    void rubbish() {
        for (var text : List.of("", "a", "%00", "é", "=", "A".repeat(43), "A".repeat(100_000)))
            assertThat(tokens.open("l", text))
                    .as(text.substring(0, Math.min(9, text.length())))
                    .isEmpty();
    }
}
