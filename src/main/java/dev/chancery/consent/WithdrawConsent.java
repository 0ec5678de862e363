package dev.chancery.consent;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.session.GrantStore;
import java.util.Map;
import java.util.function.ToIntBiFunction;

/// Takes from a client all that somebody let it have: from this moment on, on every node, its tokens of theirs are
/// dead. Where it needs consent, it has to ask them anew; elsewhere it gets more as soon as they use it again.
///
/// @param denyDevices denies the client's devices that somebody has let in and that have fetched nothing; how many
public record WithdrawConsent(
        Database db,
        ConsentStore consents,
        ToIntBiFunction<SubjectId, ClientKey> denyDevices,
        GrantStore grants,
        AuditTrail trail) {

    public void run(Actor actor, Realm realm, SubjectId person, Client client) {
        actor.require(Permission.MANAGE_USERS, realm.id());
        db.unit(() -> {
            // in this order, nothing that they allow at this moment is left over
            var agreed = consents.delete(person, client.id());
            var denied = denyDevices.applyAsInt(person, client.id());
            var granted = grants.deleteOf(person, client.id());
            if (!agreed && denied + granted == 0) throw nothing();
            var told = Map.of("client", client.clientId());
            trail.append(actor, realm.id(), Event.CONSENT_WITHDRAWN, person.value(), told, null);
        });
    }

    /// Also where there is no such client: who may not see clients does not learn of them here.
    public static Refused nothing() {
        return Refused.notFound("They let this client have nothing, or it was withdrawn.");
    }
}
