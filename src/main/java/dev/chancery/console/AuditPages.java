package dev.chancery.console;

import dev.chancery.event.Event;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The audit trail of a realm: what was changed, by whom, and how it is taken back.
public final class AuditPages {
    public static final List<String> TYPES =
            Stream.of(Event.values()).map(event -> event.type).sorted().toList();

    /// Where the pages are of what the lines of a topic are about, or those of a type alone.
    private static final Map<String, String> SECTIONS = Map.of(
            "client",
            "/clients",
            "scope",
            "/scopes",
            "role",
            "/roles",
            Event.ROLES_BINNED.type,
            "/clients",
            Event.ROLES_RESTORED.type,
            "/clients",
            "group",
            "/groups",
            "user",
            "/users",
            "mfa",
            "/users",
            "membership",
            "/users");

    /// @param event a line alone: its changes, and whether they can be taken back
    public record EventPage(Thing event, Outcome outcome) {
        /// Of the thing that it is about, in the realm; empty where it has no page, or none any more.
        public String address() {
            var type = event.text("eventType");
            var section = SECTIONS.getOrDefault(type, SECTIONS.get(type.substring(0, type.indexOf('.'))));
            return section == null || !event.flag("aggregateExists")
                    ? ""
                    : section + "/" + Call.segment(event.text("aggregateId"));
        }
    }

    /// `GET …/audit?type=&subject=&actor=&from=&to=&page=`.
    Response list(Visit visit) {
        var path = RealmPages.path(visit) + "/audit";
        return visit.show("audit", Listed.of(visit, path, "type", "subject", "actor", "from", "to"));
    }

    /// `GET …/audit/{eventId}`.
    Response event(Visit visit) {
        return visit.show("audit-event", new EventPage(visit.get(path(visit)), Outcome.NONE));
    }

    /// `POST …/audit/{eventId}`: takes it back; what did not come back with it is said at once.
    Response undo(Visit visit) {
        var outcome = visit.act("POST", path(visit) + "/undo", null);
        if (outcome.isDone() && outcome.content().texts("notRestored").isEmpty())
            return visit.go("/audit/" + outcome.content().texts("eventIds").getFirst(), "undone");
        return visit.show(outcome, "audit-event", new EventPage(visit.get(path(visit)), outcome));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/audit/" + Call.segment(visit.at("eventId"));
    }
}
