package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The groups of a realm, a tree: those at the top, and what each is.
public final class GroupPages {
    private static final String GROUPS = "/api/groups";
    private static final Fields DETAILS = Fields.of("group", Field.text("name"), Field.paragraph("description"));

    /// @param in the id of the group that it will be in; empty at the top
    public record CreatePage(String in, List<Filled> filled, Outcome outcome) {}

    /// @param below a page of the groups in it
    public record DetailsPage(Subject subject, List<Filled> filled, Listed below, Outcome outcome) {}

    /// @param people whom the search for somebody to add has found; absent where nobody is looked for
    public record MembersPage(
            Subject subject, Listed members, @Nullable Listed people, Outcome outcome) {}

    /// `GET …/groups?search=&page=`: those at the top, or those that are looked for.
    Response list(Visit visit) {
        return visit.show("groups", Listed.of(visit, GROUPS, "search"));
    }

    /// `GET …/groups/create?in=`.
    Response blank(Visit visit) {
        var in = visit.asked("in");
        visit.draft("POST", GROUPS, wish(visit, DETAILS.example(Thing.NOTHING), in));
        return visit.show("group-create", new CreatePage(in, DETAILS.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST …/groups/create?in=`.
    Response create(Visit visit) {
        Form form = visit.form();
        var in = visit.asked("in");
        var outcome =
                DETAILS.told(visit, visit.act("POST", GROUPS, wish(visit, DETAILS.change(form, Thing.NOTHING), in)));
        if (outcome.isDone())
            return visit.go("/groups/" + Call.segment(outcome.content().text("id")), "created");
        var filled = DETAILS.again(form, Thing.NOTHING, outcome.complaint());
        return visit.show(outcome, "group-create", new CreatePage(in, filled, outcome));
    }

    private static ObjectNode wish(Visit visit, ObjectNode group, String in) {
        group.put("realmName", visit.realm());
        return in.isEmpty() ? group : group.put("parentId", in);
    }

    /// `GET …/groups/{groupId}?search=&page=`: with the groups in it.
    Response details(Visit visit) {
        var group = Subject.of(visit, Kind.GROUP);
        return visit.show("group-details", details(visit, group, DETAILS.shown(group.document()), Outcome.NONE));
    }

    /// `POST …/groups/{groupId}`.
    Response change(Visit visit) {
        var group = Subject.of(visit, Kind.GROUP);
        var outcome =
                DETAILS.told(visit, visit.act("PATCH", group.api(), DETAILS.change(visit.form(), group.document())));
        if (outcome.isDone()) return visit.go(group.path("details"), "saved");
        var filled = DETAILS.again(visit.form(), group.document(), outcome.complaint());
        return visit.show(outcome, "group-details", details(visit, group.asLoaded(visit), filled, outcome));
    }

    private static DetailsPage details(Visit visit, Subject group, List<Filled> filled, Outcome outcome) {
        var below = Listed.of(visit, GROUPS, Map.of("parent", group.id()), "search");
        return new DetailsPage(group, filled, below, outcome);
    }

    /// `GET …/groups/{groupId}/members?search=&add-search=&page=`.
    Response members(Visit visit) {
        return visit.show("group-members", members(visit, Subject.of(visit, Kind.GROUP), Outcome.NONE));
    }

    /// `POST …/groups/{groupId}/members`: adds somebody, or takes somebody out.
    Response changeMembers(Visit visit) {
        var group = Subject.of(visit, Kind.GROUP);
        var added = visit.form().one("add");
        var whom = added.or(() -> visit.form().one("remove")).orElse("");
        var path = group.api() + "/members/" + Call.segment(whom);
        var outcome = visit.act(added.isPresent() ? "PUT" : "DELETE", path, null);
        if (outcome.isDone()) return visit.go(group.path("members"), added.isPresent() ? "joined" : "left");
        return visit.show(outcome, "group-members", members(visit, group, outcome));
    }

    private static MembersPage members(Visit visit, Subject group, Outcome outcome) {
        var members = Listed.of(visit, group.api() + "/members", "search");
        var people =
                visit.asked("add-search").isEmpty() ? null : Listed.of(visit, "add-", "/api/users", Map.of(), "search");
        return new MembersPage(group, members, people, outcome);
    }
}
