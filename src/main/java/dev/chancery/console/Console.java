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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Every address of the console, who may come in, and from where a form must have been sent.
public final class Console {
    static final Languages LANGUAGES =
            new Languages(List.of("en"), List.of("console", "console-clients", "console-realms", "console-people"));

    private static final int LARGEST_FORM = 64 * 1024;
    private static final int SHOWN_REALMS = 100;
    private static final String REALM = "/console/realms/{realm}";

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
        realms();
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
        var home = new RealmPages();
        get("/console", home::home);
        get("/console/realms", home::list);
    }

    private void clients() {
        var clients = new ClientPages();
        get(REALM + "/clients", clients::list);
        get(REALM + "/clients/{clientId}", clients::settings);
        post(REALM + "/clients/{clientId}", clients::change);
    }

    private void realms() {}

    private void people() {}

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
        if (request.method().equals("POST")) return notice(request, 401, "notice.ended", "", Door.SIGN_IN);
        return door.begin(Realm.MASTER, request.target());
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
        var realm = Optional.of(visit.request().target())
                .filter(target -> target.startsWith("/console/realms/"))
                .map(_ -> visit.realm())
                .orElse("");
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
