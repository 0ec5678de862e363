package dev.chancery.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.db.BothDatabases;
import dev.chancery.db.Database;
import dev.chancery.db.Dialect;
import dev.chancery.db.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Guesses at passwords are slowed, exactly")
class GuessesTest {
    private static final String HERE = "192.0.2.1";
    private static final String OWNERS = "198.51.100.7";
    private static final GuessLimits LIMITS =
            new GuessLimits(5, 20, 40, 3, 60, Duration.ofMinutes(15), Duration.ofDays(30));

    private final AtomicInteger evaluated = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BothDatabases
    @DisplayName("LG-11 200 parallel wrong passwords from one address: no more than the limit are looked at")
    void parallel_guesses_from_one_address(Database db) throws Exception {
        atOnce(200, _ -> List.of(guesses(db)), _ -> "alice", _ -> HERE);

        assertThat(evaluated.get()).isEqualTo(5);
    }

    @BothDatabases
    @DisplayName(
            "LG-11 200 parallel wrong passwords from 200 addresses: no more than the account's limit are looked at")
    void parallel_guesses_from_many_addresses(Database db) throws Exception {
        atOnce(200, _ -> List.of(guesses(db)), _ -> "alice", i -> "203.0.113." + i);

        assertThat(evaluated.get()).isEqualTo(20);
    }

    @BothDatabases
    @DisplayName(
            "LG-11 one address that tries 200 accounts in parallel: no more than the address's limit are looked at")
    void parallel_guesses_at_many_accounts(Database db) throws Exception {
        atOnce(200, _ -> List.of(guesses(db)), i -> "user" + i, _ -> HERE);

        assertThat(evaluated.get()).isEqualTo(40);
    }

    @BothDatabases
    @DisplayName("DS-08 no more sign-ins begin from one address than its limit, and others are not held up by it")
    void visitors(Database db) {
        var guesses = guesses(db);
        for (var i = 0; i < 60; i++)
            assertThat(guesses.ofVisitor("realm", HERE)).isInstanceOf(Guess.Wrong.class);
        assertThat(guesses.ofVisitor("realm", HERE)).isInstanceOf(Guess.TooMany.class);
        assertThat(guesses.ofVisitor("realm", "203.0.113.7")).isInstanceOf(Guess.Wrong.class);
        now = now.plus(LIMITS.window());
        assertThat(guesses.ofVisitor("realm", HERE)).isInstanceOf(Guess.Wrong.class);
    }

    @Test
    @DisplayName("LG-11 two nodes count together")
    void parallel_guesses_on_two_nodes() throws Exception {
        var settings = TestDatabases.settings(Dialect.POSTGRES);
        try (var one = Database.open(settings);
                var two = Database.open(settings)) {
            var nodes = List.of(guesses(one), guesses(two));

            atOnce(200, _ -> nodes, _ -> "alice", i -> "203.0.113." + i);
        }

        assertThat(evaluated.get()).isEqualTo(20);
    }

    @BothDatabases
    @DisplayName("LG-10 all spellings of a name share one count")
    void spellings(Database db) {
        var guesses = guesses(db);

        for (var spelling : List.of("admin", "Admin", "ADMIN ", "\uff41dmin", "ad\uff4din"))
            assertThat(wrong(guesses, spelling, HERE)).isInstanceOf(Guess.Wrong.class);

        assertThat(wrong(guesses, "aDmIn", HERE)).isInstanceOf(Guess.TooMany.class);
        assertThat(evaluated.get()).isEqualTo(5);
    }

    @BothDatabases
    @DisplayName("Beyond the limit even the right password isn't looked at, until the window has ended")
    void windows_end(Database db) {
        var guesses = guesses(db);
        for (var i = 0; i < 5; i++) wrong(guesses, "alice", HERE);
        now = now.plusSeconds(60);

        assertThat(right(guesses, "alice", HERE)).isEqualTo(new Guess.TooMany(Duration.ofMinutes(14)));
        now = now.plus(Duration.ofMinutes(14));
        assertThat(right(guesses, "alice", HERE)).isInstanceOf(Guess.Right.class);
    }

    @BothDatabases
    @DisplayName("A success begins the count of its account and address anew")
    void success_clears(Database db) {
        var guesses = guesses(db);
        for (var i = 0; i < 4; i++) wrong(guesses, "alice", HERE);

        right(guesses, "alice", HERE);

        for (var i = 0; i < 5; i++) assertThat(wrong(guesses, "alice", HERE)).isInstanceOf(Guess.Wrong.class);
        assertThat(wrong(guesses, "alice", HERE)).isInstanceOf(Guess.TooMany.class);
    }

    @BothDatabases
    @DisplayName("200 successes use up nothing")
    void successes_are_free(Database db) {
        var guesses = guesses(db);

        for (var i = 0; i < 100; i++)
            assertThat(right(guesses, "alice", "203.0.113." + i)).isInstanceOf(Guess.Right.class);
        for (var i = 0; i < 100; i++)
            assertThat(right(guesses, "user" + i, HERE)).isInstanceOf(Guess.Right.class);
    }

