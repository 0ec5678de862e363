package dev.chancery.console;

import dev.chancery.event.Event;
import dev.chancery.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The audit trail of a realm: what was changed, by whom, and how it is taken back.
public final class AuditPages {
    public static final List<String> TYPES =
            Stream.of(Event.values()).map(event -> event.type).sorted().toList();

    /// @param filter what the list was asked for, by the names of the query
    public record ListPage(Thing page, Map<String, String> filter) implements Page {
        /// The same list again, but for its page.
        public String asked() {
            var query = Call.get("", filter).asked();
            return query.isEmpty() ? "" : query + "&";
        }

        @Override
        public String template() {
            return "audit";
        }

        @Override
        public String section() {
            return "audit";
        }
    }

    /// @param event a line alone: its changes, and whether they can be taken back
    public record EventPage(Thing event, Outcome outcome) implements Page {
        @Override
        public String template() {
            return "audit-event";
        }

        @Override
        public String section() {
            return "audit";
        }
    }

    /// `GET …/audit?type=&subject=&page=`.
    Response list(Visit visit) {
        var filter = new LinkedHashMap<String, String>();
        for (var name : List.of("type", "subject")) filter.put(name, visit.asked(name));
        var query = new LinkedHashMap<>(filter);
        query.put("page", visit.asked("page"));
        return visit.show(new ListPage(visit.get(RealmPages.path(visit) + "/audit", query), filter));
    }

    /// `GET …/audit/{eventId}`.
    Response event(Visit visit) {
        return visit.show(new EventPage(visit.get(path(visit)), Outcome.NONE));
    }

    /// `POST …/audit/{eventId}`: takes it back; what did not come back with it is said at once.
    Response undo(Visit visit) {
        var outcome = visit.act("POST", path(visit) + "/undo", null);
        if (outcome.isDone() && outcome.content().texts("notRestored").isEmpty())
            return visit.go("/audit/" + outcome.content().texts("eventIds").getFirst(), "undone");
        return visit.show(outcome, new EventPage(visit.get(path(visit)), outcome));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/audit/" + Call.segment(visit.at("eventId"));
    }
}
