package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;

/// What a person lets clients do in their name, and the end of it.
public final class ConsentsPages {
    public record ConsentsPage(Subject subject, List<Thing> all) {

        /// Where the client of one of them is, in the realm.
        public String client(Thing one) {
            return ClientPages.address(one);
        }
    }

    /// `GET …/users/{id}/consents`.
    Response show(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        return visit.show("consents", new ConsentsPage(user, all(visit, user)));
    }

    private static List<Thing> all(Visit visit, Subject user) {
        return visit.get(user.api() + "/consents").things("content");
    }

    /// `GET …/users/{id}/consents/{clientId}`: before all that the client has of them is withdrawn.
    Response confirmWithdraw(Visit visit) {
        return visit.show("confirm", confirm(visit, Subject.of(visit, Kind.USER), Outcome.NONE));
    }

    /// `POST …/users/{id}/consents/{clientId}`.
    Response withdraw(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        var outcome = visit.act("DELETE", user.api() + "/consents/" + Call.segment(visit.at("clientId")), null);
        if (outcome.isDone()) return visit.go(user.path("consents"), "withdrawn");
        return visit.show(outcome, "confirm", confirm(visit, user, outcome));
    }

    private static Confirm confirm(Visit visit, Subject user, Outcome outcome) {
        var id = visit.at("clientId");
        // as the person's list has it: whoever sees people may not see clients
        var name = all(visit, user).stream()
                .filter(one -> one.text("id").equals(id))
                .map(one -> one.text("clientId"))
                .findFirst()
                .orElse(id);
        var back = user.path("consents");
        var action = back + "/" + Call.segment(id);
        return new Confirm("consents.withdraw", List.of(name, user.title()), action, back, "", outcome);
    }
}
