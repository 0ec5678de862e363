package dev.chancery;

import dev.chancery.admin.Refused;
import dev.chancery.api.Bearer;
import dev.chancery.api.OpenApi;
import dev.chancery.bootstrap.FirstStart;
import dev.chancery.claims.MappedClaims;
import dev.chancery.clientauth.ClientAuthMethod;
import dev.chancery.clientauth.ClientAuthenticator;
import dev.chancery.clientauth.PublicClient;
import dev.chancery.clientauth.SecretBasic;
import dev.chancery.clientauth.SecretPost;
import dev.chancery.console.Console;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.Signer;
import dev.chancery.crypto.Verifier;
import dev.chancery.db.StartRefusal;
import dev.chancery.device.DeviceEndpoint;
import dev.chancery.device.TakeDevice;
import dev.chancery.discovery.JwksEndpoint;
import dev.chancery.discovery.Metadata;
import dev.chancery.http.Exchanges;
import dev.chancery.http.Handler;
import dev.chancery.http.JettyListener;
import dev.chancery.http.ListenSettings;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Route;
import dev.chancery.http.Router;
import dev.chancery.http.StaticFiles;
import dev.chancery.http.Views;
import dev.chancery.introspect.IntrospectionEndpoint;
import dev.chancery.issue.ActiveRefreshTokens;
import dev.chancery.issue.ActiveTokens;
import dev.chancery.issue.HiddenSubject;
import dev.chancery.issue.IdTokenHint;
import dev.chancery.issue.IssuedTokens;
import dev.chancery.issue.LaterClaims;
import dev.chancery.issue.PreviewToken;
import dev.chancery.issue.StandingGrants;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.login.BrandFiles;
import dev.chancery.login.Pages;
import dev.chancery.manage.AccessLog;
import dev.chancery.manage.ManagementRoutes;
import dev.chancery.manage.Metrics;
import dev.chancery.manage.Readiness;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.Preflight;
import dev.chancery.oauth.Refusals;
import dev.chancery.revoke.RevocationEndpoint;
import dev.chancery.session.RefreshTokens;
import dev.chancery.token.AuthorizationCodeHandler;
import dev.chancery.token.ClientCredentialsHandler;
import dev.chancery.token.DeviceCodeHandler;
import dev.chancery.token.FreshGrants;
import dev.chancery.token.GrantHandler;
import dev.chancery.token.PasswordHandler;
import dev.chancery.token.RefreshTokenHandler;
import dev.chancery.token.TokenEndpoint;
import dev.chancery.userinfo.UserinfoEndpoint;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The composition root: each object is built once, by hand, and nowhere else.
public final class Server implements AutoCloseable {
    final House house;
    private final Signer signer = new Signer();
    final Chores chores;
    private final IssuedTokens issued = new IssuedTokens();
    private final Readiness readiness;
    private final Router router;
    private final JettyListener management;
    private final JettyListener listener;
    private final Optional<FirstStart.Administrator> administrator;
    private final String publicUrl;
    private final UnaryOperator<Handler> overheard;

    /// Opens the store, makes what a first start needs, and listens. [StartRefusal] says in one line what is in the
    /// way.
    public static Server start(Config config, InstantSource clock) {
        return start(config, clock, UnaryOperator.identity());
    }

    /// @param overheard the house as the console asks it, through whoever listens
    static Server start(Config config, InstantSource clock, UnaryOperator<Handler> overheard) {
        var house = new Opening(config, clock).house();
        try {
            return new Server(config, house, overheard);
        } catch (RuntimeException | Error failed) {
            house.close();
            throw failed;
        }
    }

    /// The port comes before the first administrator, whose password must not be drawn by a start that then fails.
    private Server(Config config, House house, UnaryOperator<Handler> overheard) {
        this.house = house;
        this.overheard = overheard;
        house.changes.start();
        readiness = new Readiness(house.db, house.changes, house.clock);
        var metrics = new Metrics(issued, house.failures, house.passwords, house.changes);
        management = listening(management(config), new ManagementRoutes(readiness, metrics).router());
        var routes = new CompletableFuture<Handler>();
        JettyListener opened = null;
        try {
            opened = listening(publicly(config, metrics.requests()), new Awaited(routes));
            administrator = firstStart(config, house);
            publicUrl = config.publicUrl(opened.port());
            router = routes(new Issuer(publicUrl)).router();
            metrics.requests().of(router.routes());
            routes.complete(router);
            chores = new Chores(house);
        } catch (RuntimeException | Error failed) {
            routes.completeExceptionally(failed);
            if (opened != null) opened.close();
            management.close();
            throw failed;
        }
        listener = opened;
    }

    /// Who comes while the house is furnished waits at the door.
    private record Awaited(CompletableFuture<Handler> routes) implements Handler {
        @Override
        public Response handle(Request request) {
            return routes.join().handle(request);
        }

        @Override
        public int mostContent(String method, String path) {
            return routes.join().mostContent(method, path);
        }
    }

    private static JettyListener listening(ListenSettings settings, Handler handler) {
        try {
            return JettyListener.start(settings, handler);
        } catch (UncheckedIOException | IllegalArgumentException unusable) {
            throw new StartRefusal("The server cannot start: " + unusable.getMessage() + ".");
        }
    }

