package dev.chancery.guess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.db.BothDatabases;
import dev.chancery.db.Database;
import dev.chancery.db.Dialect;
import dev.chancery.db.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CA-04: guesses at client secrets are slowed, and the right secret always works")
class ClientGuessesTest {
    private static final String HERE = "192.0.2.1";
    private static final GuessLimits LIMITS =
            new GuessLimits(5, 20, 40, 3, 60, Duration.ofMinutes(15), Duration.ofDays(30));

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BothDatabases
    @DisplayName("Wrong secrets beyond the limit of client and address are told to wait; other addresses aren't")
    void wrong_secrets_are_slowed(Database db) {
        var guesses = guesses(db);

        for (var i = 0; i < 5; i++) assertThat(wrong(guesses, "reports", HERE)).isInstanceOf(Guess.Wrong.class);

        assertThat(wrong(guesses, "reports", HERE)).isEqualTo(new Guess.TooMany(Duration.ofMinutes(15)));
        assertThat(wrong(guesses, "reports", "192.0.2.2")).isInstanceOf(Guess.Wrong.class);
        assertThat(wrong(guesses, "billing", HERE)).isInstanceOf(Guess.Wrong.class);
    }

    @BothDatabases
    @DisplayName("The right secret passes in the middle of 1,000 wrong ones from the same address")
    void right_secret_always_passes(Database db) {
        var guesses = guesses(db);

        for (var i = 0; i < 1_000; i++) {
            wrong(guesses, "reports", HERE);
            if (i % 10 == 0) assertThat(right(guesses, "reports", HERE)).isInstanceOf(Guess.Right.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The right secret needs no database, and neither do wrong ones from an address already refused")
    void no_database_on_the_hot_path(Dialect dialect) {
        var db = TestDatabases.of(dialect);
        var guesses = guesses(db);
        for (var i = 0; i < 6; i++) wrong(guesses, "reports", HERE);

        db.close();

        assertThat(right(guesses, "reports", HERE)).isInstanceOf(Guess.Right.class);
        assertThat(right(guesses, "reports", "192.0.2.2")).isInstanceOf(Guess.Right.class);
        assertThat(wrong(guesses, "reports", HERE)).isInstanceOf(Guess.TooMany.class);
    }

    @BothDatabases
    @DisplayName("200 parallel wrong secrets: exactly the limit is answered plainly, over two instances")
    void counted_exactly(Database db) throws Exception {
        var one = guesses(db);
        var two = guesses(db);
        var attempts = IntStream.range(0, 200)
                .<Callable<Guess>>mapToObj(i -> () -> wrong(i % 2 == 0 ? one : two, "reports", HERE))
                .toList();

        var plain = 0;
        try (var attackers = Executors.newFixedThreadPool(32)) {
            for (var guess : attackers.invokeAll(attempts)) if (guess.get() instanceof Guess.Wrong) plain++;
        }

        assertThat(plain).isEqualTo(5);
    }

    @BothDatabases
    @DisplayName("An address that tries many clients is slowed as a whole, known clients and unknown ones alike")
    void many_clients(Database db) {
        var guesses = guesses(db);

        for (var i = 0; i < 40; i++)
            assertThat(wrong(guesses, "client-" + i, HERE)).isInstanceOf(Guess.Wrong.class);

        assertThat(wrong(guesses, "client-40", HERE)).isInstanceOf(Guess.TooMany.class);
        assertThat(right(guesses, "client-40", HERE)).isInstanceOf(Guess.Right.class);
    }

    @BothDatabases
    @DisplayName("When the window has ended, it begins anew, by the clock")
    void windows_end(Database db) {
        var guesses = guesses(db);
        for (var i = 0; i < 6; i++) wrong(guesses, "reports", HERE);

        now = now.plus(Duration.ofMinutes(15));

        assertThat(wrong(guesses, "reports", HERE)).isInstanceOf(Guess.Wrong.class);
    }

    private Guesses guesses(Database db) {
        return new Guesses(new GuessStore(db), LIMITS, () -> now);
    }

    private static Guess wrong(Guesses guesses, String client, String address) {
        return guesses.ofClient("acme", client, address, () -> false);
    }

    private static Guess right(Guesses guesses, String client, String address) {
        return guesses.ofClient("acme", client, address, () -> true);
    }
}
