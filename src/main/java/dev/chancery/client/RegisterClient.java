package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.NewIds;
import dev.chancery.realm.Realm;
import dev.chancery.role.RoleNames;
import dev.chancery.scope.ClientScope;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Registers a client, and draws its first secret unless it is public.
public record RegisterClient(
        Database db,
        ClientStore clients,
        NewIds ids,
        ClientRules rules,
        SecretMaker secrets,
        AuditTrail trail,
        InstantSource clock) {

    static final String FIRST_SECRET = "first";

    /// @param secret shown this once; absent for public clients
    public record Registered(Client client, @Nullable String secret) {}

    /// How it is to be called; what is absent is drawn.
    ///
    /// @param serviceAccount the id of its service account
    public record Wish(
            @Nullable ClientKey id,
            @Nullable String clientId,
            @Nullable SubjectId serviceAccount) {

        public static Wish named(@Nullable String clientId) {
            return new Wish(null, clientId, null);
        }
    }

    /// `roles` are for its service account.
    public Registered run(Actor actor, Realm realm, Wish wish, ClientSettings settings, RoleNames roles) {
        return run(actor, realm, wish, settings, roles, true);
    }

    /// The same without a secret: it works once it is given one.
    public Client bare(Actor actor, Realm realm, Wish wish, ClientSettings settings, RoleNames roles) {
        return run(actor, realm, wish, settings, roles, false).client();
    }

    private Registered run(
            Actor actor, Realm realm, Wish wish, ClientSettings settings, RoleNames roles, boolean draws) {
        actor.require(Permission.CREATE_CLIENTS, realm.id());
        roles.requireFew("serviceAccount.roles");
        return db.unit(() -> {
            if (!roles.equals(RoleNames.NONE)) rules.privileges().hold(realm);
            var existing = rules.existing(realm);
            var settled = rules.settledAtFirst(settings, existing, clock.instant());
            rules.requireMayAdminister(actor, realm, settled);
            rules.requireHoldingGiven(
                    actor,
                    realm,
                    existing,
                    settled.withScopes(List.of(), List.of()).with(List.of(), settled.serviceAccount()),
                    settled);
            var client = inserted(realm, wish, settled, existing, false);
            var secret = draws && !settled.publicClient()
                    ? secrets.insert(client, FIRST_SECRET, null, clock.instant())
                            .text()
                    : null;
            record(actor, client);
            rules.accountRoles().apply(actor, realm, client, new AccountRoles.Change(RoleNames.NONE, roles));
            return new Registered(client, secret);
        });
    }

    /// The client alone, as part of a larger transaction of somebody who has been authorized.
    public Client plant(Actor actor, Realm realm, String clientId, ClientSettings settings, boolean builtIn) {
        var client = inserted(realm, Wish.named(clientId), settings, rules.existing(realm), builtIn);
        record(actor, client);
        return client;
    }

    private Client inserted(
            Realm realm, Wish wish, ClientSettings settings, List<ClientScope> existing, boolean builtIn) {
        var clientId = wish.clientId() == null ? "client-" + RandomToken.hex(8) : wish.clientId();
        // RFC 6749 appendix A.1: client-id = *VSCHAR; without spaces here, since people copy them by hand
        if (!clientId.matches("[\\x21-\\x7e]{1,255}"))
            throw Refused.invalid("clientId", "1 to 255 visible ASCII characters, without a space.");
        var client = new Client(
                ids.id("id", wish.id(), ClientKey::new),
                realm.id(),
                clientId,
                settings,
                ids.id("serviceAccountId", wish.serviceAccount(), SubjectId::new),
                builtIn,
                null,
                clock.instant(),
                1,
                null);
        if (client.id().value().equals(client.serviceAccount().value()))
            throw Refused.conflict("serviceAccountId", "Another id than the client's.");
        if (!clients.insert(client, existing))
            throw Refused.conflict("clientId", "A client with the id %s exists in this realm.".formatted(clientId));
        return client;
    }

    private void record(Actor actor, Client client) {
        trail.append(actor, client.realm(), Event.CLIENT_CREATED, client.id().value(), client.clientId(), null, client);
    }
}
