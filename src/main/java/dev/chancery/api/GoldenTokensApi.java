package dev.chancery.api;

import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.golden.ClaimsDiff;
import dev.chancery.golden.ClaimsDiff.Changed;
import dev.chancery.golden.ForetellToken;
import dev.chancery.golden.ForetoldToken;
import dev.chancery.golden.GoldenToken;
import dev.chancery.golden.GoldenTokenStore;
import dev.chancery.golden.KeepGoldenToken;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/api/clients/{clientId}/golden-token`: what a token of the client is expected to say, and whether it would.
public record GoldenTokensApi(
        Bearer bearer, ClientLookup lookup, GoldenTokenStore store, KeepGoldenToken keep, ForetellToken tokens) {

    /// @param scope as a request would ask for it; the default when absent
    /// @param userId the person who signs in; the client acts on its own behalf when absent
    /// @param claims what is expected; what a token would say now when absent
    record Wish(
            @Nullable String scope,
            @Nullable String userId,
            @Nullable ObjectNode claims) {}

    /// @param claims what is expected
    /// @param matches whether a token would be issued now that says just that
    /// @param added what it would say beyond that, `removed` what it would leave out
    /// @param changed what it would say otherwise
    /// @param refusals why no token would be issued at all
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GoldenDocument(
            String clientId,
            String realmName,
            String scope,
            @Nullable String userId,
            ObjectNode claims,
            @Nullable String updatedAt,
            boolean matches,
            Map<String, JsonNode> added,
            Map<String, JsonNode> removed,
            Map<String, Changed> changed,
            List<String> refusals) {}

    /// `GET /api/clients/{clientId}/golden-token`. Needs `VIEW_CLIENTS` and `VIEW_USERS`.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.VIEW_CLIENTS);
        actor.require(Permission.VIEW_USERS, found.realm().id());
        return shown(200, actor, found, kept(found));
    }

    /// `PUT /api/clients/{clientId}/golden-token`: 201, or 200 in place of another; with `If-Match`, only if nobody
    /// changed it meanwhile. Needs `MANAGE_CLIENTS` and `VIEW_USERS`.
    public Response put(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        var wish = Json.read(request, Wish.class);
        var scope = wish.scope() == null ? "" : wish.scope().strip();
        if (scope.length() > TokenPreviewApi.LONGEST_SCOPE)
            throw Refused.invalid("scope", "At most %d characters.".formatted(TokenPreviewApi.LONGEST_SCOPE));
        var person = wish.userId() == null ? null : new SubjectId(wish.userId());
        var read = store.find(found.realm().id(), found.client().id()).orElse(null);
        // RFC 9110 §13.1.1: where there is nothing, nothing matches
        if (read == null && !request.headers("If-Match").isEmpty())
            throw Refused.stale("The client has no golden token any more.");
        if (read != null) ApiRequest.requireMatch(request, read.version());
        var golden = keep.run(actor, found.client(), read, new KeepGoldenToken.Wish(person, scope, wish.claims()));
        return shown(read == null ? 201 : 200, actor, found, golden);
    }

    /// `DELETE /api/clients/{clientId}/golden-token`: 204. Needs `MANAGE_CLIENTS` and `VIEW_USERS`.
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        var read = kept(found);
        ApiRequest.requireMatch(request, read.version());
        keep.remove(actor, found.client(), read);
        return Response.empty(204);
    }

    private GoldenToken kept(ClientLookup.Found found) {
        return store.find(found.realm().id(), found.client().id())
                .orElseThrow(() -> Refused.notFound("The client has no golden token."));
    }

    private Response shown(int status, Actor actor, ClientLookup.Found found, GoldenToken golden) {
        var now = tokens.run(actor, golden.watched(found.client().clientId()));
        var diff = ClaimsDiff.between(
                golden.claims(), now.map(ForetoldToken::claims).orElseGet(JsonText::emptyObject));
        var refusals = now.map(ForetoldToken::refusals).orElseGet(() -> List.of("The client or the person is gone."));
        var document = new GoldenDocument(
                found.client().clientId(),
                found.realm().name(),
                golden.scope(),
                golden.person() == null ? null : golden.person().value(),
                golden.claims(),
                time(golden.updatedAt()),
                diff.isEmpty() && refusals.isEmpty(),
                diff.added(),
                diff.removed(),
                diff.changed(),
                refusals);
        return Response.json(status, document)
                .with("ETag", ApiRequest.tag(golden.version()))
                .noStore();
    }
}
