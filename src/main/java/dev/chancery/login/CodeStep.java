package dev.chancery.login;

import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interaction;
import dev.chancery.authorize.Interactions;
import dev.chancery.factor.CheckCode;
import dev.chancery.factor.UseRecoveryCode;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.guess.Guess;
import dev.chancery.http.Form;
import dev.chancery.session.SignIn;
import dev.chancery.user.User;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The code of an authenticator app, or one of the codes that were kept for the day the app is lost.
record CodeStep(CheckCode codes, UseRecoveryCode recoveryCodes, Interactions interactions, FailureLog failures)
        implements LoginStep {
    private static final String CODE = "code";
    private static final String RECOVERY = "recovery";

    @Override
    public Due due() {
        return Due.CODE;
    }

    @Override
    public List<String> names() {
        return List.of(CODE, RECOVERY);
    }

    @Override
    public Page page(Visit visit, @Nullable User user, String complaint) {
        return new CodePage(true, complaint);
    }

    @Override
    public Taken take(Visit visit, @Nullable User user, Form form) {
        var recovery = form.one("step").orElse("").equals(RECOVERY);
        var shown = form.one(recovery ? RECOVERY : CODE).orElse("");
        // one page leads to the other by its form, with nothing in it
        if (shown.isEmpty()) return again(recovery, "", 200);
        var who = Objects.requireNonNull(user);
        var address = visit.http().address();
        var guess = recovery
                ? recoveryCodes.run(visit.realm(), who, shown, address)
                : codes.run(visit.realm(), who, shown, address);
        return switch (guess) {
            case Guess.Right _ -> new Taken.Proved(proved(visit, interactions));
            case Guess.Wrong _ -> {
                record(visit, FailureCause.WRONG_CODE, who);
                yield again(recovery, recovery ? "complaint.recovery" : "complaint.code", 200);
            }
            case Guess.TooMany _ -> {
                record(visit, FailureCause.TOO_MANY_GUESSES, who);
                yield again(recovery, "complaint.too-many", 429);
            }
        };
    }

    /// By a second factor, beside what they have shown before.
    static Interaction proved(Visit visit, Interactions interactions) {
        var before = visit.interaction();
        var methods = Stream.concat(
                        before.methods().stream(), Stream.of(SignIn.ONE_TIME_PASSWORD, SignIn.SEVERAL_FACTORS))
                .distinct()
                .toList();
        var proved = before.proved(Objects.requireNonNull(before.person()), methods, before.remember());
        interactions.prove(before, proved);
        return proved;
    }

    private static Taken again(boolean recovery, String complaint, int status) {
        return new Taken.Again(recovery ? new RecoveryPage(complaint) : new CodePage(true, complaint), status);
    }

    private void record(Visit visit, FailureCause cause, User user) {
        failures.record(
                visit.realm().id(),
                cause,
                user.settings().username(),
                "a code at sign-in",
                visit.http().address());
    }
}
