package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is signed in, in all of the realm, as one person or at one client, and the end of it.
public final class SessionPages {
    private static final String SESSIONS = "/api/sessions";

    /// Whose sessions they are.
    enum Whose {
        REALM("sessions"),
        USER("user-sessions"),
        CLIENT("client-sessions");

        final String template;

        Whose(String template) {
            this.template = template;
        }

        private String[] asked() {
            return switch (this) {
                case REALM -> new String[] {"search", "clientId"};
                case USER -> new String[0];
                case CLIENT -> new String[] {"search"};
            };
        }
    }

    private final Whose whose;

    SessionPages(Whose whose) {
        this.whose = whose;
    }

    /// @param subject whose they are, and `client` where; absent for those of the realm
    /// @param path where they are listed, in the realm
    public record SessionsPage(
            @Nullable Subject subject, @Nullable Thing client, String path, Listed sessions, Outcome outcome) {}

    /// `GET …/sessions?search=&clientId=&page=`.
    Response list(Visit visit) {
        return visit.show(whose.template, page(visit, Outcome.NONE));
    }

    /// `POST …/sessions`: ends one.
    Response end(Visit visit) {
        var id = visit.form().one("session").orElse("");
        var outcome = visit.act("DELETE", SESSIONS + "/" + Call.segment(id), null);
        return outcome.isDone() ? ended(visit) : visit.show(outcome, whose.template, page(visit, outcome));
    }

    /// `GET …/sessions/end`: before all of them are ended.
    Response confirmEndAll(Visit visit) {
        return visit.show("confirm", confirm(page(visit, Outcome.NONE), visit));
    }

    /// `POST …/sessions/end`: all of a person, or of the realm.
    Response endAll(Visit visit) {
        var of = whose == Whose.REALM ? Map.of("everybody", "true") : Map.of("userId", visit.at("id"));
        var outcome = visit.act("DELETE", SESSIONS, of, null);
        return outcome.isDone() ? ended(visit) : visit.show(outcome, "confirm", confirm(page(visit, outcome), visit));
    }

    /// Nothing more is asked of the API: it may have been their own.
    private Response ended(Visit visit) {
        return visit.go(path(visit), "ended");
    }

    private String path(Visit visit) {
        return switch (whose) {
            case REALM -> "/sessions";
            case USER -> "/users/" + Call.segment(visit.at("id")) + "/sessions";
            case CLIENT -> ClientPages.address(visit) + "/sessions";
        };
    }

    private SessionsPage page(Visit visit, Outcome outcome) {
        var user = whose == Whose.USER ? Subject.of(visit, Kind.USER) : null;
        var client = whose == Whose.CLIENT ? visit.get(ClientPages.path(visit)) : null;
        var of = new LinkedHashMap<String, String>();
        if (user != null) of.put("userId", user.id());
        if (client != null) of.put("clientId", client.text("clientId"));
        return new SessionsPage(user, client, path(visit), Listed.of(visit, SESSIONS, of, whose.asked()), outcome);
    }

    private static Confirm confirm(SessionsPage page, Visit visit) {
        var user = page.subject();
        var words = user == null ? "sessions.end-everybody" : "sessions.end-all";
        var what = user == null ? visit.realm() : user.title();
        return new Confirm(words, List.of(what), page.path() + "/end", page.path(), "", page.outcome());
    }
}
