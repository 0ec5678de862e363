package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.LinkedHashMap;

/// What was deleted in a realm and can still be had back.
public final class BinPages {

    /// @param page of clients
    /// @param clientId what the list was asked to begin with
    public record ListPage(Thing page, String clientId) implements Page {
        @Override
        public String template() {
            return "bin";
        }

        @Override
        public String section() {
            return "bin";
        }
    }

    /// `GET …/bin?clientId=&page=`.
    Response list(Visit visit) {
        var query = new LinkedHashMap<String, String>();
        query.put("deleted", "true");
        query.put("clientId", visit.asked("clientId"));
        query.put("page", visit.asked("page"));
        return visit.show(new ListPage(visit.get("/api/clients", query), visit.asked("clientId")));
    }

    /// `POST …/bin/{id}`: takes a client out of it.
    Response restore(Visit visit) {
        var client = visit.done("POST", "/api/clients/" + Call.segment(visit.at("id")) + "/restore", null);
        return visit.go("/clients/" + Call.segment(client.text("clientId")), "restored");
    }
}
