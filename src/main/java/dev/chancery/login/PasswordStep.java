package dev.chancery.login;

import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interactions;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.http.Form;
import dev.chancery.id.SubjectId;
import dev.chancery.session.SignIn;
import dev.chancery.user.CheckPassword;
import dev.chancery.user.CheckPassword.Outcome;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// User name, or e-mail address, and password.
record PasswordStep(CheckPassword passwords, UserStore users, Interactions interactions, FailureLog failures)
        implements LoginStep {
    private static final String NAME = "sign-in";
    private static final int LONGEST_NAME = 255;

    @Override
    public Due due() {
        return Due.PASSWORD;
    }

    @Override
    public List<String> names() {
        return List.of(NAME);
    }

    @Override
    public Page page(Visit visit, @Nullable User user, String complaint) {
        return page(visit, expected(visit), complaint);
    }

    private SignInPage page(Visit visit, String username, String complaint) {
        return new SignInPage(
                username,
                hinted(visit).isPresent(),
                visit.realm().settings().sessions().rememberMeSeconds() > 0,
                visit.client(),
                complaint);
    }

    @Override
    public Taken take(Visit visit, @Nullable User user, Form form) {
        var typed = form.one("username").orElse("");
        // whom the client insists on is said by the server, whatever the field says
        var name = hinted(visit).map(hinted -> hinted.settings().username()).orElse(typed);
        // the pages that name whoever is signed in lead here by a form with nothing in it
        if (form.all("username").isEmpty() && form.all("password").isEmpty()) return again(visit, name, "", 200);
        var password = form.one("password").orElse("");
        var remember = form.one("remember").isPresent()
                && visit.realm().settings().sessions().rememberMeSeconds() > 0;
        if (name.isEmpty() || password.isEmpty()) return again(visit, name, "complaint.empty", 200);
        return switch (passwords.run(visit.realm(), name, password, visit.http().address())) {
            case Outcome.Right right ->
                proved(visit, right, remember).orElseGet(() -> wrong(visit, name, Optional.of(right.user())));
            case Outcome.Wrong(var whose) -> wrong(visit, name, whose);
            case Outcome.TooMany tooMany -> {
                record(visit, FailureCause.TOO_MANY_GUESSES, tooMany.whose());
                yield again(visit, name, "complaint.too-many", 429);
            }
        };
    }

    /// Absent when the password is another by now.
    private Optional<Taken> proved(Visit visit, Outcome.Right right, boolean remember) {
        var interaction = visit.interaction();
        var proved = interaction.proved(right.user().id(), List.of(SignIn.PASSWORD), remember);
        return passwords.use(right, () -> interactions.prove(interaction, proved))
                ? Optional.of(new Taken.Proved(proved))
                : Optional.empty();
    }

    private Taken wrong(Visit visit, String name, Optional<User> whose) {
        record(visit, FailureCause.WRONG_PASSWORD, whose);
        return again(visit, name, "complaint.password", 200);
    }

    private Taken again(Visit visit, String name, String complaint, int status) {
        var shown = name.length() > LONGEST_NAME ? "" : name;
        return new Taken.Again(page(visit, shown, complaint), status);
    }

    /// A password is typed into the field of the name often enough: only names of people are kept.
    private void record(Visit visit, FailureCause cause, Optional<User> whose) {
        var name = whose.map(user -> user.settings().username()).orElse("(nobody has this name)");
        failures.record(
                visit.realm().id(),
                cause,
                name,
                "signing in to " + visit.client(),
                visit.http().address());
    }

    /// Who is most likely to sign in.
    private String expected(Visit visit) {
        return hinted(visit)
                .map(user -> user.settings().username())
                .or(() -> Optional.ofNullable(visit.asked().loginHint()))
                .or(() -> Optional.ofNullable(visit.session())
                        .flatMap(session -> users.find(visit.realm().id(), session.person()))
                        .map(user -> user.settings().username()))
                .orElse("");
    }

    private Optional<User> hinted(Visit visit) {
        if (!visit.asked().hintProved()) return Optional.empty();
        return Optional.ofNullable(visit.asked().hintedSubject())
                .flatMap(subject -> users.find(visit.realm().id(), new SubjectId(subject)));
    }
}
