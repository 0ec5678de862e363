package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import dev.chancery.guess.Guess;
import dev.chancery.user.CheckPassword.Outcome;
import dev.chancery.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("LG Codes of an authenticator app and recovery codes")
class OneTimeCodesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @BeforeEach
    void later() {
        clock.advance(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("LG-14 a code works once, in its step and the ones beside it, and never after a later one")
    void once() {
        var phone = phone();
        assertRight(phone.check(phone.code(0)));
        assertWrong(phone.check(phone.code(0)));
        assertWrong(phone.check(phone.code(-1)));
        assertRight(phone.check(phone.code(1)));

        clock.advance(Duration.ofMinutes(5));
        assertWrong(phone.check(phone.code(-2)));
        assertWrong(phone.check(phone.code(2)));
        assertRight(phone.check(phone.code(-1)));
    }

    @Test
    @DisplayName("LG-14 of many that show the same code at once, at one node or two, one gets in")
    void parallel() throws Exception {
        for (var round = 0; round < 5; round++) {
            var phone = phone();
            var code = phone.code(0);
            assertThat(right(5, _ -> () -> phone.check(code))).isEqualTo(1);
        }
        if (server.dialect() == Dialect.SQLITE) return;
        try (var neighbour = server.neighbour()) {
            var phone = phone();
            var code = phone.code(0);
            var nodes = List.of(phone, phone.at(neighbour));
            assertThat(right(5, i -> () -> nodes.get(i % 2).check(code))).isEqualTo(1);
            var recovery = phone.recoveryCodes.getFirst();
            assertThat(right(4, i -> () -> nodes.get(i % 2).recover(recovery))).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("LG-14 the code that an app was set up with signs nobody in")
    void code_of_set_up() {
        var phone = Phone.of(server, "master", somebody());
        assertWrong(phone.check(phone.code(0)));
        assertRight(phone.check(phone.code(1)));
    }

    @Test
    @DisplayName("LG-13 after five wrong codes of either kind no code is looked at, until the window ends")
    void five() {
        var phone = phone();
        for (var i = 0; i < 3; i++) assertWrong(phone.check(phone.wrongCode(), "203.0.113." + i));
        for (var i = 0; i < 2; i++) assertWrong(phone.recover("aaaa-bbbb-cccc"));

        assertTooMany(phone.check(phone.code(0)));
        assertTooMany(phone.check(phone.code(0), "198.51.100.7"));
        assertTooMany(phone.recover(phone.recoveryCodes.getFirst()));

        clock.advance(Duration.ofMinutes(15));
        assertRight(phone.check(phone.code(0)));
    }

    @Test
    @DisplayName("LG-13 who knows the password gets no more codes to try by signing in with it in between")
    void password_in_between() {
        var phone = phone();
        for (var i = 0; i < 5; i++) {
            assertWrong(phone.check(phone.wrongCode()));
            assertThat(phone.password(Residents.PASSWORD)).isInstanceOf(Outcome.Right.class);
        }
        assertTooMany(phone.check(phone.code(0)));
    }

    @Test
    @DisplayName("LG-13 a right code begins the count anew")
    void begins_anew() {
        var phone = phone();
        for (var i = 0; i < 4; i++) assertWrong(phone.check(phone.wrongCode()));
        assertRight(phone.check(phone.code(0)));
        for (var i = 0; i < 4; i++) assertWrong(phone.check(phone.wrongCode()));
        assertRight(phone.check(phone.code(1)));
    }

    @Test
    @DisplayName("LG-13 of many wrong codes at once from many addresses no more than five are looked at")
    void wrong_at_once() throws Exception {
        var phone = phone();
        var code = phone.wrongCode();
        var wrong = answers(60, i -> () -> phone.check(code, "203.0.113." + i)).stream()
                .filter(Guess.Wrong.class::isInstance)
                .count();
        assertThat(wrong).isEqualTo(5);
    }

    @Test
    @DisplayName("LG-12 passwords and codes are tried out of one count")
    void one_count() {
        var phone = phone();
        for (var i = 0; i < 10; i++) assertThat(phone.password("not it")).isInstanceOf(Outcome.Wrong.class);
        assertTooMany(phone.check(phone.code(0)));
        assertTooMany(phone.recover(phone.recoveryCodes.getFirst()));

        var other = phone();
        for (var i = 0; i < 5; i++) assertWrong(other.check(other.wrongCode()));
        for (var i = 0; i < 5; i++) assertThat(other.password("not it")).isInstanceOf(Outcome.Wrong.class);
        assertThat(other.password(Residents.PASSWORD)).isInstanceOf(Outcome.TooMany.class);
    }

    @Test
    @DisplayName("a recovery code works once, however it is typed, for its owner alone, and takes none of the others")
    void recovery() {
        var phone = phone();
        var codes = phone.recoveryCodes;
        assertThat(codes).hasSize(10).doesNotHaveDuplicates().allMatch(code -> code.matches("([a-z2-9]{4}-?){3}"));

        assertWrong(phone().recover(codes.getFirst()));
        assertRight(phone.recover(codes.getFirst()));
        assertWrong(phone.recover(codes.getFirst()));
        assertRight(phone.recover(" " + codes.get(1).toUpperCase().replace("-", " ")));
        assertWrong(phone.recover(codes.get(2).substring(1)));
        assertWrong(phone.recover(codes.get(2) + "a".repeat(100)));
        for (var code : codes.subList(2, 10)) assertRight(phone.recover(code));
    }

    @Test
    @DisplayName("of many that show the same recovery code at once, one gets in")
    void recovery_at_once() throws Exception {
        var phone = phone();
        var code = phone.recoveryCodes.getFirst();
        assertThat(right(5, _ -> () -> phone.recover(code))).isEqualTo(1);
    }

    @Test
    @DisplayName("who has no app has no code that is right")
    void without() {
        var phone = Phone.fresh(server, "master", somebody());
        assertThat(phone.isAskedFor()).isFalse();
        assertWrong(phone.check(phone.code(0)));
        assertWrong(phone.recover("aaaa-bbbb-cccc"));
    }

    private User somebody() {
        return Residents.of(server).user("master", "somebody-" + server.dialect() + NUMBER.incrementAndGet());
    }

    /// Of which no code was used in the steps around now.
    private Phone phone() {
        var phone = Phone.of(server, "master", somebody());
        clock.advance(Duration.ofMinutes(5));
        return phone;
    }

    private static long right(int times, IntFunction<Callable<Guess>> attempt) throws Exception {
        return answers(times, attempt).stream()
                .filter(Guess.Right.class::isInstance)
                .count();
    }

    private static List<Guess> answers(int times, IntFunction<Callable<Guess>> attempt) throws Exception {
        try (var callers = Executors.newFixedThreadPool(16)) {
            var answers = new ArrayList<Guess>();
            for (var answer : callers.invokeAll(
                    IntStream.range(0, times).mapToObj(attempt).toList())) answers.add(answer.get());
            return answers;
        }
    }

    private static void assertRight(Guess guess) {
        assertThat(guess).isInstanceOf(Guess.Right.class);
    }

    private static void assertWrong(Guess guess) {
        assertThat(guess).isInstanceOf(Guess.Wrong.class);
    }

    private static void assertTooMany(Guess guess) {
        assertThat(guess).isInstanceOf(Guess.TooMany.class);
    }
}
