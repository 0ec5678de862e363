package dev.chancery;

import dev.chancery.api.Bearer;
import dev.chancery.api.ClientLookup;
import dev.chancery.api.ClientsApi;
import dev.chancery.api.RealmsApi;
import dev.chancery.api.SecretsApi;
import dev.chancery.bootstrap.FirstStart;
import dev.chancery.claims.ClaimsMapper;
import dev.chancery.claims.EmailClaims;
import dev.chancery.claims.OriginClaims;
import dev.chancery.claims.ProfileClaims;
import dev.chancery.claims.RoleClaims;
import dev.chancery.clientauth.ClientAuthMethod;
import dev.chancery.clientauth.ClientAuthenticator;
import dev.chancery.clientauth.PublicClient;
import dev.chancery.clientauth.SecretBasic;
import dev.chancery.clientauth.SecretPost;
import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeyRefusal;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.Signer;
import dev.chancery.crypto.Verifier;
import dev.chancery.db.Database;
import dev.chancery.db.DatabaseSettings;
import dev.chancery.db.StartRefusal;
import dev.chancery.discovery.JwksEndpoint;
import dev.chancery.discovery.Metadata;
import dev.chancery.http.Handler;
import dev.chancery.http.JettyListener;
import dev.chancery.http.ListenSettings;
import dev.chancery.http.TrustedProxies;
import dev.chancery.introspect.IntrospectionEndpoint;
import dev.chancery.issue.ActiveTokens;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.Refusals;
import dev.chancery.revoke.RevocationEndpoint;
import dev.chancery.token.ClientCredentialsHandler;
import dev.chancery.token.GrantHandler;
import dev.chancery.token.PasswordHandler;
import dev.chancery.token.TokenEndpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The composition root: each object is built once, by hand, and nowhere else.
public final class Server implements AutoCloseable {
    private final House house;
    private final Signer signer = new Signer();
    private final Chores chores;
    private final JettyListener listener;
    private final Optional<FirstStart.Administrator> administrator;
    private final String publicUrl;

    /// Opens the store, makes what a first start needs, and listens. [StartRefusal] says in one line what is in the
    /// way.
    public static Server start(Config config, InstantSource clock) {
        var db = database(config);
        try {
            return new Server(config, new House(db, masterKeys(config), clock));
        } catch (RuntimeException | Error failed) {
            db.close();
            throw failed;
        }
    }

    private Server(Config config, House house) {
        this.house = house;
        KeyCheck.require(house.db, house.masterKeys);
        house.changes.start();
        administrator = house.firstStart.run(new FirstStart.Wish(
                orNull(config, Setting.BOOTSTRAP_ADMIN_USERNAME),
                orNull(config, Setting.BOOTSTRAP_ADMIN_PASSWORD),
                orNull(config, Setting.BOOTSTRAP_CLIENT_ID),
                orNull(config, Setting.BOOTSTRAP_CLIENT_SECRET)));
        var routes = new CompletableFuture<Handler>();
        listener = JettyListener.start(
                listenSettings(config), request -> routes.join().handle(request));
        publicUrl = config.publicUrl(listener.port());
        routes.complete(routes(new Issuer(publicUrl)).router());
        chores = new Chores(house);
    }

    public int port() {
        return listener.port();
    }

    public String publicUrl() {
        return publicUrl;
    }

    /// Present after the first start, so that its password can be shown this once.
    public Optional<FirstStart.Administrator> administrator() {
        return administrator;
    }

    private Routes routes(Issuer issuer) {
        var tokens = new TokenIssuer(issuer, claimsMappers(), house.heldRoles, house.keys, signer, house.clock);
        var active = new ActiveTokens(house.keys, new Verifier(), issuer, house.db, house.clock);
        var methods = clientAuthMethods();
        var clients = new ClientAuthenticator(
                methods, house.registrations, house.masterKeys, house.usage, house.guesses, house.clock);
        var grants = grantHandlers(tokens);
        var bearer = new Bearer(house.keyStore, house.realmStore, active, house.privileges);
        var lookup = new ClientLookup(house.clientStore, house.realms);
        return new Routes(
                house.realms,
                new Metadata(issuer, house.keys, house.scopeStore, grants, methods),
                new JwksEndpoint(house.keys),
                new TokenEndpoint(clients, grants),
                new IntrospectionEndpoint(clients, active),
                new RevocationEndpoint(clients, active, house.revokedTokens),
                new RealmsApi(
                        bearer,
                        house.realms,
                        house.realmStore,
                        house.createRealm,
                        house.changeRealm,
                        house.deleteRealm,
                        house.rotateKeys),
                new ClientsApi(
                        bearer,
                        house.realms,
                        house.clientStore,
                        house.scopeStore,
                        lookup,
                        house.registerClient,
                        house.changeClient,
                        house.deleteClient),
                new SecretsApi(bearer, lookup, house.secretStore, house.manageSecrets, house.scopeStore, house.clock),
                new Refusals(house.failures),
                house.clock);
    }

    private List<GrantHandler> grantHandlers(TokenIssuer tokens) {
        return List.of(new ClientCredentialsHandler(tokens), new PasswordHandler(house.checkPassword, tokens));
    }

    private static List<ClientAuthMethod> clientAuthMethods() {
        return List.of(new SecretBasic(), new SecretPost(), new PublicClient());
    }

    private static List<ClaimsMapper> claimsMappers() {
        return List.of(new ProfileClaims(), new EmailClaims(), new RoleClaims(), new OriginClaims());
    }

    private static ListenSettings listenSettings(Config config) {
        var settings = ListenSettings.on(
                        config.get(Setting.BIND), config.port(Setting.HTTP_PORT), () -> RandomToken.hex(16))
                .aliases(config.list(Setting.PATH_ALIASES))
                .https(config.get(Setting.PUBLIC_URL).startsWith("https:"))
                .behind(TrustedProxies.of(config.list(Setting.TRUSTED_PROXIES)));
        var tls = config.tls();
        return tls == null ? settings : settings.tls(tls);
    }

    static Database database(Config config) {
        var settings = DatabaseSettings.sqlite(config.dataFolder());
        if (!config.has(Setting.DATABASE_URL)) return Database.open(settings);
        return Database.open(new DatabaseSettings(
                config.get(Setting.DATABASE_URL),
                orNull(config, Setting.DATABASE_USER),
                orNull(config, Setting.DATABASE_PASSWORD),
                config.dataFolder(),
                settings.readers(),
                settings.connections(),
                Duration.ofSeconds(5)));
    }

    static MasterKeys masterKeys(Config config) {
        try {
            var current = config.has(Setting.MASTER_KEY)
                    ? MasterKey.of(config.get(Setting.MASTER_KEY))
                    : MasterKey.loadOrCreate(config.dataFolder().resolve("master.key"));
            var previous = config.list(Setting.PREVIOUS_MASTER_KEYS).stream()
                    .map(MasterKey::of)
                    .toList();
            return new MasterKeys(current, previous);
        } catch (MasterKeyRefusal refusal) {
            throw new StartRefusal("The master key cannot be used: %s.".formatted(refusal.getMessage()));
        }
    }

    private static @Nullable String orNull(Config config, Setting setting) {
        return config.has(setting) ? config.get(setting) : null;
    }

    @Override
    public void close() {
        listener.close();
        chores.close();
        signer.close();
        house.close();
    }
}
