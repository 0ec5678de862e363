package dev.chancery.console;

import dev.chancery.http.Response;
import java.net.URI;
import java.util.Map;

/// The realms that an administrator may see, and the settings of one.
public final class RealmPages {

    /// @param page the API's page
    public record ListPage(Thing page) implements Page {
        @Override
        public String template() {
            return "realms";
        }

        @Override
        public String section() {
            return "realms";
        }
    }

    /// `GET /console`: the clients of the administrator's own realm, which is where most of the work is.
    Response home(Visit visit) {
        var seen = visit.tried("/api/realms", Map.of("size", "2")).content().things("content");
        var own = seen.size() == 1 ? seen.getFirst().text("name") : visit.seat().realm();
        return Response.redirect(URI.create(visit.root() + "/console/realms/" + Call.segment(own) + "/clients"))
                .noStore();
    }

    /// `GET /console/realms`.
    Response list(Visit visit) {
        return visit.show(new ListPage(visit.get("/api/realms", Map.of("page", visit.asked("page")))));
    }
}
