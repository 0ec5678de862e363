package dev.chancery.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.ClientRisk;
import dev.chancery.client.RedirectUri;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;

/// What is to be said of a client before anybody relies on it: what others may misuse, and where people may be sent.
public record ClientChecksApi(Bearer bearer, ClientLookup lookup) {

    /// @param remedy a merge patch of the client; empty where only its owner knows one
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RiskDocument(ClientRisk risk, String member, String text, Map<String, Object> remedy) {}

    record Risks(List<RiskDocument> content) {}

    /// @param nearest of those that are registered the one that is most like it; empty without any
    record Tried(String uri, boolean allowed, String nearest) {}

    /// `GET /api/clients/{clientId}/risks`: 200 with those there are, each with the change that ends it.
    public Response risks(Request request) {
        var found = lookup.find(request, bearer.actor(request), Permission.VIEW_CLIENTS);
        var settings = found.client().settings();
        var realm = found.realm();
        var risks = ClientRisk.of(settings, realm).stream()
                .map(risk -> new RiskDocument(risk, risk.member, risk.text(), risk.remedy(settings, realm)))
                .toList();
        return Response.json(200, new Risks(risks));
    }

    /// `GET /api/clients/{clientId}/redirect-check?uri=`: 200, whether people would be sent there.
    public Response redirect(Request request) {
        var settings = lookup.find(request, bearer.actor(request), Permission.VIEW_CLIENTS)
                .client()
                .settings();
        var uri = request.query()
                .one("uri")
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> Refused.invalid("uri", "The redirect URI to try."));
        return Response.json(
                200,
                new Tried(
                        uri,
                        RedirectUri.allows(settings, settings.redirectUris(), uri),
                        RedirectUri.nearest(settings, uri).orElse("")));
    }
}
