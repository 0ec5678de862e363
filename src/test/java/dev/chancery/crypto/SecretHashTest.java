package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D18: a client secret is kept as HMAC-SHA-256 under a key derived from the master key")
class SecretHashTest {
    private final MasterKey key = MasterKey.random();
    private final MasterKeys keys = MasterKeys.of(key);

    @Test
    @DisplayName("The right secret matches, any other doesn't")
    void only_the_secret_matches() {
        var secret = RandomToken.clientSecret();
        var kept = SecretHash.of(key, secret);

        assertThat(kept.matches(keys, secret)).isTrue();
        assertThat(kept.matches(keys, RandomToken.clientSecret())).isFalse();
        assertThat(kept.matches(keys, "")).isFalse();
        assertThat(kept.matches(keys, secret + "\u0000")).isFalse();
        assertThat(kept.matches(keys, secret.repeat(1000))).isFalse();
    }

    @Test
    @DisplayName("Its text names the key (answer computed by Python's hmac)")
    void text_has_a_known_answer() {
        var kept = SecretHash.of(MasterKey.of(MasterKeyTest.HEX), "cs_secret");

        assertThat(kept.text()).isEqualTo("v1.c9cf9b73.Ra8OVnCSetlnC1NzRaAsoCu_6AJNfkycJy7ByVC6YpQ");
        assertThat(SecretHash.parse(kept.text())).isEqualTo(kept);
        assertThat(kept.toString()).doesNotContain("Ra8OVnCSetlnC1NzRaAsoCu_6AJNfkycJy7ByVC6YpQ");
    }

    @Test
    @DisplayName("After a rotation of the master key, secrets kept under the earlier key still match")
    void earlier_key_still_matches() {
        var kept = SecretHash.of(key, "cs_secret");

        assertThat(kept.matches(new MasterKeys(MasterKey.random(), List.of(key)), "cs_secret"))
                .isTrue();
    }

    @Test
    @DisplayName("A hash under an unknown key is a fault, not a wrong secret")
    void unknown_key_is_a_fault() {
        var kept = SecretHash.of(MasterKey.random(), "cs_secret");

        assertThatThrownBy(() -> kept.matches(keys, "cs_secret")).isInstanceOf(SealBroken.class);
    }

    @Test
    @DisplayName("Two servers with different master keys keep the same secret differently")
    void hashes_are_keyed() {
        assertThat(SecretHash.of(MasterKey.random(), "cs_secret").mac())
                .isNotEqualTo(SecretHash.of(key, "cs_secret").mac());
    }
}
