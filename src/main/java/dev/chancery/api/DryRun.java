package dev.chancery.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.event.AuditEntry;
import dev.chancery.golden.ClaimsDiff.Changed;
import dev.chancery.golden.RehearseAct;
import dev.chancery.golden.RehearseAct.Rehearsal;
import dev.chancery.golden.TokenChange;
import dev.chancery.history.Difference;
import dev.chancery.history.Line;
import dev.chancery.http.Handler;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Route;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `?dryRun=true` on every write: it is done by its own handler, answered, and taken back.
public record DryRun(Bearer bearer, RehearseAct rehearse) {
    static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE");

    private static final String FLAG = "dryRun";

    /// Of what was drawn for this answer alone nothing will ever be valid.
    private static final List<String> SECRETS = List.of("clientSecret", "secret");

    /// These change nothing, or need no token.
    private static final Set<String> WITHOUT =
            Set.of("/api/clients/{clientId}/token-preview", "/api/rbac/evaluate", "/api/secrets/revoke-leaked");

    /// These say in their own words what they would do.
    private static final Set<String> OWN = Set.of("/api/realms/{name}/configuration");

    /// @param payload `before` and `after`, and `changes` the same by member, for those who may see the audit trail
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeDocument(
            String type,
            String aggregateId,
            String realm,
            @Nullable JsonNode payload,
            @Nullable List<Difference.Member> changes) {}

    /// @param userId who signs in; absent where the client acts on its own behalf
    /// @param matches whether it would be as its golden token says
    /// @param expiresIn its life in seconds, and `refusals` why none is issued, where they differ
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenDocument(
            String clientId,
            String realm,
            String scope,
            @Nullable String userId,
            boolean golden,
            @Nullable Boolean matches,
            Map<String, JsonNode> added,
            Map<String, JsonNode> removed,
            Map<String, Changed> changed,
            @Nullable Changed expiresIn,
            @Nullable Changed refusals) {}

    /// @param status what the write would be answered with, and `answer` its content without secrets
    /// @param tokens those that would say something else
    /// @param compared how many were compared, and `notCompared` how many more it may reach
    /// @param tokensHiddenIn realms of which the caller may not see clients and people
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DryRunDocument(
            boolean dryRun,
            int status,
            @Nullable JsonNode answer,
            List<ChangeDocument> changes,
            List<TokenDocument> tokens,
            int compared,
            long notCompared,
            Set<String> tokensHiddenIn) {}

    /// The same route, and its dry run; of what has none, a request for one is refused before anything is done.
    public Route over(Route route) {
        if (!METHODS.contains(route.method()) || OWN.contains(route.pattern())) return route;
        Handler handler = request -> {
            if (!isAsked(request)) return route.handler().handle(request);
            if (WITHOUT.contains(route.pattern())) throw Refused.invalid(FLAG, "There is no dry run of this.");
            return rehearsed(request, route.handler());
        };
        return new Route(route.method(), route.pattern(), handler, route.maxBody());
    }

    static boolean isRehearsed(String method, String pattern) {
        return METHODS.contains(method) && !WITHOUT.contains(pattern) && !OWN.contains(pattern);
    }

    /// Whoever asks for a dry run and misspells it must not be taken for one who wants the write.
    private static boolean isAsked(Request request) {
        var query = request.query();
        for (var name : query.fields().keySet())
            if (!name.equals(FLAG) && name.replaceAll("[-_]", "").equalsIgnoreCase(FLAG))
                throw Refused.invalid(name, "Spell it %s.".formatted(FLAG));
        var said = query.all(FLAG);
        if (said.isEmpty() || said.equals(List.of("false"))) return false;
        if (said.equals(List.of("true"))) return true;
        throw Refused.invalid(FLAG, "true or false.");
    }

    private Response rehearsed(Request request, Handler handler) {
        var actor = bearer.actor(request);
        var rehearsal = rehearse.run(actor, () -> handler.handle(request))
                .orElseThrow(() -> new HttpRefusal(
                        503,
                        "Others change the realm at this moment, so what this alone would change cannot be told. Ask again.",
                        Map.of("Retry-After", "1")));
        return Response.json(200, document(actor, rehearsal)).noStore();
    }

    private static DryRunDocument document(Actor actor, Rehearsal<Response> rehearsal) {
        var seen = rehearsal.lines().stream()
                .filter(line -> actor.reaches(line.realm()))
                .toList();
        var hidden = new TreeSet<String>();
        for (var line : seen)
            if (!RehearseAct.mayCompare(actor, line.realm())) hidden.add(rehearsal.name(line.realm()));
        return new DryRunDocument(
                true,
                rehearsal.answer().status(),
                answer(rehearsal.answer()),
                seen.stream().map(line -> change(actor, line, rehearsal)).toList(),
                rehearsal.tokens().stream()
                        .map(token -> token(token, rehearsal))
                        .toList(),
                rehearsal.compared(),
                rehearsal.notCompared(),
                hidden);
    }

    private static @Nullable JsonNode answer(Response response) {
        if (response.body().length == 0) return null;
        var answer = JsonText.MAPPER.readTree(response.body());
        if (answer instanceof ObjectNode object) object.remove(SECRETS);
        return answer;
    }

    private static ChangeDocument change(Actor actor, AuditEntry line, Rehearsal<Response> rehearsal) {
        var realm = rehearsal.name(line.realm());
        if (!actor.may(Permission.VIEW_EVENTS, line.realm()))
            return new ChangeDocument(line.type(), line.subject(), realm, null, null);
        var told = Line.of(line);
        // the number of a line that there will never be
        told.payload().remove("with");
        return new ChangeDocument(line.type(), line.subject(), realm, told.payload(), told.changes());
    }

    private static TokenDocument token(TokenChange change, Rehearsal<Response> rehearsal) {
        var token = change.token();
        return new TokenDocument(
                token.clientId(),
                rehearsal.name(token.realm()),
                token.scope(),
                token.person() == null ? null : token.person().value(),
                token.isGolden(),
                change.matches(),
                change.claims().added(),
                change.claims().removed(),
                change.claims().changed(),
                change.expiresIn(),
                change.refusals());
    }
}
