package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.admin.ManagementRole;
import dev.chancery.admin.Refused;
import dev.chancery.admin.Rights;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSeed;
import dev.chancery.realm.RealmStore;
import dev.chancery.role.Role;
import dev.chancery.role.RoleSettings;
import dev.chancery.role.RoleStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The two clients that stand for the administration of a realm: `realm-management` in it, `<realm>-realm` in `master`.
/// They get no tokens; whoever is granted their roles administers the realm.
public record PlantManagement(
        Database db, Changes changes, RealmStore realms, ClientStore clients, RoleStore roles, AuditTrail trail)
        implements RealmSeed {
    private static final Logger LOG = LoggerFactory.getLogger(PlantManagement.class);

    @Override
    public void plant(Actor actor, Realm realm) {
        if (!realm.isMaster() && !planted(actor, realm, ManagementRole.CLIENT, realm))
            throw taken(ManagementRole.CLIENT, realm);
        var name = ManagementRole.clientFor(realm.name());
        var master = realm.isMaster() ? realm : master();
        if (!planted(actor, master, name, realm)) throw taken(name, master);
    }

    @Override
    public void bin(Actor actor, Realm realm, Instant now) {
        elsewhere(realm).filter(client -> client.deletedAt() == null).forEach(client -> {
            clients.bin(client, now);
            record(actor, client, Event.CLIENT_DELETED, Event.ROLES_BINNED);
        });
    }

    @Override
    public void restore(Actor actor, Realm realm) {
        elsewhere(realm).filter(client -> client.deletedAt() != null).forEach(client -> {
            if (!clients.restore(client)) throw taken(client.clientId(), master());
            record(actor, client, Event.CLIENT_RESTORED, Event.ROLES_RESTORED);
        });
    }

    /// For realms from before there were such clients; one whose name is taken stays without.
    public void plantMissing(Actor actor) {
        for (var id : clients.unmanagedRealms())
            db.unit(() -> {
                changes.hold();
                if (clients.managing(id).isEmpty())
                    realms.find(id)
                            .filter(realm -> realm.deletedAt() == null)
                            .ifPresent(realm -> attempt(actor, realm));
            });
    }

    private void attempt(Actor actor, Realm realm) {
        var name = ManagementRole.clientFor(realm.name());
        if (clients.find(realm.id(), ManagementRole.CLIENT).isEmpty()
                && clients.find(master().id(), name).isEmpty()) plant(actor, realm);
        else
            LOG.warn(
                    "the realm {} is administered by its own roles alone: {} or {} in master is somebody's client",
                    realm.name(),
                    ManagementRole.CLIENT,
                    name);
    }

    private Stream<Client> elsewhere(Realm realm) {
        return clients.managing(realm.id()).stream()
                .filter(client -> !client.realm().equals(realm.id()));
    }

    private boolean planted(Actor actor, Realm home, String clientId, Realm managed) {
        var client = new Client(
                new ClientKey(RandomToken.uuid()),
                home.id(),
                clientId,
                settings("Administration of the realm " + managed.name()),
                new SubjectId(RandomToken.uuid()),
                true,
                managed.id(),
                managed.createdAt(),
                1,
                null);
        if (!clients.insert(client, List.of())) return false;
        var owner = new Role.Owner(client.id(), clientId);
        roles.insertAll(Stream.of(ManagementRole.values())
                .map(role -> new Role(
                        new RoleId(RandomToken.uuid()),
                        home.id(),
                        owner,
                        role.roleName,
                        RoleSettings.described(role.description()),
                        false,
                        true,
                        Rights.NONE,
                        managed.createdAt(),
                        1))
                .toList());
        trail.append(actor, home.id(), Event.CLIENT_CREATED, client.id().value(), clientId, null, client);
        return true;
    }

    private void record(Actor actor, Client client, Event event, Event ofRoles) {
        trail.append(actor, client.realm(), event, client.id().value(), client.clientId(), null, null);
        trail.append(actor, client.realm(), ofRoles, client.id().value(), null, null);
    }

    private Realm master() {
        return realms.find(Realm.MASTER).orElseThrow();
    }

    private static Refused taken(String clientId, Realm home) {
        return Refused.conflict(
                "name",
                "There is a client %s in the realm %s, which must bear another name first."
                        .formatted(clientId, home.name()));
    }

    private static ClientSettings settings(String name) {
        return new ClientSettings(
                name,
                "",
                true,
                false,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                false,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                SecretStorage.HASHED,
                0,
                List.of(),
                ServiceAccount.BLANK);
    }
}
