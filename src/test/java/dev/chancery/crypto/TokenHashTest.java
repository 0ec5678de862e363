package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A handle at rest is its SHA-256")
class TokenHashTest {

    @Test
    @DisplayName("FIPS 180-4: the digest of \"abc\"")
    void known_answer() {
        assertThat(TokenHash.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    @DisplayName("Equal handles have equal hashes, and nobody can change one from outside")
    void value_semantics() {
        var hash = TokenHash.of("abc");

        hash.digest()[0] ^= 1;

        assertThat(hash).isEqualTo(TokenHash.of("abc")).hasSameHashCodeAs(TokenHash.of("abc"));
        assertThat(hash).isNotEqualTo(TokenHash.of("abd"));
        assertThatThrownBy(() -> new TokenHash(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
