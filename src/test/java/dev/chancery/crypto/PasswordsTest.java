package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Passwords: Argon2id, RFC 9106")
class PasswordsTest {
    private final Passwords passwords = new Passwords(Permits.asManyAsCores());

    @Test
    @DisplayName("A hash carries m=19456, t=2, p=1, a salt of 16 and a result of 32 bytes, and verifies")
    void own_hashes() {
        var kept = passwords.hash("correct horse");

        assertThat(kept.phc()).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(passwords.verify(kept, "correct horse")).isTrue();
        assertThat(passwords.verify(kept, "Correct horse")).isFalse();
        assertThat(passwords.verify(kept, "")).isFalse();
        assertThat(kept.needsRehash()).isFalse();
        assertThat(kept.toString()).doesNotContain(kept.phc());
        assertThat(passwords.hash("correct horse")).isNotEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
                "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
            })
    @DisplayName("Hashes of the reference implementation verify (its own test vectors)")
    void reference_vectors(String phc) {
        assertThat(passwords.verify(new PasswordHash(phc), "password")).isTrue();
        assertThat(passwords.verify(new PasswordHash(phc), "passwore")).isFalse();
        assertThat(new PasswordHash(phc).needsRehash()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$2b$12$abcdefghijklmnopqrstuv",
                "$argon2id$v=19$m=65537,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=5,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=9999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=9$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=8,t=2,p=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=0,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=18$m=256,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaM",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc\n",
            })
    @DisplayName("No Argon2 hash, or one that costs too much, is refused before any work")
    void unfit_hashes_are_refused(String phc) {
        assertThatThrownBy(() -> new PasswordHash(phc)).isInstanceOf(IllegalArgumentException.class);
        assertThat(passwords.computed()).isZero();
    }

    @Test
    @DisplayName("A password is never cut: a difference in the last of 1,024 characters counts, and 1,025 are refused")
    void nothing_is_cut() {
        var longest = "p".repeat(1024);
        var kept = passwords.hash(longest);

        assertThat(passwords.verify(kept, longest)).isTrue();
        assertThat(passwords.verify(kept, "p".repeat(1023) + "q")).isFalse();
        assertThat(passwords.verify(kept, "p".repeat(1025))).isFalse();
        assertThatThrownBy(() -> passwords.hash("p".repeat(1025))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "A password is its bytes as typed: NUL doesn't end it, nothing is normalised, lone surrogates are refused")
    void bytes_as_typed() {
        var kept = passwords.hash("se\u0000cret\u00e9");

        assertThat(passwords.verify(kept, "se")).isFalse();
        assertThat(passwords.verify(kept, "se\u0000crete\u0301")).isFalse();
        assertThat(passwords.verify(passwords.hash("a?"), "a\ud800")).isFalse();
        assertThatThrownBy(() -> passwords.hash("a\ud800")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("An account that isn't there costs one hash, like one that is")
    void dummy_costs_the_same() {
        passwords.dummy("whatever");

        assertThat(passwords.computed()).isEqualTo(1);
    }

    @Test
    @DisplayName("Parallel hashes don't disturb each other in their reused memory")
    void parallel_hashes() throws Exception {
        var parallel = new Passwords(new Permits(4, 64, Duration.ofMinutes(5)));
        var kept = IntStream.range(0, 4)
                .mapToObj(i -> parallel.hash("password " + i))
                .toList();
        var checks = IntStream.range(0, 32)
                .<Callable<Boolean>>mapToObj(
                        i -> () -> parallel.verify(kept.get(i % 4), "password " + i % 8) == (i % 8 < 4))
                .toList();

        try (var callers = Executors.newFixedThreadPool(16)) {
            for (var check : callers.invokeAll(checks)) assertThat(check.get()).isTrue();
        }

        assertThat(parallel.computed()).isEqualTo(36);
    }

    @Test
    @DisplayName("Beyond permits and queue a hash is refused, not computed")
    void overload_is_refused() {
        var closed = new Passwords(new Permits(1, -1, Duration.ZERO));

        for (var call : List.<Runnable>of(() -> closed.hash("a"), () -> closed.dummy("a")))
            assertThatThrownBy(call::run).isInstanceOf(Overloaded.class);

        assertThat(closed.computed()).isZero();
    }
}
