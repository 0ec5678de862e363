package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The roles that a person or a group holds, how they come by them, and what else there is to assign.
public final class HeldRolesPages {
    private static final String MAPPINGS = "/api/rbac/user-role-mappings";

    private final Kind kind;

    HeldRolesPages(Kind kind) {
        this.kind = kind;
    }

    /// @param found what the search for roles has found
    public record HeldPage(Subject subject, List<Thing> held, String search, List<Thing> found, Outcome outcome)
            implements Page {
        /// The ids of those that were assigned already.
        public Set<String> taken() {
            return held.stream()
                    .filter(role -> role.has("mappingId"))
                    .map(role -> role.text("roleId"))
                    .collect(Collectors.toSet());
        }

        @Override
        public String template() {
            return "held-roles";
        }

        @Override
        public String section() {
            return subject.kind().section;
        }
    }

    /// `GET …/{id}/roles?search=`.
    Response show(Visit visit) {
        return visit.show(page(visit, Subject.of(visit, kind), Outcome.NONE));
    }

    /// `POST …/{id}/roles`: assigns all that are ticked, or withdraws one.
    Response change(Visit visit) {
        var holder = Subject.of(visit, kind);
        var withdrawn = visit.form().one("mapping");
        if (withdrawn.isPresent()) {
            var outcome = visit.act("DELETE", MAPPINGS + "/" + Call.segment(withdrawn.get()), null);
            return outcome.isDone() ? visit.go(holder.path("roles"), "unassigned") : again(visit, holder, outcome);
        }
        for (var role : visit.form().all("role")) {
            var wish = Map.of("realmName", visit.realm(), "userId", holder.id(), "roleId", role);
            var outcome = visit.act("POST", MAPPINGS, Visit.json(wish));
            if (!outcome.isDone()) return again(visit, holder, outcome);
        }
        return visit.go(holder.path("roles"), "assigned");
    }

    private static Response again(Visit visit, Subject holder, Outcome outcome) {
        return visit.show(outcome, page(visit, holder, outcome));
    }

    private static HeldPage page(Visit visit, Subject holder, Outcome outcome) {
        var held = visit.get("/api/rbac/held-roles", Map.of("userId", holder.id()));
        var search = visit.asked("search");
        return new HeldPage(holder, held.things("content"), search, FoundRoles.by(visit, search), outcome);
    }
}
