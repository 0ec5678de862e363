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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The two clients that stand for the administration of a realm: `realm-management` in it, `<realm>-realm` in `master`.
/// They get no tokens; whoever is granted their roles administers the realm.
public record PlantManagement(
        Database db, Changes changes, RealmStore realms, ClientStore clients, RoleStore roles, AuditTrail trail)
        implements RealmSeed {
    private static final Logger LOG = LoggerFactory.getLogger(PlantManagement.class);

    @Override
    public void plant(Realm realm) {
        for (var seat : seats(realm)) if (!planted(seat, realm)) throw taken(seat);
    }

    @Override
    public void tell(Actor actor, Realm realm) {
        for (var client : clients.managing(realm.id())) record(actor, client, Event.CLIENT_CREATED, client);
    }

    @Override
    public void bin(Actor actor, Realm realm, Instant now) {
        for (var client : elsewhere(realm))
            if (client.deletedAt() == null && clients.bin(client, now)) {
                record(actor, client, Event.CLIENT_DELETED, null);
                trail.append(
                        actor, client.realm(), Event.ROLES_BINNED, client.id().value(), null, null);
            }
    }

    @Override
    public void restore(Actor actor, Realm realm) {
        for (var client : elsewhere(realm))
            if (client.deletedAt() != null) {
                if (!clients.restore(client)) throw taken(new Seat(master(), client.clientId()));
                record(actor, client, Event.CLIENT_RESTORED, null);
                trail.append(
                        actor, client.realm(), Event.ROLES_RESTORED, client.id().value(), null, null);
            }
        plantMissing(actor, realm);
    }

    /// They are deleted by the database, with the realm.
    @Override
    public void purge(Actor actor, Realm realm) {
        for (var client : elsewhere(realm)) record(actor, client, Event.CLIENT_PURGED, null);
    }

    /// For realms from before there were such clients; where the name is taken, the realm stays without.
    public void plantMissing(Actor actor) {
        for (var id : clients.unmanagedRealms())
            db.unit(() -> {
                changes.hold();
                realms.find(id)
                        .filter(realm -> realm.deletedAt() == null)
                        .ifPresent(realm -> plantMissing(actor, realm));
            });
    }

    private void plantMissing(Actor actor, Realm realm) {
        var there = clients.managing(realm.id()).stream().map(Client::clientId).toList();
        for (var seat : seats(realm)) {
            if (there.contains(seat.clientId())) continue;
            if (planted(seat, realm))
                clients.find(seat.home().id(), seat.clientId())
                        .ifPresent(client -> record(actor, client, Event.CLIENT_CREATED, client));
            else
                LOG.warn(
                        "nobody can be granted the administration of the realm {} by the client {} of {}, which is another",
                        realm.name(),
                        seat.clientId(),
                        seat.home().name());
        }
    }

    /// Where one of the two belongs.
    private record Seat(Realm home, String clientId) {}

    private List<Seat> seats(Realm realm) {
        var name = ManagementRole.clientFor(realm.name());
        if (realm.isMaster()) return List.of(new Seat(realm, name));
        return List.of(new Seat(realm, ManagementRole.CLIENT), new Seat(master(), name));
    }

    private List<Client> elsewhere(Realm realm) {
        return clients.managing(realm.id()).stream()
                .filter(client -> !client.realm().equals(realm.id()))
                .toList();
    }

    private boolean planted(Seat seat, Realm managed) {
        var home = seat.home();
        var client = new Client(
                new ClientKey(RandomToken.uuid()),
                home.id(),
                seat.clientId(),
                settings("Administration of the realm " + managed.name()),
                new SubjectId(RandomToken.uuid()),
                true,
                managed.id(),
                managed.createdAt(),
                1,
                null);
        if (!clients.insert(client, List.of())) return false;
        var owner = new Role.Owner(client.id(), seat.clientId());
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
        return true;
    }

    private void record(Actor actor, Client client, Event event, @Nullable Client after) {
        trail.append(actor, client.realm(), event, client.id().value(), client.clientId(), null, after);
    }

    private Realm master() {
        return realms.find(Realm.MASTER).orElseThrow();
    }

    private static Refused taken(Seat seat) {
        return Refused.conflict(
                "name",
                "There is a client %s in the realm %s: delete it, or name this realm otherwise."
                        .formatted(seat.clientId(), seat.home().name()));
    }

    private static ClientSettings settings(String name) {
        return ClientSettings.named(name, false, List.of(), List.of(), List.of());
    }
}
