package dev.chancery.console;

import dev.chancery.bootstrap.PlantConsole;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.http.Handler;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Route;
import dev.chancery.http.StaticFiles;
import dev.chancery.http.Views;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realms;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Every address of the console.
public final class Console {
    /// The largest thing that the API keeps, each of its characters encoded.
    private static final int LARGEST_FORM = 512 * 1024;
    private static final String REALM = "/console/realms/{realm}";
    private static final String CLIENT = REALM + "/clients/{clientId}";

    private final Reception reception;
    private final Door door;
    private final Language language;
    private final List<Route> routes = new ArrayList<>();

    /// @param house answers `/api` and the token endpoint
    public Console(
            Issuer issuer,
            Views views,
            StaticFiles files,
            Realms realms,
            PlantConsole plant,
            MasterKeys keys,
            Handler house,
            InstantSource clock) {
        var backend = new Backend(house);
        var seats = new Seats(issuer, keys, backend, clock);
        this.language = new Language(issuer);
        this.door = new Door(issuer, realms, plant, keys, backend, seats, language);
        this.reception = new Reception(issuer, views, files, backend, seats, door, language);
        door();
        clients();
        quick();
        realms(clock);
        people();
    }

    /// All of them; whoever is not signed in is sent to the door by those that show something.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private void door() {
        routes.add(new Route("GET", Door.SIGN_IN, reception.guarded(door::signIn)));
        routes.add(new Route("GET", Door.SIGNED_IN, reception.guarded(door::signedIn)));
        post(Language.CHOOSE, language::choose);
        post(Door.SIGN_OUT, visit -> door.signOut(visit.request(), visit.seat()));
    }

    private void clients() {
        var clients = new ClientPages();
        get(REALM + "/clients", clients::list);
        var create = new CreateClientPages();
        get(REALM + "/clients/create", create::show);
        post(REALM + "/clients/create", create::step);
        get(CLIENT, clients::settings);
        post(CLIENT, clients::change);
        get(CLIENT + "/delete", clients::confirm);
        post(CLIENT + "/delete", clients::delete);
        var advanced = new ClientAdvancedPages();
        get(CLIENT + "/advanced", advanced::show);
        post(CLIENT + "/advanced", advanced::change);
        var sessions = new SessionPages(SessionPages.Whose.CLIENT);
        get(CLIENT + "/sessions", sessions::list);
        post(CLIENT + "/sessions", sessions::end);
        credentials();
        rolesAndScopes();
        serviceAccount();
    }

    private void credentials() {
        var credentials = new ClientCredentialsPages();
        get(CLIENT + "/credentials", credentials::show);
        post(CLIENT + "/credentials", credentials::add);
        post(CLIENT + "/credentials/rotate", credentials::rotate);
        post(CLIENT + "/credentials/{secretId}/reveal", credentials::reveal);
        post(CLIENT + "/credentials/{secretId}/revoke", credentials::revoke);
    }

    private void quick() {
        var quick = new QuickPages();
        get(REALM + "/clients/new", quick::begin);
        post(REALM + "/clients/new", quick::make);
        var token = new TestTokenPages();
        get(REALM + "/clients/{clientId}/test-token", token::ask);
        post(REALM + "/clients/{clientId}/test-token", token::issue);
        get(REALM + "/clients/{clientId}/evaluate", new EvaluatePages()::show);
        get(CLIENT + "/activity", new ClientActivityPages()::show);
        get(CLIENT + "/keys", new ClientKeysPages()::show);
        var check = new ClientCheckPages();
        get(CLIENT + "/check", check::show);
        post(CLIENT + "/check", check::change);
    }

    private void rolesAndScopes() {
        var roles = new ClientRolesPages();
        get(CLIENT + "/roles", roles::list);
        post(CLIENT + "/roles", roles::create);
        post(CLIENT + "/roles/{roleId}/delete", roles::delete);
        var scopes = new ClientScopesPages();
        get(CLIENT + "/client-scopes", scopes::list);
        post(CLIENT + "/client-scopes", scopes::change);
        get(CLIENT + "/client-scopes/add", scopes::choose);
        var mappers = new MapperPages(MapperOwner.Whose.CLIENT);
        get(CLIENT + "/mappers", mappers::list);
        mappers(CLIENT, mappers);
    }

    private void serviceAccount() {
        var roles = new ServiceAccountRolesPages();
        get(CLIENT + "/service-account-roles", roles::list);
        get(CLIENT + "/service-account-roles/assign", roles::choose);
        post(CLIENT + "/service-account-roles/assign", roles::assign);
        post(CLIENT + "/service-account-roles/{mappingId}/unassign", roles::unassign);
        var account = new ServiceAccountPages();
        get(CLIENT + "/service-account", account::show);
        post(CLIENT + "/service-account", account::change);
    }

    private void realms(InstantSource clock) {
        var realms = new RealmPages();
        get("/console", realms::home);
        get("/console/realms", realms::list);
        get("/console/realms/create", realms::blank);
        post("/console/realms/create", realms::create);
        post("/console/realms/restore", realms::restore);
        var settings = new RealmSettingsPages();
        get(REALM + "/settings", settings::settings);
        post(REALM + "/settings", settings::change);
        get(REALM + "/settings/delete", realms::doom);
        post(REALM + "/settings/delete", realms::delete);
        var notBefore = new NotBeforePages(clock);
        post(REALM + "/settings/not-before", notBefore::realm);
        post(CLIENT + "/not-before", notBefore::client);
        post(REALM + "/users/{id}/not-before", notBefore::user);
        var keys = new KeyPages(clock);
        get(REALM + "/keys", keys::list);
        get(REALM + "/keys/rotate", keys::ask);
        post(REALM + "/keys/rotate", keys::rotate);
        scopes();
        records();
    }

    private void scopes() {
        var scopes = new ScopePages();
        get(REALM + "/scopes", scopes::list);
        get(REALM + "/scopes/create", scopes::blank);
        post(REALM + "/scopes/create", scopes::create);
        get(REALM + "/scopes/{scopeId}", scopes::scope);
        post(REALM + "/scopes/{scopeId}", scopes::change);
        post(REALM + "/scopes/{scopeId}/delete", scopes::delete);
        mappers(REALM + "/scopes/{scopeId}", new MapperPages(MapperOwner.Whose.SCOPE));
    }

    private void mappers(String owner, MapperPages mappers) {
        get(owner + "/mappers/create", mappers::blank);
        post(owner + "/mappers/create", mappers::add);
        get(owner + "/mappers/{mapperId}", mappers::mapper);
        post(owner + "/mappers/{mapperId}", mappers::change);
        post(owner + "/mappers/{mapperId}/remove", mappers::remove);
    }

    private void records() {
        var audit = new AuditPages();
        get(REALM + "/audit", audit::list);
        get(REALM + "/audit/{eventId}", audit::event);
        post(REALM + "/audit/{eventId}", audit::undo);
        var bin = new BinPages();
        get(REALM + "/bin", bin::list);
        post(REALM + "/bin/{id}", bin::restore);
        var failures = new FailurePages();
        get(REALM + "/failures", failures::list);
        get(REALM + "/failures/{reference}", failures::failure);
        post(REALM + "/failures/{reference}", failures::add);
        var document = new DocumentPages();
        get(REALM + "/document", document::document);
        get(REALM + "/document/download", document::download);
        post(REALM + "/document", document::apply, DocumentPages.LARGEST_FORM);
    }

    private void people() {
        var users = new UserPages();
        get(REALM + "/users", users::list);
        get(REALM + "/users/create", users::blank);
        post(REALM + "/users/create", users::create);
        get(REALM + "/users/{id}", users::details);
        post(REALM + "/users/{id}", users::change);
        var credentials = new CredentialsPages();
        get(REALM + "/users/{id}/credentials", credentials::show);
        post(REALM + "/users/{id}/credentials", credentials::setPassword);
        get(REALM + "/users/{id}/credentials/{credentialId}", credentials::confirmRemove);
        post(REALM + "/users/{id}/credentials/{credentialId}", credentials::remove);
        var consents = new ConsentsPages();
        get(REALM + "/users/{id}/consents", consents::show);
        get(REALM + "/users/{id}/consents/{clientId}", consents::confirmWithdraw);
        post(REALM + "/users/{id}/consents/{clientId}", consents::withdraw);
        var memberships = new UserGroupsPages();
        get(REALM + "/users/{id}/groups", memberships::show);
        post(REALM + "/users/{id}/groups", memberships::change);
        sessions();
        groups();
        roles();
    }

    private void sessions() {
        var own = new SessionPages(SessionPages.Whose.USER);
        get(REALM + "/users/{id}/sessions", own::list);
        post(REALM + "/users/{id}/sessions", own::end);
        get(REALM + "/users/{id}/sessions/end", own::confirmEndAll);
        post(REALM + "/users/{id}/sessions/end", own::endAll);
        var all = new SessionPages(SessionPages.Whose.REALM);
        get(REALM + "/sessions", all::list);
        post(REALM + "/sessions", all::end);
        get(REALM + "/sessions/end", all::confirmEndAll);
        post(REALM + "/sessions/end", all::endAll);
    }

    private void groups() {
        var groups = new GroupPages();
        get(REALM + "/groups", groups::list);
        get(REALM + "/groups/create", groups::blank);
        post(REALM + "/groups/create", groups::create);
        get(REALM + "/groups/{groupId}", groups::details);
        post(REALM + "/groups/{groupId}", groups::change);
        get(REALM + "/groups/{groupId}/members", groups::members);
        post(REALM + "/groups/{groupId}/members", groups::changeMembers);
    }

    private void roles() {
        var roles = new RolePages();
        get(REALM + "/roles", roles::list);
        get(REALM + "/roles/create", roles::blank);
        post(REALM + "/roles/create", roles::create);
        get(REALM + "/roles/{roleId}", roles::details);
        post(REALM + "/roles/{roleId}", roles::change);
        var parts = new RolePartsPages();
        get(REALM + "/roles/{roleId}/parts", parts::show);
        post(REALM + "/roles/{roleId}/parts", parts::change);
        for (var kind : List.of(Kind.USER, Kind.GROUP)) {
            var held = new HeldRolesPages(kind);
            get(one(kind) + "/roles", held::show);
            post(one(kind) + "/roles", held::change);
        }
        for (var kind : Kind.values()) {
            var pages = new SubjectPages(kind);
            get(one(kind) + "/attributes", pages::attributes);
            post(one(kind) + "/attributes", pages::changeAttributes);
            get(one(kind) + "/delete", pages::confirmDelete);
            post(one(kind) + "/delete", pages::delete);
        }
    }

    private static String one(Kind kind) {
        return REALM + "/%s/{%s}".formatted(kind.section, kind.id);
    }

    private void get(String pattern, Function<Visit, Response> page) {
        routes.add(new Route("GET", pattern, reception.page(pattern, page)));
    }

    private void post(String pattern, Function<Visit, Response> form) {
        post(pattern, form, LARGEST_FORM);
    }

    private void post(String pattern, Function<Visit, Response> form, int largest) {
        routes.add(new Route("POST", pattern, reception.form(form)).maxBody(largest));
    }

    /// Whether it is one of the console's addresses, or looks like one.
    public static boolean isAt(Request request) {
        return (request.path() + "/").startsWith(Door.HOME + "/");
    }

    /// What is no page of the console, or was not asked for as one.
    public Response refused(Request request, HttpRefusal refused) {
        return reception.refused(request, refused);
    }
}
