package dev.chancery.console;

import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.util.Map;

/// What is to be mended about a client, and whether people may be sent to an address.
public final class ClientCheckPages {

    /// @param tried what the API says of the address in the query; nothing without one
    public record CheckPage(Thing client, String version, Thing risks, Thing tried, Outcome outcome) {}

    /// `GET …/clients/{clientId}/check?uri=`.
    Response show(Visit visit) {
        return shown(visit, Outcome.NONE);
    }

    /// `POST …/clients/{clientId}/check`: the remedy of one risk, as the API has it.
    Response mend(Visit visit) {
        var wanted = visit.form().one("risk").orElse("");
        var risk = visit.get(ClientPages.path(visit) + "/risks").things("content").stream()
                .filter(one -> one.text("risk").equals(wanted))
                .filter(one -> !one.thing("remedy").members().isEmpty())
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(409, "refused.risk"));
        var outcome =
                visit.act("PATCH", ClientPages.path(visit), risk.thing("remedy").json());
        return outcome.isDone() ? visit.go(ClientPages.address(visit) + "/check", "saved") : shown(visit, outcome);
    }

    private static Response shown(Visit visit, Outcome outcome) {
        var path = ClientPages.path(visit);
        var client = visit.read(path);
        var uri = visit.asked("uri");
        var tried = uri.isEmpty() ? Thing.NOTHING : visit.get(path + "/redirect-check", Map.of("uri", uri));
        var risks = visit.get(path + "/risks");
        return visit.show(
                outcome, "client-check", new CheckPage(client.content(), client.version(), risks, tried, outcome));
    }
}
