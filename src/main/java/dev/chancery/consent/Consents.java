package dev.chancery.consent;

import dev.chancery.admin.Actor;
import dev.chancery.client.Client;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.ScopeId;
import dev.chancery.scope.ClientScope;
import dev.chancery.session.Session;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What people say to a client that asks what it may have: a yes is kept, and each answer is on record.
public record Consents(Database db, ConsentStore store, AuditTrail trail, InstantSource clock) {

    /// What the trail tells of it.
    ///
    /// @param scopes the names of those that were asked for
    public record Told(String client, List<String> scopes, String sessionId) {}

    /// Whether somebody has agreed to all of these before.
    public boolean hasAgreed(Session session, Client client, List<ClientScope> scopes) {
        return isAll(scopes, store.find(session.person(), client.id()));
    }

    /// The same, inside a unit: nobody withdraws it until that ends.
    public boolean stands(Session session, Client client, List<ClientScope> scopes) {
        return isAll(scopes, store.lock(session.person(), client.id()));
    }

    private static boolean isAll(List<ClientScope> scopes, Set<ScopeId> agreed) {
        return agreed.containsAll(scopes.stream().map(ClientScope::id).toList());
    }

    /// To all of these, beside what they agreed to before.
    public void give(Actor person, Client client, List<ClientScope> scopes, Session session) {
        db.unit(() -> {
            // withdrawn at this moment, it does not come back
            var agreed = new HashSet<>(store.lock(session.person(), client.id()));
            scopes.forEach(scope -> agreed.add(scope.id()));
            store.put(client.realm(), session.person(), client.id(), agreed, clock.instant());
            tell(person, Event.CONSENT_GIVEN, client, scopes, session);
        });
    }

    /// What they agreed to before stands.
    public void refuse(Actor person, Client client, List<ClientScope> scopes, Session session) {
        db.unit(() -> tell(person, Event.CONSENT_REFUSED, client, scopes, session));
    }

    private void tell(Actor person, Event event, Client client, List<ClientScope> scopes, Session session) {
        var names = scopes.stream().map(ClientScope::name).sorted().toList();
        var told = new Told(client.clientId(), names, session.id().value());
        trail.append(person, client.realm(), event, session.person().value(), null, told);
    }
}
