package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 6238 codes that are new every 30 seconds")
class TotpSeedTest {
    /// `12345678901234567890`.
    private static final TotpSeed SEED = new TotpSeed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    @DisplayName("Appendix B the test vectors, in six digits")
    void vectors(long seconds, String code) {
        assertThat(step(code, seconds)).hasValue(seconds / 30);
    }

    @Test
    @DisplayName("§5.2 the code of the step before and of the one after count, and no others")
    void skew() {
        for (var seconds : new long[] {30, 60, 89, 119})
            assertThat(step("287082", seconds - 30)).isPresent();
        for (var seconds : new long[] {90 + 30, 0 - 1})
            assertThat(step("287082", seconds - 30)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28708", "0287082", "87082", "94287082", "２８７０８２", "287082\n", "-87082", "287082.0"})
    @DisplayName("what is not the six digits is no code")
    void malformed(String typed) {
        assertThat(step(typed, 59)).isEmpty();
    }

    @Test
    @DisplayName("the space that apps show in the middle may be typed")
    void space() {
        assertThat(step("287 082", 59)).isPresent();
    }

    @Test
    @DisplayName("digits are those of ASCII wherever the server runs")
    void locale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(step("287082", 59)).isPresent();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("a fresh seed has 160 bits in base32, another each time, and keeps itself out of texts")
    void fresh() {
        var one = TotpSeed.random();
        assertThat(one.base32())
                .matches("[A-Z2-7]{32}")
                .isNotEqualTo(TotpSeed.random().base32());
        assertThat(one.toString()).doesNotContain(one.base32());
        for (var unfit : new String[] {"", "gezdgnbvgy3tqojqgezdgnbvgy3tqojq", one.base32() + "A", "1".repeat(32)})
            assertThatThrownBy(() -> new TotpSeed(unfit)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OptionalLong step(String code, long seconds) {
        return SEED.stepOf(code, Instant.ofEpochSecond(seconds));
    }
}
