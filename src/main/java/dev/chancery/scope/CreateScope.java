package dev.chancery.scope;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.ScopeId;
import dev.chancery.realm.NewIds;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Defines a scope.
public record CreateScope(
        Database db, ScopeStore scopes, NewIds ids, MapperRules mappers, AuditTrail trail, InstantSource clock) {

    private static final int MOST = 500;

    /// Without an `id` one is drawn.
    public ClientScope run(Actor actor, Realm realm, @Nullable ScopeId id, String name, ScopeSettings settings) {
        actor.require(Permission.MANAGE_CLIENTS, realm.id());
        // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
        if (!name.matches("[!#-\\[\\]-~]{1,128}"))
            throw Refused.invalid(
                    "name", "1 to 128 visible ASCII characters, without a space, a quote or a backslash.");
        var wanted = settings.validated(mappers);
        return db.unit(() -> {
            var drawn = ids.id("id", id, ScopeId::new);
            var scope = new ClientScope(drawn, realm.id(), name, wanted, false, clock.instant(), 1);
            mappers.requireHolding(actor, realm, List.of(), wanted.mappers());
            if (scopes.all(realm.id()).size() >= MOST)
                throw Refused.conflict(null, "The realm has %d scopes, which is as many as it may.".formatted(MOST));
            if (!scopes.insert(scope)) throw Refused.conflict("name", "A scope named %s exists.".formatted(name));
            trail.append(actor, realm.id(), Event.SCOPE_CREATED, scope.id().value(), null, scope);
            return scope;
        });
    }
}
