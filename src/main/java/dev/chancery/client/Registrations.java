package dev.chancery.client;

import dev.chancery.db.Changes;
import dev.chancery.db.FeedCache;
import dev.chancery.db.Reach;
import dev.chancery.id.RealmId;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ProtocolMapper;
import dev.chancery.scope.ScopeStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Clients by `client_id`, from memory: at most a second behind the database, never behind this node's own changes.
public final class Registrations {
    private static final int LONGEST = 255;
    private static final int EXPLAINED = 5;

    private record Key(RealmId realm, String clientId) {}

    private final FeedCache<Key, Registration> held;
    private final ClientStore clients;
    private final ClientSecretStore secrets;
    private final ScopeStore scopes;
    private final InstantSource clock;

    public Registrations(
            ClientStore clients, ClientSecretStore secrets, ScopeStore scopes, Changes changes, InstantSource clock) {
        this.clients = clients;
        this.secrets = secrets;
        this.scopes = scopes;
        this.clock = clock;
        this.held = new FeedCache<>(changes, 20_000, Registrations::reached, this::load);
    }

    /// Enabled or not: the caller's gate judges that.
    public Optional<Registration> find(RealmId realm, String clientId) {
        return clientId.length() > LONGEST ? Optional.empty() : held.find(new Key(realm, clientId));
    }

    /// As the database has it now, for answers that must be strict.
    public Optional<Registration> read(RealmId realm, String clientId) {
        return clientId.length() > LONGEST ? Optional.empty() : load(new Key(realm, clientId));
    }

    private Optional<Registration> load(Key key) {
        return clients.find(key.realm(), key.clientId()).map(client -> {
            var byName =
                    scopes.all(key.realm()).stream().collect(Collectors.toMap(ClientScope::name, Function.identity()));
            var settings = client.settings();
            var defaults = named(settings.scopes(), byName);
            var optional = named(settings.optionalScopes(), byName);
            var mappers = Stream.concat(
                            settings.mappers().stream(),
                            Stream.concat(defaults.stream(), optional.stream())
                                    .flatMap(scope -> scope.settings().mappers().stream()))
                    .toList();
            return new Registration(
                    client,
                    relevant(secrets.all(client.id()), clock.instant()),
                    defaults,
                    optional,
                    Set.copyOf(byName.keySet()),
                    mappers.stream().anyMatch(ProtocolMapper::saysAtIntrospectionAlone),
                    mappers.stream().anyMatch(ProtocolMapper::readsNotes));
        });
    }

    private static List<ClientSecret> relevant(List<ClientSecret> all, Instant now) {
        var ended = all.stream().filter(secret -> !secret.worksAt(now)).limit(EXPLAINED);
        return Stream.concat(all.stream().filter(secret -> secret.worksAt(now)), ended)
                .toList();
    }

    private static List<ClientScope> named(List<String> names, Map<String, ClientScope> scopes) {
        return names.stream().map(scopes::get).filter(Objects::nonNull).toList();
    }

    private static Reach<Key> reached(Changes.Change change) {
        return switch (change.kind()) {
            case "client" -> Reach.key(new Key(new RealmId(change.realm()), change.subject()));
            case "scope" -> Reach.matching(key -> key.realm().value().equals(change.realm()));
            default -> Reach.none();
        };
    }
}
