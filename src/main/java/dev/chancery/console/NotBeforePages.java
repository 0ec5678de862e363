package dev.chancery.console;

import dev.chancery.http.Response;
import java.time.InstantSource;
import java.util.Map;

/// Ends all tokens that were issued until now: those of a realm, of a client, or of a person.
final class NotBeforePages {
    private final InstantSource clock;

    NotBeforePages(InstantSource clock) {
        this.clock = clock;
    }

    /// `POST …/settings/not-before`.
    Response realm(Visit visit) {
        return ended(visit, RealmPages.path(visit), "/settings");
    }

    /// `POST …/clients/{clientId}/not-before`.
    Response client(Visit visit) {
        return ended(visit, ClientPages.path(visit), ClientPages.address(visit) + "/advanced");
    }

    /// `POST …/users/{id}/not-before`.
    Response user(Visit visit) {
        var id = Call.segment(visit.at(Kind.USER.id));
        return ended(visit, Kind.USER.api + id, "/users/" + id);
    }

    /// Also those of this very second. Nothing more is asked of the API: their own token may be among them.
    private Response ended(Visit visit, String path, String page) {
        var now = clock.instant().getEpochSecond() + 1;
        visit.done("PATCH", path, Visit.json(Map.of("notBefore", now)));
        return visit.go(page, "not-before");
    }
}
