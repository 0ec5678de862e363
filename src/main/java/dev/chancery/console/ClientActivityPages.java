package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.Map;

/// What was changed about a client and by whom, and what it was refused.
public final class ClientActivityPages {

    /// @param changes the newest first
    /// @param failures the latest ones
    public record ActivityPage(Thing client, Listed changes, Listed failures) {}

    /// `GET …/clients/{clientId}/activity?page=`.
    Response show(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var realm = RealmPages.path(visit);
        var changes = Listed.of(visit, realm + "/audit", Map.of("subject", client.text("id")));
        var own = Map.of("subject", client.text("clientId"));
        var latest = Map.of("subject", client.text("clientId"), "size", "10");
        var failures = new Listed("", visit.get(realm + "/failures", latest), own, false);
        return visit.show("client-activity", new ActivityPage(client, changes, failures));
    }
}
