package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;

/// The people of a realm: the list, and who each is.
public final class UserPages {
    private static final String ACTIONS = "requiredActions";
    private static final Thing FRESH = new Thing(JsonText.tree(Map.of("enabled", true)));

    private static final Fields GENERAL = Fields.of(
            "user",
            Field.text("username"),
            Field.maybe("email"),
            Field.flag("emailVerified"),
            Field.text("firstName"),
            Field.text("lastName"),
            Field.flag("enabled"));

    private static final Fields DEMANDS = Fields.of(
            "user",
            Field.has("updatePassword", ACTIONS, "UPDATE_PASSWORD"),
            Field.has("configureTotp", ACTIONS, "CONFIGURE_TOTP"),
            Field.has("updateProfile", ACTIONS, "UPDATE_PROFILE"),
            Field.has("verifyEmail", ACTIONS, "VERIFY_EMAIL"));

    private static final Fields DETAILS = GENERAL.with(DEMANDS);

    public record CreatePage(List<Filled> filled, Outcome outcome) {}

    public record DetailsPage(Subject subject, List<Filled> filled, Outcome outcome) {
        public List<Filled> general() {
            return filled.stream()
                    .filter(one -> GENERAL.all().contains(one.field()))
                    .toList();
        }

        public List<Filled> demands() {
            return filled.stream()
                    .filter(one -> DEMANDS.all().contains(one.field()))
                    .toList();
        }
    }

    /// `GET …/users?search=&enabled=&sort=&page=`: by the beginning of a name or an address.
    Response list(Visit visit) {
        return visit.show("users", Listed.of(visit, "/api/users", "search", "enabled", "sort"));
    }

    /// `GET …/users/create`.
    Response blank(Visit visit) {
        visit.draft("POST", "/api/users", GENERAL.example(FRESH).put("realmName", visit.realm()));
        return visit.show("user-create", new CreatePage(GENERAL.shown(FRESH), Outcome.NONE));
    }

    /// `POST …/users/create`: then to their credentials, without which nobody can sign in as them.
    Response create(Visit visit) {
        Form form = visit.form();
        var wish = GENERAL.change(form, FRESH).put("realmName", visit.realm());
        var outcome = GENERAL.told(visit, visit.act("POST", "/api/users", wish));
        if (outcome.isDone())
            return visit.go("/users/" + Call.segment(outcome.content().text("id")) + "/credentials", "created");
        return visit.show(
                outcome, "user-create", new CreatePage(GENERAL.again(form, FRESH, outcome.complaint()), outcome));
    }

    /// `GET …/users/{id}`.
    Response details(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        return visit.show("user-details", new DetailsPage(user, DETAILS.shown(user.document()), Outcome.NONE));
    }

    /// `POST …/users/{id}`.
    Response change(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        Form form = visit.form();
        var outcome = DETAILS.told(visit, visit.act("PATCH", user.api(), DETAILS.change(form, user.document())));
        if (outcome.isDone()) return visit.go(user.path("details"), "saved");
        var filled = DETAILS.again(form, user.document(), outcome.complaint());
        return visit.show(outcome, "user-details", new DetailsPage(user.asLoaded(visit), filled, outcome));
    }
}
