package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The roles of a realm: the list, and what each is.
public final class RolePages {
    private static final Fields DETAILS =
            Fields.of("role", Field.text("name"), Field.paragraph("description"), Field.flag("default"));

    /// @param search where it is not empty, roles of clients are in the list too
    public record ListPage(Thing page, String search) implements Page {
        /// The same list again, but for its page.
        public String asked() {
            return search.isEmpty()
                    ? ""
                    : Call.get("", Map.of("search", search)).asked() + "&";
        }

        @Override
        public String template() {
            return "roles";
        }

        @Override
        public String section() {
            return "roles";
        }
    }

    public record CreatePage(List<Filled> filled, Outcome outcome) implements Page {
        @Override
        public String template() {
            return "role-create";
        }

        @Override
        public String section() {
            return "roles";
        }
    }

    public record DetailsPage(Subject subject, List<Filled> filled, Outcome outcome) implements Page {
        @Override
        public String template() {
            return "role-details";
        }

        @Override
        public String section() {
            return "roles";
        }
    }

    /// `GET …/roles?search=&page=`: the realm's own; those of clients too when one is looked for.
    Response list(Visit visit) {
        var search = visit.asked("search");
        var query = new LinkedHashMap<String, String>();
        query.put("everywhere", search.isEmpty() ? "" : "true");
        query.put("search", search);
        query.put("page", visit.asked("page"));
        return visit.show(new ListPage(visit.get("/api/rbac/roles", query), search));
    }

    /// `GET …/roles/create`.
    Response blank(Visit visit) {
        return visit.show(new CreatePage(DETAILS.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST …/roles/create`.
    Response create(Visit visit) {
        Form form = visit.form();
        var wish = DETAILS.change(form, Thing.NOTHING).put("realmName", visit.realm());
        var outcome = visit.act("POST", "/api/rbac/roles", wish);
        if (outcome.isDone())
            return visit.go("/roles/" + Call.segment(outcome.content().text("id")), "created");
        return visit.show(outcome, new CreatePage(DETAILS.again(form, Thing.NOTHING, outcome.complaint()), outcome));
    }

    /// `GET …/roles/{roleId}`.
    Response details(Visit visit) {
        var role = Subject.of(visit, Kind.ROLE);
        return visit.show(new DetailsPage(role, DETAILS.shown(role.document()), Outcome.NONE));
    }

    /// `POST …/roles/{roleId}`.
    Response change(Visit visit) {
        var role = Subject.of(visit, Kind.ROLE);
        Form form = visit.form();
        var outcome = visit.act("PATCH", role.api(), DETAILS.change(form, role.document()));
        if (outcome.isDone()) return visit.go(role.path("details"), "saved");
        var filled = DETAILS.again(form, role.document(), outcome.complaint());
        return visit.show(outcome, new DetailsPage(role.asLoaded(visit), filled, outcome));
    }
}
