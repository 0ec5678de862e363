package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Random tokens")
class RandomTokenTest {

    @Test
    @DisplayName("D18: a client secret is cs_, 26 base62 characters and 6 of base62(CRC-32)")
    void client_secret_has_its_form() {
        var secret = RandomToken.clientSecret();

        assertThat(secret).matches("cs_[0-9A-Za-z]{32}");
        assertThat(RandomToken.isClientSecret(secret)).isTrue();
    }

    @Test
    @DisplayName("D18: the checksum is the CRC-32 that any scanner computes")
    void known_answer() {
        assertThat(RandomToken.isClientSecret("cs_0123456789ABCDEFGHIJKLMNOPKNOWN1"))
                .isFalse();
        assertThat(RandomToken.isClientSecret("cs_0123456789ABCDEFGHIJKLMNOP4YBpWk"))
                .isTrue();
        assertThat(RandomToken.isClientSecret("cs_zzzzzzzzzzzzzzzzzzzzzzzzzz42hePA"))
                .isTrue();
    }

    @Test
    @DisplayName("D18: one changed character makes a secret recognizably false")
    void one_changed_character_is_seen() {
        var secret = RandomToken.clientSecret();

        for (var i = 3; i < secret.length(); i++) {
            var other = secret.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(RandomToken.isClientSecret(secret.substring(0, i) + other + secret.substring(i + 1)))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("Other lengths, prefixes and alphabets are no client secrets")
    void other_texts_are_no_secrets() {
        var secret = RandomToken.clientSecret();

        assertThat(RandomToken.isClientSecret("")).isFalse();
        assertThat(RandomToken.isClientSecret(secret + "0")).isFalse();
        assertThat(RandomToken.isClientSecret(secret.substring(1))).isFalse();
        assertThat(RandomToken.isClientSecret("cS_" + secret.substring(3))).isFalse();
        assertThat(RandomToken.isClientSecret("cs_" + "é".repeat(32))).isFalse();
    }

    @Test
    @DisplayName("A UUID is version 4, and texts have the length asked for")
    void uuids_and_lengths() {
        assertThat(UUID.fromString(RandomToken.uuid()).version()).isEqualTo(4);
        assertThat(UUID.fromString(RandomToken.uuid()).variant()).isEqualTo(2);
        assertThat(RandomToken.hex(8)).matches("[0-9a-f]{8}");
        assertThat(RandomToken.hex(7)).matches("[0-9a-f]{7}");
        assertThat(RandomToken.base62(0)).isEmpty();
    }

    @Test
    @DisplayName("Every base62 character occurs, and 10,000 draws are all different")
    void draws_are_spread() {
        var seen = new HashSet<String>();
        var letters = new HashSet<Integer>();

        for (var i = 0; i < 10_000; i++) {
            var drawn = RandomToken.base62(22);
            seen.add(drawn);
            drawn.chars().forEach(letters::add);
        }

        assertThat(seen).hasSize(10_000);
        assertThat(letters).hasSize(62);
    }
}
