package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups that a person is in, and a way through the tree to others.
public final class UserGroupsPages {

    /// @param in the group that is looked into; absent at the top
    /// @param there a page of the groups in it, or of those that are looked for
    public record GroupsPage(
            Subject subject, List<Thing> joined, @Nullable Thing in, Listed there, Outcome outcome) {
        public boolean isSearched() {
            return !there.asked("search").isEmpty();
        }

        public boolean isIn(Thing group) {
            return joined.stream().anyMatch(one -> one.text("id").equals(group.text("id")));
        }
    }

    /// `GET …/users/{id}/groups?parent=&search=&page=`.
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
        var in = visit.asked("parent");
        var joined = visit.get(user.api() + "/groups").things("content");
        var there = Listed.of(visit, "/api/groups", "parent", "search");
        var into = in.isEmpty() ? null : visit.get(Kind.GROUP.api + Call.segment(in));
        return new GroupsPage(user, joined, into, there, outcome);
    }
}
