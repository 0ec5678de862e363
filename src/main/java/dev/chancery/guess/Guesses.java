package dev.chancery.guess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.guess.Budget.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Lets an attempt at a secret happen, or says how long to wait. Never called inside a unit of the database: secrets
/// take long to check.
public final class Guesses {
    private static final int BLOCKED_KEPT = 10_000;

    private final GuessStore store;
    private final GuessLimits limits;
    private final InstantSource clock;
    private final Cache<GuessKey, Instant> blocked =
            Caffeine.newBuilder().maximumSize(BLOCKED_KEPT).build();

    public Guesses(GuessStore store, GuessLimits limits, InstantSource clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /// An attempt at a password. `account` is the account's id, or the name as typed where there is none: both are
    /// counted alike. An attempt that could not be judged (`right` throws) doesn't count.
    public Guess ofAccount(String realm, String account, String address, BooleanSupplier right) {
        var pair = GuessKey.account(realm, account, address);
        var now = clock.instant();
        return ofOwner(pair, accountBudgets(pair, now), now, right);
    }

    /// An attempt at a second factor. It is counted with passwords, and by itself besides: whoever guesses codes knows
    /// the password, by which that count begins anew.
    public Guess ofCode(String realm, String account, String address, BooleanSupplier right) {
        var pair = GuessKey.account(realm, account, address);
        var now = clock.instant();
        var budgets = new ArrayList<>(accountBudgets(pair, now));
        budgets.add(new Budget(GuessKey.code(realm, account), limits.perCode()));
        return ofOwner(pair, budgets, now, right);
    }

    private Guess ofOwner(GuessKey account, List<Budget> budgets, Instant now, BooleanSupplier right) {
        var until = store.blockedUntil(budgets, now); // a flood already refused waits for no writer
        if (until.isPresent()) return tooMany(until, now);
        var attempts = store.reserve(budgets, now, now.plus(limits.window()));
        if (attempts.isEmpty()) return tooMany(store.blockedUntil(budgets, now), now);

        if (!judged(right, attempts)) return new Guess.Wrong();
        store.succeeded(account, attempts, clock.instant().plus(limits.addressStaysKnown()));
        return new Guess.Right();
    }

    /// An attempt at a client's secret. The right one passes always, at once and without the database; wrong ones are
    /// counted, for unknown clients as for known ones.
    public Guess ofClient(String realm, String client, String address, BooleanSupplier right) {
        if (right.getAsBoolean()) return new Guess.Right();

        var now = clock.instant();
        var pair = GuessKey.client(realm, client, address);
        var budgets = List.of(
                new Budget(pair, limits.perSubjectAndAddress()), new Budget(pair.atEverything(), limits.perAddress()));

        return counted(budgets, now);
    }

    /// A report of a secret that was found. All are counted, before anything is looked at, so that the answer to one
    /// tells nothing about it.
    public Guess ofFinder(String address) {
        return counted(List.of(new Budget(GuessKey.finder(address), limits.perAddress())), clock.instant());
    }

    /// A sign-in that begins: it leaves a row, and nobody has shown anything yet.
    public Guess ofVisitor(String realm, String address) {
        var budget = new Budget(GuessKey.visitor(realm, address), limits.perVisitor());
        return counted(List.of(budget), clock.instant());
    }

    /// An attempt at the code that some device shows. Only wrong ones are counted, in the browser and at its address.
    public Guess ofDevice(String realm, String browser, String address, BooleanSupplier right) {
        var pair = GuessKey.device(realm, browser, address);
        var budgets = List.of(new Budget(pair, limits.perCode()), new Budget(pair.atEverything(), limits.perAccount()));
        var now = clock.instant();
        var until = store.blockedUntil(budgets, now);
        if (until.isPresent()) return tooMany(until, now);
        var attempts = store.reserve(budgets, now, now.plus(limits.window()));
        if (attempts.isEmpty()) return tooMany(store.blockedUntil(budgets, now), now);

        if (!judged(right, attempts)) return new Guess.Wrong();
        store.giveBack(attempts);
        return new Guess.Right();
    }

    private Guess counted(List<Budget> budgets, Instant now) {
        for (var budget : budgets) {
            var until = blocked.getIfPresent(budget.key());
            if (until != null && until.isAfter(now)) return tooMany(Optional.of(until), now);
        }
        if (!store.reserve(budgets, now, now.plus(limits.window())).isEmpty()) return new Guess.Wrong();

        for (var budget : budgets)
            store.blockedUntil(List.of(budget), now).ifPresent(until -> blocked.put(budget.key(), until));
        return tooMany(store.blockedUntil(budgets, now), now);
    }

    /// Frees the space of windows that have ended; what counts is decided without it.
    public void clean() {
        while (store.deleteEnded(clock.instant()) > 0) {
            if (Thread.currentThread().isInterrupted()) return;
        }
    }

    private List<Budget> accountBudgets(GuessKey pair, Instant now) {
        var own = new Budget(pair, limits.perSubjectAndAddress());
        if (store.knows(pair, now)) return List.of(own);
        return List.of(
                own,
                new Budget(pair.fromEverywhere(), limits.perAccount()),
                new Budget(pair.atEverything(), limits.perAddress()));
    }

    private boolean judged(BooleanSupplier right, List<Attempt> attempts) {
        var judged = false;
        try {
            var isRight = right.getAsBoolean();
            judged = true;
            return isRight;
        } finally {
            if (!judged) store.giveBack(attempts);
        }
    }

    private static Guess tooMany(Optional<Instant> until, Instant now) {
        var wait = Duration.between(now, until.orElse(now));
        return new Guess.TooMany(wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait);
    }
}
