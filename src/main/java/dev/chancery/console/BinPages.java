package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.Map;

/// What was deleted in a realm and can still be had back.
public final class BinPages {

    /// `GET …/bin?clientId=&page=`.
    Response list(Visit visit) {
        return visit.show("bin", Listed.of(visit, "/api/clients", Map.of("deleted", "true"), "clientId"));
    }

    /// `POST …/bin/{id}`: takes a client out of it.
    Response restore(Visit visit) {
        var client = visit.done("POST", "/api/clients/" + Call.segment(visit.at("id")) + "/restore", null);
        return visit.go(ClientPages.address(client), "restored");
    }
}
