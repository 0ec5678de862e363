package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.Map;

/// The sessions in which a client got tokens for people.
public final class ClientSessionsPages {

    public record SessionsPage(Thing client, Thing sessions) implements Page {
        @Override
        public String template() {
            return "client-sessions";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// `GET …/clients/{clientId}/sessions`.
    Response list(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var query = Map.of("clientId", client.text("clientId"), "after", visit.asked("after"));
        return visit.show(new SessionsPage(client, visit.get("/api/sessions", query)));
    }

    /// `POST …/clients/{clientId}/sessions/{sessionId}/end`.
    Response end(Visit visit) {
        visit.done("DELETE", "/api/sessions/" + Call.segment(visit.at("sessionId")), null);
        return visit.go(ClientPages.address(visit) + "/sessions", "ended");
    }
}
