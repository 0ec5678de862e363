package dev.chancery.scope;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.realm.Realm;
import java.util.List;

/// Changes a scope, or deletes it; clients that had it lose it in the same moment.
public record ChangeScope(Database db, ScopeStore scopes, MapperRules mappers, AuditTrail trail) {

    private static final int MOST_TOLD = 500;

    /// What goes with a scope.
    ///
    /// @param clients the ids of those that had it, five hundred at most, those in the bin among them
    /// @param more whether there were more
    public record Lost(String name, ScopeSettings settings, List<String> clients, boolean more) {}

    public ClientScope run(Actor actor, Realm realm, ClientScope read, ScopeSettings settings) {
        actor.require(Permission.MANAGE_CLIENTS, read.realm());
        var wanted = settings.validated(mappers);
        if (read.builtIn() && wanted.includeInTokenScope() != read.settings().includeInTokenScope())
            throw Refused.invalid("includeInTokenScope", "This is fixed for built-in scopes.");
        if (BuiltInScope.CHANCERY_ADMIN.is(read.name()) && wanted.realmDefault() != Assignment.NONE)
            throw Refused.invalid("realmDefault", "Administration is never given to every new client.");
        if (wanted.equals(read.settings())) return read;
        var version = db.unit(() -> {
            // what every new client gets, whoever registers it, is given by whoever makes it so
            var known = wanted.isForAll() && !read.settings().isForAll()
                    ? List.<ProtocolMapper>of()
                    : read.settings().mappers();
            mappers.requireHolding(actor, realm, known, wanted.mappers());
            var changed = scopes.update(read, wanted)
                    .orElseThrow(() ->
                            Refused.stale("The scope was changed meanwhile. Read it again, then repeat the change."));
            trail.append(actor, read.realm(), Event.SCOPE_UPDATED, read.id().value(), read.settings(), wanted);
            return changed;
        });
        return new ClientScope(read.id(), read.realm(), read.name(), wanted, read.builtIn(), read.createdAt(), version);
    }

    public void delete(Actor actor, Realm realm, ClientScope scope) {
        actor.require(Permission.MANAGE_CLIENTS, scope.realm());
        if (scope.builtIn()) throw Refused.conflict(null, "The scope %s is built in.".formatted(scope.name()));
        db.unit(() -> {
            mappers.requireHolding(actor, realm, scope.settings().mappers());
            var lost = lost(scope);
            if (!scopes.delete(scope))
                throw Refused.stale("The scope was changed meanwhile. Read it again, then delete it.");
            trail.append(actor, scope.realm(), Event.SCOPE_DELETED, scope.id().value(), lost, null);
        });
    }

    private Lost lost(ClientScope scope) {
        var clients = scopes.allClientsWith(scope.realm(), scope.id(), MOST_TOLD + 1);
        return new Lost(
                scope.name(),
                scope.settings(),
                clients.stream().limit(MOST_TOLD).map(ClientKey::value).toList(),
                clients.size() > MOST_TOLD);
    }
}
