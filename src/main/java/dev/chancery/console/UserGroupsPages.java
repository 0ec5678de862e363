package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The groups that a person is in, and a way through the tree to others.
public final class UserGroupsPages {

    /// @param in the group that is looked into; absent at the top
    /// @param ids of all groups that they are in
    /// @param there a page of the groups in it, or of those that are looked for
    public record GroupsPage(
            Subject subject, Listed joined, @Nullable Thing in, Listed there, Set<String> ids, Outcome outcome) {
        public boolean isSearched() {
            return !there.asked("search").isEmpty();
        }

        public boolean isIn(Thing group) {
            return ids.contains(group.text("id"));
        }
    }

    /// `GET …/users/{id}/groups?search=&add-parent=&add-search=`.
    Response show(Visit visit) {
        return visit.show("user-groups", page(visit, Subject.of(visit, Kind.USER), Outcome.NONE));
    }

    /// `POST …/users/{id}/groups`: joins one, or leaves one.
    Response change(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        var joined = visit.form().one("join");
        var group = joined.or(() -> visit.form().one("leave")).orElse("");
        var path = Kind.GROUP.api + Call.segment(group) + "/members/" + Call.segment(user.id());
        var outcome = visit.act(joined.isPresent() ? "PUT" : "DELETE", path, null);
        if (outcome.isDone()) return visit.go(user.path("groups"), joined.isPresent() ? "joined" : "left");
        return visit.show(outcome, "user-groups", page(visit, user, outcome));
    }

    private static GroupsPage page(Visit visit, Subject user, Outcome outcome) {
        var in = visit.asked("add-parent");
        var joined = visit.get(user.api() + "/groups").things("content");
        var there = Listed.of(visit, "add-", "/api/groups", Map.of(), "parent", "search");
        var into = in.isEmpty() ? null : visit.get(Kind.GROUP.api + Call.segment(in));
        var ids = joined.stream().map(group -> group.text("id")).collect(Collectors.toSet());
        return new GroupsPage(user, Whole.of(visit, joined, Whole.Column.of("path")), into, there, ids, outcome);
    }
}
