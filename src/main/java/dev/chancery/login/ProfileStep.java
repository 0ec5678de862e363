package dev.chancery.login;

import dev.chancery.admin.Refused;
import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interactions;
import dev.chancery.http.Form;
import dev.chancery.user.ChangeOwnProfile;
import dev.chancery.user.User;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// E-mail address and names, as the person wants them.
record ProfileStep(ChangeOwnProfile change, Interactions interactions) implements LoginStep {

    @Override
    public Due due() {
        return Due.PROFILE;
    }

    @Override
    public List<String> names() {
        return List.of("profile");
    }

    @Override
    public Page page(Visit visit, @Nullable User user, String complaint) {
        var settings = Objects.requireNonNull(user).settings();
        var email = settings.email() == null ? "" : settings.email();
        return new ProfilePage(email, settings.firstName(), settings.lastName(), complaint);
    }

    @Override
    public Taken take(Visit visit, @Nullable User user, Form form) {
        var email = form.one("email").orElse("").strip();
        var first = form.one("firstName").orElse("").strip();
        var last = form.one("lastName").orElse("").strip();
        try {
            change.run(
                    visit.realm(),
                    Objects.requireNonNull(user),
                    email,
                    first,
                    last,
                    visit.http().address(),
                    () -> interactions.require(visit.interaction()));
            return new Taken.Done();
        } catch (Refused refused) {
            if (refused.member == null) throw refused;
            var complaint = complaint(refused);
            return new Taken.Again(new ProfilePage(cut(email), cut(first), cut(last), complaint), 200);
        }
    }

    private static String complaint(Refused refused) {
        if (!"email".equals(refused.member)) return "complaint.name";
        return refused.reason == Refused.Reason.CONFLICT ? "complaint.email-taken" : "complaint.email";
    }

    private static String cut(String text) {
        return text.length() > 255 ? text.substring(0, 255) : text;
    }
}
