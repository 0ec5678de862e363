package dev.chancery.session;

import dev.chancery.admin.Actor;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import org.jspecify.annotations.Nullable;

/// Ends what a client was let have: once something of it that works once is shown again, since nobody can tell which of
/// the two who show it is the thief, or when the client gives it back.
public record EndGrant(Database db, GrantStore grants, AuditTrail trail) {

    /// What the trail tells of it.
    ///
    /// @param sessionId absent for offline access
    public record Told(
            String client, String grantId, @Nullable String sessionId, String scope) {}

    /// `client` is who showed it, by the name `clientId`; `why` is what it meant. Tells of it once.
    public void run(Actor client, String clientId, Realm realm, AuthorizationGrant grant, Event why) {
        db.unit(() -> {
            if (!grants.delete(realm.id(), grant.id())) return;
            var id = grant.id().value();
            var session = grant.session();
            var told = new Told(clientId, id, session == null ? null : session.value(), grant.scope());
            trail.append(client, realm.id(), why, grant.person().value(), id, told, null);
        });
    }
}
