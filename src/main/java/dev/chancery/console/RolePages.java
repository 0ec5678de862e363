package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;

/// The roles of a realm: the list, and what each is.
public final class RolePages {
    private static final Fields DETAILS =
            Fields.of("role", Field.text("name"), Field.paragraph("description"), Field.flag("default"));

    public record CreatePage(List<Filled> filled, Outcome outcome) {}

    public record DetailsPage(Subject subject, List<Filled> filled, Outcome outcome) {}

    /// What they may be told apart by: the words after `roles.kind.`.
    public static final List<String> KINDS = List.of("realm", "client");

    /// `GET …/roles?search=&kind=&composite=&page=`: the realm's own; those of clients too when one is looked for.
    Response list(Visit visit) {
        var everywhere = visit.asked("search").isEmpty() ? "" : "true";
        var always = Map.of("everywhere", everywhere);
        return visit.show("roles", Listed.of(visit, "/api/rbac/roles", always, "search", "kind", "composite"));
    }

    /// `GET …/roles/create`.
    Response blank(Visit visit) {
        visit.draft("POST", "/api/rbac/roles", DETAILS.example(Thing.NOTHING).put("realmName", visit.realm()));
        return visit.show("role-create", new CreatePage(DETAILS.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST …/roles/create`.
    Response create(Visit visit) {
        Form form = visit.form();
        var wish = DETAILS.change(form, Thing.NOTHING).put("realmName", visit.realm());
        var outcome = DETAILS.told(visit, visit.act("POST", "/api/rbac/roles", wish));
        if (outcome.isDone())
            return visit.go("/roles/" + Call.segment(outcome.content().text("id")), "created");
        return visit.show(
                outcome,
                "role-create",
                new CreatePage(DETAILS.again(form, Thing.NOTHING, outcome.complaint()), outcome));
    }

    /// `GET …/roles/{roleId}`.
    Response details(Visit visit) {
        var role = Subject.of(visit, Kind.ROLE);
        return visit.show("role-details", new DetailsPage(role, DETAILS.shown(role.document()), Outcome.NONE));
    }

    /// `POST …/roles/{roleId}`.
    Response change(Visit visit) {
        var role = Subject.of(visit, Kind.ROLE);
        Form form = visit.form();
        var outcome = DETAILS.told(visit, visit.act("PATCH", role.api(), DETAILS.change(form, role.document())));
        if (outcome.isDone()) return visit.go(role.path("details"), "saved");
        var filled = DETAILS.again(form, role.document(), outcome.complaint());
        return visit.show(outcome, "role-details", new DetailsPage(role.asLoaded(visit), filled, outcome));
    }
}
