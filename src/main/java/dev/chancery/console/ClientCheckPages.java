package dev.chancery.console;

import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What is to be mended about a client, and whether people may be sent to an address.
public final class ClientCheckPages {

    /// @param refused the redirect URI that was refused last, where it is not registered since; mostly empty
    /// @param tried what the API says of the address in the query; nothing without one
    /// @param adding what it would say to registering that one; nothing where there is nothing to add
    public record CheckPage(
            Thing client, String version, Thing risks, String refused, Thing tried, Answer adding, Outcome outcome) {
        private static final Set<Integer> REFUSED = Set.of(400, 409, 422);

        /// Whether the address is what is in the way: they may as well not be allowed to, or others may be faster.
        public boolean cannotBeAdded() {
            return REFUSED.contains(adding.status());
        }
    }

    /// `GET …/clients/{clientId}/check?uri=`.
    Response show(Visit visit) {
        return shown(visit, visit.asked("uri"), Outcome.NONE);
    }

    /// `POST …/clients/{clientId}/check`: registers the address that was tried, or ends one risk.
    Response change(Visit visit) {
        var uri = visit.form().one("uri").orElse("");
        var outcome = uri.isEmpty() ? mended(visit) : registered(visit, ClientPages.path(visit), uri);
        return outcome.isDone() ? visit.go(ClientPages.address(visit) + "/check", "saved") : shown(visit, uri, outcome);
    }

    /// One more redirect URI of the client at this path.
    static Outcome registered(Visit visit, String path, String uri) {
        return ClientPages.ELSEWHERE.told(visit, visit.act("PATCH", path, with(visit.get(path), uri)));
    }

    private static JsonNode with(Thing client, String uri) {
        var uris = new LinkedHashSet<>(client.texts("redirectUris"));
        uris.add(uri);
        return Visit.json(Map.of("redirectUris", uris));
    }

    /// By its remedy, as the API has it.
    private static Outcome mended(Visit visit) {
        var wanted = visit.form().one("risk").orElse("");
        var risk = visit.get(ClientPages.path(visit) + "/risks").things("content").stream()
                .filter(one -> one.text("risk").equals(wanted))
                .filter(one -> !one.thing("remedy").members().isEmpty())
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(409, "refused.risk"));
        var remedy = risk.thing("remedy").json();
        return ClientPages.ELSEWHERE.told(visit, visit.act("PATCH", ClientPages.path(visit), remedy));
    }

    /// An address that people are not sent to is registered in a dry run, though that takes a turn at writing:
    /// whether this person may, and what it must agree with, only the act knows.
    private static Response shown(Visit visit, String uri, Outcome outcome) {
        var path = ClientPages.path(visit);
        var client = visit.read(path);
        var tried = uri.isEmpty() ? Thing.NOTHING : visit.get(path + "/redirect-check", Map.of("uri", uri));
        var adding = !tried.has("uri") || tried.flag("allowed")
                ? Answer.NONE
                : visit.rehearsed("PATCH", path, with(client.content(), uri));
        var risks = visit.get(path + "/risks");
        return visit.show(
                outcome,
                "client-check",
                new CheckPage(
                        client.content(),
                        client.version(),
                        risks,
                        refused(visit, client.content()),
                        tried,
                        adding,
                        outcome));
    }

    /// As far as this person may read of failures.
    private static String refused(Visit visit, Thing client) {
        var asked = Map.of("subject", client.text("clientId"), "cause", "redirect_uri_mismatch", "size", "1");
        return visit.tried(RealmPages.path(visit) + "/failures", asked).content().things("content").stream()
                .map(failure -> failure.text("redirectUri"))
                .filter(uri -> !client.texts("redirectUris").contains(uri))
                .findFirst()
                .orElse("");
    }
}
