package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.realm.Realm;
import dev.chancery.role.RoleStore;
import java.time.Instant;
import java.time.InstantSource;

/// Puts a client into the bin, takes it out again, and empties the bin.
public record DeleteClient(
        Database db, ClientStore clients, ClientRules rules, RoleStore roles, AuditTrail trail, InstantSource clock) {

    public void run(Actor actor, Realm realm, Client client) {
        actor.require(Permission.MANAGE_CLIENTS, realm.id());
        if (client.builtIn())
            throw Refused.conflict(null, "The client %s belongs to the server.".formatted(client.clientId()));
        db.unit(() -> {
            rules.requireOver(actor, realm, client);
            rules.requireAnotherAdmin(realm, client);
            if (!clients.bin(client, clock.instant()))
                throw Refused.stale("The client was changed meanwhile. Read it again, then delete it.");
            trail.append(
                    actor,
                    realm.id(),
                    Event.CLIENT_DELETED,
                    client.id().value(),
                    client.clientId(),
                    client.settings(),
                    null);
            tellRoles(actor, client, Event.ROLES_BINNED);
        });
    }

    /// It comes back as it went, with its secrets and roles.
    public Client restore(Actor actor, Realm realm, ClientKey id) {
        actor.require(Permission.MANAGE_CLIENTS, realm.id());
        return db.unit(() -> {
            var client = clients.find(realm.id(), id)
                    .filter(found -> found.deletedAt() != null)
                    .orElseThrow(() -> Refused.notFound("There is no such client in the bin."));
            rules.requireOver(actor, realm, client);
            if (!clients.restore(client))
                throw Refused.conflict(
                        "clientId", "A client with the id %s exists again.".formatted(client.clientId()));
            trail.append(
                    actor, realm.id(), Event.CLIENT_RESTORED, id.value(), client.clientId(), null, client.settings());
            tellRoles(actor, client, Event.ROLES_RESTORED);
            return clients.find(realm.id(), id).orElseThrow();
        });
    }

    /// Its roles go and come with it, and whoever remembers who holds them must hear of it.
    private void tellRoles(Actor actor, Client client, Event event) {
        if (roles.hasAny(client.id()))
            trail.append(actor, client.realm(), event, client.id().value(), null, null);
    }

    /// Removes for good what has lain in the bin since before `then`; a few at a time, so that nobody waits for it.
    public int purge(Actor actor, Instant then, int limit) {
        var due = clients.binnedBefore(then, limit);
        for (var client : due)
            db.unit(() -> {
                if (!clients.delete(client, then)) return;
                roles.withdrawAll(client.realm(), client.serviceAccount());
                trail.append(
                        actor, client.realm(), Event.CLIENT_PURGED, client.id().value(), client.clientId(), null, null);
            });
        return due.size();
    }
}
