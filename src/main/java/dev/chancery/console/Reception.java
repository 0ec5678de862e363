package dev.chancery.console;

import dev.chancery.crypto.Overloaded;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import dev.chancery.db.UnstorableText;
import dev.chancery.http.Handler;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.StaticFiles;
import dev.chancery.http.Views;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.text.Languages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Who may come in to a page, from where a form must have been sent, and what they are shown.
final class Reception {
    static final Languages LANGUAGES = new Languages(
            List.of("en"), List.of("console", "console-clients", "console-quick", "console-realms", "console-people"));

    private static final int SHOWN_REALMS = 100;

    private final Issuer issuer;
    private final Views views;
    private final StaticFiles files;
    private final Backend backend;
    private final Seats seats;
    private final Door door;

    Reception(Issuer issuer, Views views, StaticFiles files, Backend backend, Seats seats, Door door) {
        this.issuer = issuer;
        this.views = views;
        this.files = files;
        this.backend = backend;
        this.seats = seats;
        this.door = door;
    }

    Handler page(Function<Visit, Response> page) {
        return guarded(request -> entered(request, page));
    }

    Handler form(Function<Visit, Response> form) {
        return guarded(request -> entered(request, visit -> {
            requireOwn(request, visit.seat());
            return form.apply(visit);
        }));
    }

    /// Whatever is refused before anybody is known, or cannot be done now, is a page too.
    Handler guarded(Handler served) {
        return request -> {
            try {
                return served.handle(request);
            } catch (HttpRefusal refused) {
                return refused(request, refused);
            } catch (UnstorableText _) {
                return notice(request, 400, "notice.refused", "the request contains a NUL", Door.HOME);
            } catch (Overloaded | StorageUnavailable | StorageFault _) {
                return notice(request, 503, "notice.busy", "", Door.HOME).with("Retry-After", "1");
            }
        };
    }

    private Response entered(Request request, Function<Visit, Response> page) {
        var seat = seats.of(request);
        if (seat.isEmpty()) return sentAway(request);
        var visit = new Visit(this, request, seat.get());
        Response answer;
        try {
            answer = answered(visit, page);
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

    private static Response answered(Visit visit, Function<Visit, Response> page) {
        try {
            return page.apply(visit);
        } catch (Refusal refused) {
            var status = refused.answer.status();
            var detail = refused.answer.complaint().text();
            return visit.show(status, "error", new ErrorPage(status, detail));
        }
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

    /// What is no page of the console, or was not asked for as one.
    Response refused(Request request, HttpRefusal refused) {
        var page = notice(request, refused.status(), "notice.refused", refused.detail(), Door.HOME);
        for (var header : refused.headers().entrySet()) page = page.with(header.getKey(), header.getValue());
        return page;
    }

    private Response notice(Request request, int status, String key, String detail, String onward) {
        var texts = LANGUAGES.of(List.of(), request.headers("Accept-Language"));
        return views.console(status, "console/notice", new Notice(key, detail, files.base() + onward, texts, files));
    }

    Response shown(Visit visit, int status, String template, Object page) {
        var realm = visit.request().hasParameter("realm") ? visit.realm() : "";
        var calls = visit.calls().stream().map(call -> call.curl(publicUrl())).toList();
        var commands = visit.calls().stream()
                .map(OwnCommand::of)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        var realms = visit.tried("/api/realms", Map.of("size", Integer.toString(SHOWN_REALMS)));
        var screen = new Screen<>(
                page,
                section(visit.request().path()),
                realm,
                realms.content().things("content"),
                visit.seat(),
                seats.mark(visit.seat()),
                visit.asked("done"),
                calls,
                commands,
                visit.document(),
                visit.texts(),
                files);
        return views.console(status, "console/" + template, screen)
                .with("Content-Language", visit.texts().language());
    }

    /// `/console/realms/{realm}/{section}`.
    private static String section(String path) {
        var segments = path.split("/", 6);
        return segments.length > 4 ? segments[4] : "";
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
