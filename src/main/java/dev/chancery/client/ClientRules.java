package dev.chancery.client;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.admin.Rights;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.MapperRules;
import dev.chancery.scope.ProtocolMapper;
import dev.chancery.scope.ScopeStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What every act on a client asks, beyond what its settings say by themselves.
public record ClientRules(ScopeStore scopes, Privileges privileges, MapperRules mappers, AccountRoles accountRoles) {

    /// Whoever controls a client controls its service account, and the administrators that sign in through it.
    void requireOver(Actor actor, Realm realm, Client client) {
        requireOrdinary(client);
        privileges.requireOver(actor, realm, client.serviceAccount());
        requireMayAdminister(actor, realm, client.settings());
    }

    /// Whoever knows its secret is its service account.
    void requireToActAs(Actor actor, Realm realm, Client client) {
        requireOrdinary(client);
        privileges.requireToActAs(actor, realm, client.serviceAccount());
        requireMayAdminister(actor, realm, client.settings());
        mappers.requireHolding(actor, realm, List.of(), mappersOf(client.settings(), existing(realm)));
    }

    /// One that stands for the administration of a realm comes and goes with it, and gets no tokens.
    private static void requireOrdinary(Client client) {
        if (client.manages() != null)
            throw Refused.conflict(
                    null,
                    "The client %s belongs to the server: grant its roles, there is nothing else to do with it."
                            .formatted(client.clientId()));
    }

    void requireMayAdminister(Actor actor, Realm realm, ClientSettings settings) {
        if (assigned(settings).contains(BuiltInScope.CHANCERY_ADMIN.scopeName))
            actor.requireHolding(
                    realm.isMaster() ? Rights.ALL : Rights.within(realm.id(), EnumSet.allOf(Permission.class)));
    }

    /// Nobody lets a client's tokens name roles that they don't hold, be it by its own mappers or by the scopes it is
    /// given. What new clients of the realm get anyway is for those to answer who made it so.
    void requireHoldingGiven(
            Actor actor, Realm realm, List<ClientScope> existing, ClientSettings before, ClientSettings after) {
        var known = opensOtherwise(before, after) ? List.<ProtocolMapper>of() : mappersOf(before, existing);
        mappers.requireHolding(actor, realm, known, mappersOf(after, existing));
    }

    /// Another way to its tokens is as good as its secret.
    private static boolean opensOtherwise(ClientSettings before, ClientSettings after) {
        return before.publicClient() != after.publicClient()
                || !before.grantTypes().containsAll(after.grantTypes())
                || !before.redirectUris().containsAll(after.redirectUris());
    }

    private static List<ProtocolMapper> mappersOf(ClientSettings settings, List<ClientScope> existing) {
        var all = new ArrayList<>(settings.mappers());
        var assigned = assigned(settings);
        for (var scope : existing)
            if (assigned.contains(scope.name()) && !scope.settings().isForAll())
                all.addAll(scope.settings().mappers());
        return all;
    }

    void requireAnotherAdmin(Realm realm, Client client) {
        privileges.requireAnotherAdmin(realm, client.serviceAccount());
    }

    /// The realm's scopes, which a client is given by name and keeps by id.
    List<ClientScope> existing(Realm realm) {
        return scopes.all(realm.id());
    }

    /// A new client's settings: with the hidden scopes that the realm gives to every client.
    ClientSettings settledAtFirst(ClientSettings settings, List<ClientScope> existing, Instant now) {
        return settled(withHiddenDefaults(settings, existing), existing, now);
    }

    private static ClientSettings withHiddenDefaults(ClientSettings settings, List<ClientScope> existing) {
        var names = new LinkedHashSet<>(settings.scopes());
        for (var scope : existing)
            if (scope.settings().isForAll() && !settings.optionalScopes().contains(scope.name()))
                names.add(scope.name());
        return settings.withScopes(List.copyOf(names), settings.optionalScopes());
    }

    /// The settings as they may be kept: every scope exists, and `service_account` goes with the grant it is for.
    ClientSettings settled(ClientSettings settings, List<ClientScope> existing, Instant now) {
        var known = existing.stream().map(ClientScope::name).collect(Collectors.toSet());
        requireKnown("scopes", settings.scopes(), known);
        requireKnown("optionalScopes", settings.optionalScopes(), known);
        var names = new ArrayList<>(settings.scopes());
        names.remove(BuiltInScope.SERVICE_ACCOUNT.scopeName);
        if (settings.allows(Grant.CLIENT_CREDENTIALS)) names.add(BuiltInScope.SERVICE_ACCOUNT.scopeName);
        var account = settings.allows(Grant.CLIENT_CREDENTIALS) ? settings.serviceAccount() : ServiceAccount.BLANK;
        var settled = settings.withScopes(names, settings.optionalScopes())
                .with(mappers.settled(settings.mappers()), account)
                .validated(now);
        requireOneSector(settled);
        return settled;
    }

    /// OpenID Connect Core §8.1: "If there are multiple hostnames in the registered redirect_uris, the Client MUST
    /// register a sector_identifier_uri." Otherwise one more of them would make everybody somebody else.
    private void requireOneSector(ClientSettings settings) {
        for (var mapper : settings.mappers())
            if (mappers.decidesSubject(mapper)
                    && mapper.config("sector").isEmpty()
                    && RedirectUri.hosts(settings).size() > 1)
                throw invalid(
                        "mappers",
                        "The redirect URIs lead to several hosts: say in config.sector of the mapper %s which one counts."
                                .formatted(mapper.name()));
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
