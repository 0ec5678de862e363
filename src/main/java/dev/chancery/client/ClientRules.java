package dev.chancery.client;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.scope.Assignment;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ScopeStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What every act on a client asks, beyond what its settings say by themselves.
public record ClientRules(ScopeStore scopes, Privileges privileges) {

    /// Whoever controls a client controls its service account, and the administrators that sign in through it.
    void requireOver(Actor actor, Realm realm, Client client) {
        privileges.requireOver(actor, realm, client.serviceAccount());
        requireMayAdminister(actor, realm, client.settings());
    }

    void requireMayAdminister(Actor actor, Realm realm, ClientSettings settings) {
        if (assigned(settings).contains(BuiltInScope.CHANCERY_ADMIN.scopeName))
            actor.requireHolding(EnumSet.allOf(Permission.class), realm.id(), realm.isMaster());
    }

    void requireAnotherAdmin(Realm realm, Client client) {
        privileges.requireAnotherAdmin(realm, client.serviceAccount());
    }

    /// With the hidden scopes that the realm gives to every client, and those that every service account has.
    ClientSettings withHiddenDefaults(Realm realm, ClientSettings settings) {
        var names = new LinkedHashSet<>(settings.scopes());
        for (var scope : scopes.all(realm.id()))
            if (!scope.settings().includeInTokenScope()
                    && scope.settings().realmDefault() == Assignment.DEFAULT
                    && !settings.optionalScopes().contains(scope.name())) names.add(scope.name());
        return settings.withScopes(List.copyOf(names), settings.optionalScopes());
    }

    /// The settings as they may be kept: every scope exists, and `service_account` goes with the grant it is for.
    ClientSettings settled(Realm realm, ClientSettings settings) {
        var existing =
                scopes.all(realm.id()).stream().collect(Collectors.toMap(ClientScope::name, Function.identity()));
        requireKnown("scopes", settings.scopes(), existing.keySet());
        requireKnown("optionalScopes", settings.optionalScopes(), existing.keySet());
        var names = new ArrayList<>(settings.scopes());
        names.remove(BuiltInScope.SERVICE_ACCOUNT.scopeName);
        if (settings.allows(Grant.CLIENT_CREDENTIALS)) names.add(BuiltInScope.SERVICE_ACCOUNT.scopeName);
        return settings.withScopes(names, settings.optionalScopes()).validated();
    }

    private static void requireKnown(String member, List<String> names, Set<String> existing) {
        for (var name : names)
            if (!existing.contains(name))
                throw invalid(member, "There is no scope named %s in this realm.".formatted(name));
    }

    private static Set<String> assigned(ClientSettings settings) {
        var assigned = new LinkedHashSet<>(settings.scopes());
        assigned.addAll(settings.optionalScopes());
        return assigned;
    }
}
