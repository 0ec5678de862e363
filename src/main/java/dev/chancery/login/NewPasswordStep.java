package dev.chancery.login;

import dev.chancery.admin.Refused;
import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interactions;
import dev.chancery.http.Form;
import dev.chancery.user.ChangeOwnPassword;
import dev.chancery.user.User;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A password of their own choice, for whoever was given one.
record NewPasswordStep(ChangeOwnPassword change, Interactions interactions) implements LoginStep {

    @Override
    public Due due() {
        return Due.NEW_PASSWORD;
    }

    @Override
    public List<String> names() {
        return List.of("new-password");
    }

    @Override
    public Page page(Visit visit, @Nullable User user, String complaint) {
        return new NewPasswordPage(Objects.requireNonNull(user).settings().username(), complaint);
    }

    @Override
    public Taken take(Visit visit, @Nullable User user, Form form) {
        var password = form.one("password").orElse("");
        if (!password.equals(form.one("again").orElse(""))) return again(visit, user, "complaint.differ");
        var interaction = visit.interaction();
        try {
            return change.run(
                            visit.realm(),
                            Objects.requireNonNull(user),
                            password,
                            visit.http().address(),
                            interaction.handle(),
                            () -> interactions.require(interaction))
                    ? new Taken.Done()
                    : again(visit, user, "complaint.same-password");
        } catch (Refused unfit) {
            return again(visit, user, "complaint.unfit-password");
        }
    }

    private Taken again(Visit visit, @Nullable User user, String complaint) {
        return new Taken.Again(page(visit, user, complaint), 200);
    }
}