    @BothDatabases
    @DisplayName("A stranger can't lock the owner out: an address that signed in before has a budget of its own")
    void owner_is_not_locked_out(Database db) throws Exception {
        var guesses = guesses(db);
        right(guesses, "alice", OWNERS);
        atOnce(100, _ -> List.of(guesses), _ -> "alice", i -> "203.0.113." + i);

        assertThat(right(guesses, "alice", "203.0.113.200")).isInstanceOf(Guess.TooMany.class);
        assertThat(wrong(guesses, "alice", OWNERS)).isInstanceOf(Guess.Wrong.class);
        assertThat(right(guesses, "alice", OWNERS)).isInstanceOf(Guess.Right.class);
    }

    @BothDatabases
    @DisplayName("An address that is known still guesses no more than its limit, and isn't known for ever")
    void known_addresses_are_slowed_too(Database db) throws Exception {
        var guesses = guesses(db);
        right(guesses, "alice", OWNERS);

        evaluated.set(0);
        atOnce(100, _ -> List.of(guesses), _ -> "alice", _ -> OWNERS);
        assertThat(evaluated.get()).isEqualTo(5);

        now = now.plus(Duration.ofDays(31));
        atOnce(100, _ -> List.of(guesses), _ -> "alice", i -> "203.0.113." + i);
        assertThat(right(guesses, "alice", OWNERS)).isInstanceOf(Guess.TooMany.class);
    }

    @BothDatabases
    @DisplayName("Attempts that are refused use up nothing of anybody else's")
    void refusals_cost_nothing(Database db) {
        var guesses = guesses(db);
        for (var i = 0; i < 100; i++) wrong(guesses, "alice", HERE);

        assertThat(evaluated.get()).isEqualTo(5);
        for (var i = 0; i < 15; i++)
            assertThat(wrong(guesses, "alice", "203.0.113." + i)).isInstanceOf(Guess.Wrong.class);
        assertThat(wrong(guesses, "alice", "203.0.113.99")).isInstanceOf(Guess.TooMany.class);
    }

    @BothDatabases
    @DisplayName("An attempt that could not be judged doesn't count")
    void unjudged_attempts(Database db) {
        var guesses = guesses(db);

        for (var i = 0; i < 50; i++)
            assertThatThrownBy(() -> guesses.ofAccount("acme", "alice", HERE, () -> {
                        throw new IllegalStateException("too busy");
                    }))
                    .hasMessage("too busy");

        assertThat(wrong(guesses, "alice", HERE)).isInstanceOf(Guess.Wrong.class);
    }

    @BothDatabases
    @DisplayName("Realms don't share counts; the addresses of one IPv6 network do")
    void realms_and_networks(Database db) {
        var guesses = guesses(db);
        for (var i = 0; i < 5; i++) wrong(guesses, "alice", "2001:db8::" + i);

        assertThat(wrong(guesses, "alice", "2001:db8:0:0:ffff::1")).isInstanceOf(Guess.TooMany.class);
        assertThat(wrong(guesses, "alice", "2001:db8:0:1::1")).isInstanceOf(Guess.Wrong.class);
        assertThat(guesses.ofAccount("other", "alice", "2001:db8::1", () -> false))
                .isInstanceOf(Guess.Wrong.class);
    }

    @BothDatabases
    @DisplayName("What was typed as a name isn't kept, however long it was; ended rows are cleaned away")
    void what_is_kept(Database db) {
        var guesses = guesses(db);
        wrong(guesses, "my password by mistake", HERE);
        wrong(guesses, "x".repeat(1_000_000), "not an address; DROP TABLE guess");
        right(guesses, "alice", HERE);

        assertThat(column(db, "SELECT subject || address FROM guess"))
                .isNotEmpty()
                .allMatch(text -> text.matches("[0-9a-f./]{0,140}"));
        guesses.clean();
        assertThat(column(db, "SELECT subject FROM guess")).isNotEmpty();
        now = now.plus(Duration.ofMinutes(16));
        guesses.clean();
        assertThat(column(db, "SELECT subject FROM guess")).isEmpty();
        assertThat(column(db, "SELECT subject FROM known_address")).hasSize(1);
        now = now.plus(Duration.ofDays(31));
        guesses.clean();
        assertThat(column(db, "SELECT subject FROM known_address")).isEmpty();
    }

    private Guesses guesses(Database db) {
        return new Guesses(new GuessStore(db), LIMITS, () -> now);
    }

    private Guess wrong(Guesses guesses, String account, String address) {
        return guesses.ofAccount("acme", account, address, () -> evaluated.incrementAndGet() < 0);
    }

    private Guess right(Guesses guesses, String account, String address) {
        return guesses.ofAccount("acme", account, address, () -> evaluated.incrementAndGet() > 0);
    }

    private void atOnce(
            int count, IntFunction<List<Guesses>> nodes, IntFunction<String> account, IntFunction<String> address)
            throws Exception {
        var guessing = IntStream.range(0, count)
                .<Callable<Guess>>mapToObj(i -> () -> {
                    var all = nodes.apply(i);
                    return wrong(all.get(i % all.size()), account.apply(i), address.apply(i));
                })
                .toList();
        try (var attackers = Executors.newFixedThreadPool(32)) {
            for (var guess : attackers.invokeAll(guessing)) guess.get();
        }
    }

    private static List<String> column(Database db, String sql) {
        return db.read(tx -> tx.createQuery(sql).mapTo(String.class).list());
    }
}
