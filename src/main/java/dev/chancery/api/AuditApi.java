package dev.chancery.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.event.AuditEntry;
import dev.chancery.event.AuditFilter;
import dev.chancery.event.AuditStore;
import dev.chancery.history.Difference;
import dev.chancery.history.Line;
import dev.chancery.history.Subjects;
import dev.chancery.history.UndoChange;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RealmId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/api/realms/{name}/audit`: every change of a realm's configuration, who made it and from where.
public record AuditApi(Bearer bearer, Realms realms, AuditStore audit, Subjects subjects, UndoChange undo) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /// @param aggregateId the id of what was changed, and `aggregateName` what it is called; null where it has no name
    /// @param aggregateExists now, and not in the bin
    /// @param payload `before` and `after`, never with a secret; null once erased
    /// @param actorId the `sub` of their tokens, since a name may become another's; null for the operator
    /// @param number its place in the one order of all changes of this server
    /// @param digest SHA-256 of the salted payload, and `chainHash` of the line and all before it; both in hex
    record AuditDocument(
            String eventId,
            String eventType,
            String aggregateId,
            String realm,
            @Nullable JsonNode payload,
            String occurredAt,
            String actor,
            @Nullable String actorId,
            String address,
            long number,
            String digest,
            String chainHash,
            @Nullable String aggregateName,
            boolean aggregateExists) {

        static AuditDocument of(String realm, AuditEntry entry, Subjects.Read subjects) {
            var payload = entry.payload();
            var subject = subjects.of(entry);
            return new AuditDocument(
                    Long.toString(entry.number()),
                    entry.type(),
                    entry.subject(),
                    realm,
                    payload == null ? null : JsonText.MAPPER.readTree(payload),
                    entry.at().toString(),
                    entry.actor(),
                    entry.actorId(),
                    entry.address(),
                    entry.number(),
                    entry.digest(),
                    entry.chainHash(),
                    subject.name(),
                    subject.exists());
        }
    }

    /// A line alone.
    ///
    /// @param changes member by member
    record ChangeDocument(@JsonUnwrapped AuditDocument line, List<Difference.Member> changes, Prospect undo) {}

    /// What would come of an undo now.
    ///
    /// @param why it is not possible
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Prospect(
            boolean possible,
            @Nullable String why,
            @Nullable List<Refused.Conflict> conflicts) {

        static Prospect of(Optional<Refused> refused) {
            return refused.map(no -> new Prospect(false, no.getMessage(), no.conflicts.isEmpty() ? null : no.conflicts))
                    .orElseGet(() -> new Prospect(true, null, null));
        }
    }

    /// @param eventIds of the lines that tell of the undo, the first one first
    /// @param notRestored a sentence for each thing that did not come back
    record UndoneDocument(String undoes, List<String> eventIds, List<String> notRestored) {}

    /// `GET /api/realms/{name}/audit`: a page, the newest first; `type` and `subject` (an `aggregateId`) filter
    /// exactly, `actor` by a part of who did it, `from` and `to` by day. Needs `VIEW_EVENTS`; by the `id` of
    /// a deleted realm, in `master`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request.parameter("name"), actor);
        actor.require(Permission.VIEW_EVENTS, realm);
        var query = request.query();
        var filter = new AuditFilter(
                query.one("subject").orElse(null),
                query.one("type").orElse(null),
                ApiRequest.prefix(request, "actor"),
                ApiRequest.span(request));
        var page = audit.page(realm, filter, ApiRequest.page(request));
        var name = realms.find(realm).map(Realm::name).orElse(realm.value());
        var told = subjects.of(realm, page.content());
        return ApiRequest.page(page.map(entry -> AuditDocument.of(name, entry, told)));
    }

    /// `GET /api/realms/{name}/audit/{eventId}`: one line, what it changed, and whether that can be taken back now.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request.parameter("name"), actor);
        actor.require(Permission.VIEW_EVENTS, realm);
        var number = number(request);
        var entry = audit.find(realm, number).orElseThrow(() -> ApiRequest.absent("line"));
        var name = realms.find(realm).map(Realm::name).orElse(realm.value());
        return Response.json(
                200,
                new ChangeDocument(
                        AuditDocument.of(name, entry, subjects.of(realm, List.of(entry))),
                        Line.of(entry).changes(),
                        Prospect.of(undo.whyNot(actor, realm, number))));
    }

    /// `POST /api/realms/{name}/audit/{eventId}/undo`: takes back the line and all that was done at once with it. Needs
    /// `VIEW_EVENTS`, and what it takes to do the opposite by hand; 409 when a later change touched the same.
    public Response undo(Request request) {
        var actor = bearer.actor(request);
        var number = number(request);
        var undone = undo.run(actor, realm(request.parameter("name"), actor), number);
        return Response.json(
                200,
                new UndoneDocument(
                        Long.toString(number),
                        undone.lines().stream().map(line -> Long.toString(line)).toList(),
                        undone.notRestored()));
    }

    private static long number(Request request) {
        var id = request.parameter("eventId");
        if (!NUMBER.matcher(id).matches()) throw ApiRequest.absent("line");
        return Long.parseLong(id);
    }

    /// A trail outlives its realm: whoever reaches every realm reads it by the `id` of one that was deleted.
    private RealmId realm(String named, Actor actor) {
        var id = new RealmId(named);
        if (actor.reachesAll() && realms.find(named).isEmpty() && audit.isKnown(id)) return id;
        return ApiRequest.realm(named, actor, realms).id();
    }
}
