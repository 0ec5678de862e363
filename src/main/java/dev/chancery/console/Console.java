package dev.chancery.console;

import dev.chancery.bootstrap.PlantConsole;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.Overloaded;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import dev.chancery.db.UnstorableText;
import dev.chancery.http.Handler;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Route;
import dev.chancery.http.StaticFiles;
import dev.chancery.http.Views;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.text.Languages;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Every address of the console, who may come in, and from where a form must have been sent.
public final class Console {
    static final Languages LANGUAGES = new Languages(
            List.of("en"), List.of("console", "console-clients", "console-quick", "console-realms", "console-people"));

    private static final int LARGEST_FORM = 64 * 1024;
    private static final int SHOWN_REALMS = 100;
    private static final String REALM = "/console/realms/{realm}";
    private static final String CLIENT = REALM + "/clients/{clientId}";

    private final Issuer issuer;
    private final Views views;
    private final StaticFiles files;
    private final Backend backend;
    private final Seats seats;
    private final Door door;
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
        this.issuer = issuer;
        this.views = views;
        this.files = files;
        this.backend = new Backend(house);
        this.seats = new Seats(issuer, keys, backend, clock);
        this.door = new Door(issuer, realms, plant, keys, backend, seats);
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
        routes.add(new Route("GET", Door.SIGN_IN, request -> guarded(request, () -> door.signIn(request))));
        routes.add(new Route("GET", Door.SIGNED_IN, request -> guarded(request, () -> door.signedIn(request))));
        post(Door.SIGN_OUT, visit -> door.signOut(visit.request(), visit.seat()));
    }

    private void clients() {
        var clients = new ClientPages();
        get(REALM + "/clients", clients::list);
        var create = new CreateClientPages();
        get(REALM + "/clients/create", create::begin);
        post(REALM + "/clients/create", create::step);
        get(CLIENT, clients::settings);
        post(CLIENT, clients::change);
        get(CLIENT + "/delete", clients::confirm);
        post(CLIENT + "/delete", clients::delete);
        var advanced = new ClientAdvancedPages();
        get(CLIENT + "/advanced", advanced::show);
        post(CLIENT + "/advanced", advanced::change);
        var sessions = new ClientSessionsPages();
        get(CLIENT + "/sessions", sessions::list);
        post(CLIENT + "/sessions/{sessionId}/end", sessions::end);
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
        var mappers = new MapperPages();
        get(REALM + "/scopes/{scopeId}/mappers/create", mappers::blank);
        post(REALM + "/scopes/{scopeId}/mappers/create", mappers::add);
        get(REALM + "/scopes/{scopeId}/mappers/{mapperId}", mappers::mapper);
        post(REALM + "/scopes/{scopeId}/mappers/{mapperId}", mappers::change);
        post(REALM + "/scopes/{scopeId}/mappers/{mapperId}/remove", mappers::remove);
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
        var memberships = new UserGroupsPages();
        get(REALM + "/users/{id}/groups", memberships::show);
        post(REALM + "/users/{id}/groups", memberships::change);
        sessions();
        groups();
        roles();
    }

    private void sessions() {
        var sessions = new SessionPages();
        get(REALM + "/users/{id}/sessions", sessions::listOf);
        post(REALM + "/users/{id}/sessions", sessions::endOf);
        get(REALM + "/users/{id}/sessions/end", sessions::confirmEndAll);
        post(REALM + "/users/{id}/sessions/end", sessions::endAll);
        get(REALM + "/sessions", sessions::list);
        post(REALM + "/sessions", sessions::end);
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
        routes.add(new Route("GET", pattern, request -> guarded(request, () -> entered(request, page))));
    }

    private void post(String pattern, Function<Visit, Response> form) {
        post(pattern, form, LARGEST_FORM);
    }

    private void post(String pattern, Function<Visit, Response> form, int largest) {
        Handler handler = request -> guarded(
                request,
                () -> entered(request, visit -> {
                    requireOwn(request, visit.seat());
                    return form.apply(visit);
                }));
        routes.add(new Route("POST", pattern, handler).maxBody(largest));
    }

    private Response entered(Request request, Function<Visit, Response> page) {
        var seat = seats.of(request);
        if (seat.isEmpty()) return sentAway(request);
        var visit = new Visit(this, request, seat.get());
        Response answer;
        try {
            answer = page.apply(visit);
        } catch (Refusal refused) {
            answer = visit.show(
                    refused.answer.status(),
                    new ErrorPage(
                            refused.answer.status(), refused.answer.complaint().text()));
        } catch (Visit.SignedOut ended) {
            seats.left(request);
            return sentAway(request);
        }
        var changed = seat.get().changed();
        return changed == null
                        || answer.cookies().stream()
                                .anyMatch(cookie -> cookie.name().equals(changed.name()))
                ? answer
                : answer.with(changed);
    }

    /// To the door, and back afterwards; what was typed into a form is not lost over it.
    private Response sentAway(Request request) {
        var realm = seats.realm(request).filter(door::knows).orElse(Realm.MASTER);
        if (request.method().equals("POST")) return notice(request, 401, "notice.ended", "", Door.signIn(realm));
        return door.begin(realm, request.target());
    }

    /// RFC 6265bis §8.8.2: the cookie is not the only thing that tells whose form it is.
    private void requireOwn(Request request, Seat seat) {
        var site = request.header("Sec-Fetch-Site").orElse("same-origin");
        if (!Set.of("same-origin", "none").contains(site)
                || !seats.isMarked(seat, request.form().one("mark").orElse("")))
            throw new HttpRefusal(403, "the form was not sent by this console, or by somebody else: load it again");
    }

    private interface Served {
        Response get();
    }

    private Response guarded(Request request, Served served) {
        try {
            return served.get();
        } catch (HttpRefusal refused) {
            return notice(request, refused.status(), "notice.refused", refused.detail(), Door.HOME);
        } catch (UnstorableText _) {
            return notice(request, 400, "notice.refused", "the request contains a NUL", Door.HOME);
        } catch (Overloaded | StorageUnavailable | StorageFault _) {
            return notice(request, 503, "notice.busy", "", Door.HOME).with("Retry-After", "1");
        }
    }

    private Response notice(Request request, int status, String key, String detail, String onward) {
        var texts = LANGUAGES.of(List.of(), request.headers("Accept-Language"));
        return views.console(status, "console/notice", new Notice(key, detail, files.base() + onward, texts, files));
    }

    Response shown(Visit visit, int status, Page page) {
        var realm = visit.request().hasParameter("realm") ? visit.realm() : "";
        var calls = visit.calls().stream().map(call -> call.curl(publicUrl())).toList();
        var realms = visit.tried("/api/realms", Map.of("size", Integer.toString(SHOWN_REALMS)));
        var screen = new Screen<>(
                page,
                realm,
                realms.content().things("content"),
                visit.seat(),
                seats.mark(visit.seat()),
                visit.asked("done"),
                calls,
                visit.texts(),
                files);
        return views.console(status, "console/" + page.template(), screen)
                .with("Content-Language", visit.texts().language());
    }

    String address(Visit visit, String path) {
        return issuer.publicUrl() + "/console/realms/" + Call.segment(visit.realm()) + path;
    }

    String publicUrl() {
        return issuer.publicUrl();
    }

    Backend backend() {
        return backend;
    }
}
