package dev.chancery.console;

import dev.chancery.console.Whole.Column;
import dev.chancery.http.Response;
import java.util.Map;
import java.util.stream.Collectors;

/// The roles that a person or a group holds, how they come by them, and what else there is to assign.
public final class HeldRolesPages {
    static final String MAPPINGS = "/api/rbac/user-role-mappings";

    private final Kind kind;

    HeldRolesPages(Kind kind) {
        this.kind = kind;
    }

    /// @param roles what else there is
    public record HeldPage(Subject subject, Listed held, Picks roles, Outcome outcome) {}

    /// `GET …/{id}/roles?search=&add-search=&role=`.
    Response show(Visit visit) {
        return visit.show("held-roles", page(visit, Subject.of(visit, kind), Outcome.NONE));
    }

    /// `POST …/{id}/roles`: assigns all that are ticked, or withdraws one.
    Response change(Visit visit) {
        var holder = Subject.of(visit, kind);
        var withdrawn = visit.form().one("mapping");
        if (withdrawn.isPresent()) {
            var outcome = visit.act("DELETE", MAPPINGS + "/" + Call.segment(withdrawn.get()), null);
            return outcome.isDone() ? visit.go(holder.path("roles"), "unassigned") : again(visit, holder, outcome);
        }
        if (visit.form().all("role").isEmpty()) return visit.go(holder.path("roles"), "");
        var outcome = assigned(visit, holder.id());
        return outcome.isDone() ? visit.go(holder.path("roles"), "assigned") : again(visit, holder, outcome);
    }

    /// Each `role` of the form, or none of them.
    static Outcome assigned(Visit visit, String holder) {
        var roles = visit.form().all("role");
        var wish = Map.of("realmName", visit.realm(), "userId", holder, "roleIds", roles);
        return visit.act("POST", MAPPINGS, Visit.json(wish)).ofPage();
    }

    private static Response again(Visit visit, Subject holder, Outcome outcome) {
        return visit.show(outcome, "held-roles", page(visit, holder, outcome));
    }

    private static HeldPage page(Visit visit, Subject holder, Outcome outcome) {
        var held =
                visit.get("/api/rbac/held-roles", Map.of("userId", holder.id())).things("content");
        var assigned = held.stream()
                .filter(role -> role.has("mappingId"))
                .map(role -> role.text("roleId"))
                .collect(Collectors.toSet());
        var roles = Picks.ofRoles(visit, "add-", role -> assigned.contains(role.text("id")));
        var list = Whole.of(visit, held, Column.of("roleName"), Column.owner(visit, "roles.of-realm"));
        return new HeldPage(holder, list, roles, outcome);
    }
}
