package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import dev.chancery.scope.BuiltInScope;
import java.time.InstantSource;

/// Changes the settings of a client, whole.
public record ChangeClient(
        Database db,
        ClientStore clients,
        ClientRules rules,
        ClientSecretStore secrets,
        AuditTrail trail,
        InstantSource clock) {

    /// `read` is the client as the caller saw it; if it has changed since, nothing happens, nor if nothing is to
    /// change.
    public Client run(Actor actor, Realm realm, Client read, ClientSettings settings, AccountRoles.Change roles) {
        actor.require(Permission.MANAGE_CLIENTS, realm.id());
        roles.wanted().requireFew("serviceAccount.roles");
        return db.unit(() -> {
            rules.requireOver(actor, realm, read);
            var existing = rules.existing(realm);
            var settled = rules.settled(settings, existing, clock.instant());
            rules.requireMayAdminister(actor, realm, settled);
            rules.requireHoldingGiven(actor, realm, existing, read.settings(), settled);
            requireStillAdministers(read, settled);
            if (settled.equals(read.settings()) && roles.seen().equals(roles.wanted())) return read;
            if (!settled.enabled() || !settled.allows(Grant.CLIENT_CREDENTIALS)) rules.requireAnotherAdmin(realm, read);
            var version = clients.update(read.with(settled, read.version()), existing)
                    .orElseThrow(() ->
                            Refused.stale("The client was changed meanwhile. Read it again, then repeat the change."));
            if (settled.secretStorage() == SecretStorage.HASHED) secrets.forgetTexts(read.id());
            if (settled.publicClient()) secrets.expireAll(read.id(), clock.instant(), clock.instant());
            trail.append(
                    actor,
                    realm.id(),
                    Event.CLIENT_UPDATED,
                    read.id().value(),
                    read.clientId(),
                    read.settings(),
                    settled);
            if (settled.allows(Grant.CLIENT_CREDENTIALS)) rules.accountRoles().apply(actor, realm, read, roles);
            else if (read.settings().allows(Grant.CLIENT_CREDENTIALS))
                rules.accountRoles().withdrawAll(actor, realm, read);
            return read.with(settled, version);
        });
    }

    /// Administrators sign in through the server's own client, so its tokens must go on counting as theirs.
    private static void requireStillAdministers(Client read, ClientSettings settled) {
        if (read.builtIn() && !settled.scopes().contains(BuiltInScope.CHANCERY_ADMIN.scopeName))
            throw Refused.invalid(
                    "hiddenScopes",
                    "The client %s belongs to the server, and keeps the scope %s."
                            .formatted(read.clientId(), BuiltInScope.CHANCERY_ADMIN.scopeName));
    }
}
