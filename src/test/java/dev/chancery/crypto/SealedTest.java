package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sealed values: AES-256-GCM")
class SealedTest {
    private static final byte[] PLAIN = "a private key".getBytes(UTF_8);
    private static final String HERE = Sealed.context("acme", "key", "k1");

    private final MasterKey key = MasterKey.random();

    @Test
    @DisplayName("What was sealed opens under its key, in its context")
    void round_trip() {
        var sealed = Sealed.seal(key, PLAIN, HERE);

        assertThat(new Sealed(sealed.text()).open(key, HERE)).isEqualTo(PLAIN);
        assertThat(sealed.text()).startsWith("v1." + key.id() + ".");
        assertThat(sealed.keyId()).isEqualTo(key.id());
        assertThat(sealed.toString()).doesNotContain(sealed.text());
    }

    @Test
    @DisplayName("The same value sealed twice looks different")
    void nonces_are_fresh() {
        assertThat(Sealed.seal(key, PLAIN, HERE)).isNotEqualTo(Sealed.seal(key, PLAIN, HERE));
    }

    @Test
    @DisplayName("It opens in no other realm, kind or row, and under no other key")
    void context_and_key_are_bound() {
        var sealed = Sealed.seal(key, PLAIN, HERE);

        for (var elsewhere : List.of(
                Sealed.context("other", "key", "k1"),
                Sealed.context("acme", "secret", "k1"),
                Sealed.context("acme", "key", "k2"),
                "")) assertThatThrownBy(() -> sealed.open(key, elsewhere)).isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> sealed.open(MasterKey.random(), HERE)).isInstanceOf(SealBroken.class);
    }

    @Test
    @DisplayName("No two places share a context, however their names are chosen")
    void contexts_are_unambiguous() {
        assertThat(Sealed.context("a", "b/c", "d")).isNotEqualTo(Sealed.context("a/b", "c", "d"));
        assertThat(Sealed.context("a/1:b", "c", "d")).isNotEqualTo(Sealed.context("a", "b", "1:c/d"));
    }

    @Test
    @DisplayName("After a rotation the earlier key still opens what it sealed, as long as it is known")
    void earlier_keys_open() {
        var sealed = Sealed.seal(key, PLAIN, HERE);
        var newer = MasterKey.random();

        assertThat(sealed.open(new MasterKeys(newer, List.of(key)), HERE)).isEqualTo(PLAIN);
        assertThatThrownBy(() -> sealed.open(MasterKeys.of(newer), HERE)).isInstanceOf(SealBroken.class);
    }

    @Test
    @DisplayName("Every change of one bit breaks the seal")
    void bit_flips_break_it() {
        var text = Sealed.seal(key, PLAIN, HERE).text();

        for (var i = 0; i < text.length(); i++)
            for (var bit = 0; bit < 8; bit++) {
                var changed = text.substring(0, i) + (char) (text.charAt(i) ^ 1 << bit) + text.substring(i + 1);
                assertThatThrownBy(() -> new Sealed(changed).open(key, HERE))
                        .as(changed)
                        .isInstanceOf(SealBroken.class);
            }
    }

    @Test
    @DisplayName("Garbage is refused like a wrong key, and nothing says why")
    void garbage_is_refused() {
        for (var text : List.of("", "v1", "v1...", "v2." + key.id() + ".AAAA.AAAA", "v1." + key.id() + ".AAAA.AAAA"))
            assertThatThrownBy(() -> new Sealed(text).open(key, HERE))
                    .isInstanceOf(SealBroken.class)
                    .hasNoCause()
                    .hasMessage("A sealed value does not open under the master key of this server.");
    }
}