    private static Optional<FirstStart.Administrator> firstStart(Config config, House house) {
        try {
            return house.firstStart.run(new FirstStart.Wish(
                    orNull(config, Setting.BOOTSTRAP_ADMIN_USERNAME),
                    orNull(config, Setting.BOOTSTRAP_ADMIN_PASSWORD),
                    orNull(config, Setting.BOOTSTRAP_CLIENT_ID),
                    orNull(config, Setting.BOOTSTRAP_CLIENT_SECRET)));
        } catch (Refused refused) {
            throw new StartRefusal(
                    "The first administrator or client cannot be made as the bootstrap settings say: %s %s"
                            .formatted(refused.member, refused.getMessage()));
        }
    }

    public int port() {
        return listener.port();
    }

    public int managementPort() {
        return management.port();
    }

    public String publicUrl() {
        return publicUrl;
    }

    /// Every address it answers, but for the aliases.
    public List<Route> routes() {
        return router.routes();
    }

    /// Present after the first start, so that its password can be shown this once.
    public Optional<FirstStart.Administrator> administrator() {
        return administrator;
    }

    private Routes routes(Issuer issuer) {
        var mappers = new MappedClaims(House.claimsMappers());
        var subjects = new HiddenSubject(house.masterKeys);
        var verifier = new Verifier();
        var tokens = new TokenIssuer(
                issuer, mappers, house.heldRoles, house.memberships, house.keys, signer, subjects, house.clock);
        var active = new ActiveTokens(
                house.keys, verifier, issuer, house.db, house.userStore, house.changes, subjects, house.clock);
        var methods = clientAuthMethods();
        var clients = new ClientAuthenticator(
                methods, house.registrations, house.masterKeys, house.usage, house.guesses, house.clock);
        var refresh = new RefreshTokens(house.masterKeys);
        var guests = house.guests;
        var standing = new StandingGrants(guests.sessionStore, house.userStore, house.changes, house.clock);
        var refreshTokens = new ActiveRefreshTokens(guests.tipStore, standing, refresh, guests.endGrant);
        var grants = grantHandlers(tokens, refresh, standing);
        var later = new LaterClaims(mappers, house.registrations, house.heldRoles, house.memberships);
        var bearer = new Bearer(house.keys, house.realms, active, house.privileges);
        var files = new StaticFiles(issuer.path());
        var views = new Views(files);
        var signIns = SignIns.of(
                house, issuer, views, new Pages(views, files), new IdTokenHint(house.keys, verifier, issuer, subjects));
        var preview = new PreviewToken(issuer, mappers, house.registrations, house.heldRoles, house.memberships);
        return new Routes(
                house.realms,
                new Metadata(issuer, house.keys, house.scopes, grants, methods),
                new JwksEndpoint(house.keys),
                signIns,
                new DeviceEndpoint(issuer, clients, house.guests.deviceStore, house.guesses, house.clock),
                new TokenEndpoint(clients, grants, issued),
                new IntrospectionEndpoint(clients, active, refreshTokens, later, issuer),
                new UserinfoEndpoint(active, later, house.origins),
                new RevocationEndpoint(clients, active, house.revokedTokens, refreshTokens),
                new Preflight(house.origins),
                Api.of(house, bearer, preview),
                new OpenApi(issuer.publicUrl()),
                routed -> new Console(
                        issuer,
                        views,
                        files,
                        house.realms,
                        house.plantConsole,
                        house.masterKeys,
                        overheard.apply(routed),
                        house.clock),
                files,
                new BrandFiles(),
                new Refusals(house.failures),
                house.clock);
    }

    private List<GrantHandler> grantHandlers(TokenIssuer tokens, RefreshTokens refresh, StandingGrants standing) {
        var guests = house.guests;
        var fresh = new FreshGrants(tokens, refresh);
        var devices = new TakeDevice(house.db, guests.deviceStore, guests.beginGrant);
        return List.of(
                new AuthorizationCodeHandler(guests.grantStore, standing, refresh, guests.endGrant, tokens),
                new RefreshTokenHandler(guests.tipStore, standing, refresh, guests.endGrant, tokens),
                new ClientCredentialsHandler(tokens),
                new PasswordHandler(
                        house.checkPassword, house.secondFactors.factors, fresh, guests.beginGrant, house.clock),
                new DeviceCodeHandler(devices, standing, fresh, house.clock));
    }

    private static List<ClientAuthMethod> clientAuthMethods() {
        return List.of(new SecretBasic(), new SecretPost(), new PublicClient());
    }

    private static ListenSettings management(Config config) {
        return ListenSettings.on(
                config.get(Setting.MANAGEMENT_BIND), config.port(Setting.MANAGEMENT_PORT), () -> RandomToken.hex(16));
    }

    private static ListenSettings publicly(Config config, Exchanges told) {
        var settings = ListenSettings.on(
                        config.get(Setting.BIND), config.port(Setting.HTTP_PORT), () -> RandomToken.hex(16))
                .aliases(config.list(Setting.PATH_ALIASES))
                .https(config.get(Setting.PUBLIC_URL).startsWith("https:"))
                .behind(config.trustedProxies())
                .tell(told.and(new AccessLog()));
        var tls = config.tls();
        return tls == null ? settings : settings.tls(tls);
    }

    private static @Nullable String orNull(Config config, Setting setting) {
        return config.has(setting) ? config.get(setting) : null;
    }

    @Override
    public void close() {
        readiness.stopping();
        listener.close();
        chores.close();
        management.close();
        house.close();
    }
}
