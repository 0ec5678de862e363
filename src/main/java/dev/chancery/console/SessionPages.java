package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is signed in, in all of the realm or as one person, and the end of it.
public final class SessionPages {
    private static final String SESSIONS = "/api/sessions";

    /// @param subject whose they are; absent for those of the realm
    public record SessionsPage(@Nullable Subject subject, Thing page, Outcome outcome) implements Page {
        @Override
        public String template() {
            return subject == null ? "sessions" : "user-sessions";
        }

        @Override
        public String section() {
            return subject == null ? "sessions" : "users";
        }

        /// Where they are listed, in the realm.
        public String path() {
            return subject == null ? "/sessions" : subject.path("sessions");
        }
    }

    /// `GET …/sessions?page=`.
    Response list(Visit visit) {
        return visit.show(page(visit, null, Outcome.NONE));
    }

    /// `POST …/sessions`: ends one.
    Response end(Visit visit) {
        return ended(visit, null);
    }

    /// `GET …/users/{id}/sessions?page=`.
    Response listOf(Visit visit) {
        return visit.show(page(visit, Subject.of(visit, Kind.USER), Outcome.NONE));
    }

    /// `POST …/users/{id}/sessions`: ends one.
    Response endOf(Visit visit) {
        return ended(visit, Subject.of(visit, Kind.USER));
    }

    /// `GET …/users/{id}/sessions/end`: before all of them are ended.
    Response confirmEndAll(Visit visit) {
        return visit.show(confirm(Subject.of(visit, Kind.USER), Outcome.NONE));
    }

    /// `POST …/users/{id}/sessions/end`.
    Response endAll(Visit visit) {
        var user = Subject.of(visit, Kind.USER);
        var outcome = visit.act("DELETE", SESSIONS, Map.of("userId", user.id()), null);
        if (outcome.isDone()) return visit.go(user.path("sessions"), "ended");
        return visit.show(outcome, confirm(user, outcome));
    }

    private static Response ended(Visit visit, @Nullable Subject user) {
        var id = visit.form().one("session").orElse("");
        var outcome = visit.act("DELETE", SESSIONS + "/" + Call.segment(id), null);
        var page = page(visit, user, outcome);
        return outcome.isDone() ? visit.go(page.path(), "ended") : visit.show(outcome, page);
    }

    private static SessionsPage page(Visit visit, @Nullable Subject user, Outcome outcome) {
        var query = Map.of("userId", user == null ? "" : user.id(), "page", visit.asked("page"));
        return new SessionsPage(user, visit.get(SESSIONS, query), outcome);
    }

    private static Confirm confirm(Subject user, Outcome outcome) {
        var back = user.path("sessions");
        return new Confirm("users", "sessions.end-all", user.title(), back + "/end", back, "", outcome);
    }
}
