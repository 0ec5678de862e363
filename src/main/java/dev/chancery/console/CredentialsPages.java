package dev.chancery.console;

import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;

/// By what a person proves who they are: a password, and second factors.
public final class CredentialsPages {
    private static final Thing FRESH = new Thing(JsonText.tree(Map.of("temporary", true)));

    private static final Fields PASSWORD = Fields.of("credentials", Field.secret("password"), Field.flag("temporary"));

    public record CredentialsPage(Subject subject, List<Thing> all, List<Filled> password, Outcome outcome) {}

    /// `GET …/users/{id}/credentials`.
    Response show(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        return visit.show("credentials", page(visit, user, PASSWORD.shown(FRESH), Outcome.NONE));
    }

    /// `POST …/users/{id}/credentials`: another password.
    Response setPassword(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        var outcome =
                PASSWORD.told(visit, visit.act("PUT", user.api() + "/password", PASSWORD.change(visit.form(), FRESH)));
        if (outcome.isDone()) return visit.go(user.path("credentials"), "password");
        var again = PASSWORD.again(visit.form(), FRESH, outcome.complaint());
        return visit.show(outcome, "credentials", page(visit, user, again, outcome));
    }

    /// `GET …/users/{id}/credentials/{credentialId}`: before a second factor is removed.
    Response confirmRemove(Visit visit) {
        return visit.show("confirm", confirm(visit, Subject.of(visit, Kind.USER), Outcome.NONE));
    }

    /// `POST …/users/{id}/credentials/{credentialId}`.
    Response remove(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        var path = user.api() + "/credentials/" + Call.segment(visit.at("credentialId"));
        var outcome = visit.act("DELETE", path, null);
        if (outcome.isDone()) return visit.go(user.path("credentials"), "factor");
        return visit.show(outcome, "confirm", confirm(visit, user, outcome));
    }

    private static CredentialsPage page(Visit visit, Subject user, List<Filled> password, Outcome outcome) {
        var all = visit.get(user.api() + "/credentials").things("content");
        return new CredentialsPage(user, all, password, outcome);
    }

    private static Confirm confirm(Visit visit, Subject user, Outcome outcome) {
        var back = user.path("credentials");
        var action = back + "/" + Call.segment(visit.at("credentialId"));
        return new Confirm("credentials.remove", List.of(user.title()), action, back, "", outcome);
    }
}
