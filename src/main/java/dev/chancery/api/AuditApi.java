package dev.chancery.api;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.event.AuditEntry;
import dev.chancery.event.AuditStore;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RealmId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/api/realms/{name}/audit`: every change of a realm's configuration, who made it and from where.
public record AuditApi(Bearer bearer, Realms realms, AuditStore audit) {

    /// @param aggregateId the id of what was changed
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
            String chainHash) {

        static AuditDocument of(String realm, AuditEntry entry) {
            var payload = entry.payload();
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
                    entry.chainHash());
        }
    }

    /// `GET /api/realms/{name}/audit`: a page, the newest first; `type` and `subject` (an `aggregateId`) filter
    /// exactly. Needs `VIEW_EVENTS`; by the `id` of a deleted realm, in `master`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = realm(request.parameter("name"), actor);
        actor.require(Permission.VIEW_EVENTS, realm);
        var query = request.query();
        var page = audit.page(
                realm, query.one("subject").orElse(null), query.one("type").orElse(null), ApiRequest.page(request));
        var name = realms.find(realm).map(Realm::name).orElse(realm.value());
        return ApiRequest.page(page.map(entry -> AuditDocument.of(name, entry)));
    }

    /// A trail outlives its realm: whoever reaches every realm reads it by the `id` of one that was deleted.
    private RealmId realm(String named, Actor actor) {
        var id = new RealmId(named);
        if (actor.reachesAll() && realms.find(named).isEmpty() && audit.isKnown(id)) return id;
        return ApiRequest.realm(named, actor, realms).id();
    }
}
