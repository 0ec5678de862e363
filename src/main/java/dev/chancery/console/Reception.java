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
import dev.chancery.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who may come in to a page, from where a form must have been sent, and what they are shown.
final class Reception {
    private static final int SHOWN_REALMS = 30;
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Issuer issuer;
    private final Views views;
    private final StaticFiles files;
    private final Backend backend;
    private final Seats seats;
    private final Door door;
    private final Language language;
    private final Done done;
    private final List<Pattern> pages = new ArrayList<>();

    Reception(
            Issuer issuer, Views views, StaticFiles files, Backend backend, Seats seats, Door door, Language language) {
        this.issuer = issuer;
        this.views = views;
        this.files = files;
        this.backend = backend;
        this.seats = seats;
        this.door = door;
        this.language = language;
        this.done = new Done(issuer);
    }

    /// @param pattern of its address
    Handler page(String pattern, Function<Visit, Response> page) {
        pages.add(Pattern.compile(pattern.replaceAll("\\{\\w+}", "[^/]+")));
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
                return refused(request, new HttpRefusal(400, "refused.nul"));
            } catch (Overloaded | StorageUnavailable | StorageFault _) {
                return busy(request).with("Retry-After", "1");
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
            var complaint = refused.answer.complaint(visit.texts());
            return visit.show(status, "error", new ErrorPage(status, complaint));
        }
    }

    /// To the door, and back afterwards; what was typed into a form is not lost over it: the browser sends it once
    /// more when the page that says so is loaded anew. What a page asks in the background begins nothing.
    private Response sentAway(Request request) {
        var realm = seats.realm(request).filter(door::knows).orElse(Realm.MASTER);
        if (request.method().equals("POST") || request.header("HX-Request").isPresent())
            return notice(request, 401, "notice.ended", Complaint.NONE, Door.signIn(realm));
        return door.begin(request, realm, request.target());
    }

    /// Whether it comes from a page of ours, or from nobody's: W3C Fetch Metadata §2.3.
    static boolean isOwn(Request request) {
        return OWN_SITES.contains(request.header("Sec-Fetch-Site").orElse("same-origin"));
    }

    /// RFC 6265bis §8.8.2: the cookie is not the only thing that tells whose form it is.
    private void requireOwn(Request request, Seat seat) {
        if (!isOwn(request) || !seats.isMarked(seat, request.form().one("mark").orElse("")))
            throw new HttpRefusal(403, "refused.form");
    }

    /// What is no page of the console, or was not asked for as one.
    Response refused(Request request, HttpRefusal refused) {
        var page = refused.status() == 503
                ? busy(request)
                : notice(request, refused.status(), "notice.refused", why(request, refused), Door.HOME);
        for (var header : refused.headers().entrySet()) page = page.with(header.getKey(), header.getValue());
        return page;
    }

    /// In our words where there are some for it: what was refused here names its own, else its status does.
    private Complaint why(Request request, HttpRefusal refused) {
        var texts = language.of(request);
        return Stream.of(refused.detail(), "refused." + refused.status())
                .filter(key -> key.startsWith("refused.") && texts.words().containsKey(key))
                .findFirst()
                .map(key -> new Complaint("", texts.say(key)))
                .orElseGet(() -> Wording.of("", refused.detail(), texts));
    }

    private Response busy(Request request) {
        return notice(request, 503, "notice.busy", Complaint.NONE, Door.HOME);
    }

    private Response notice(Request request, int status, String key, Complaint detail, String onward) {
        var texts = language.of(request);
        var notice = new Notice(key, detail, files.base() + onward, onward.startsWith(Door.SIGN_IN), texts, files);
        return spoken(views.console(status, "console/notice", notice), texts);
    }

    private static Response spoken(Response page, Texts texts) {
        return page.with("Content-Language", texts.language()).with("Vary", "Accept-Language, Cookie");
    }

    Response shown(Visit visit, int status, String template, Object page) {
        var realm = visit.request().hasParameter("realm") ? visit.realm() : "";
        var shownAs = visit.shownAs();
        var risks = visit.request().hasParameter("clientId")
                ? visit.tried(ClientPages.path(visit) + "/risks", Map.of()).content()
                : Thing.NOTHING;
        // whoever looks for a realm at the top asks the list of all for it
        var sought = visit.request().path().equals(RealmPages.LIST) ? visit.asked("name") : "";
        var realms = visit.tried("/api/realms", Map.of("name", sought, "size", Integer.toString(SHOWN_REALMS)));
        var screen = new Screen<>(
                page,
                section(visit.request().path()),
                realm,
                realms.content(),
                visit.seat(),
                seats.mark(visit.seat()),
                done.of(visit.request()),
                visit.here(),
                visit.isAnswer(),
                shownAs,
                risks.things("content"),
                visit.texts(),
                files);
        return done.said(visit.request(), spoken(views.console(status, "console/" + template, screen), visit.texts()));
    }

    /// `/console/realms/{realm}/{section}`.
    private static String section(String path) {
        var segments = path.split("/", 6);
        return segments.length > 4 ? segments[4] : "";
    }

    String address(Visit visit, String path) {
        return issuer.publicUrl() + "/console/realms/" + Call.segment(visit.realm()) + path;
    }

    /// Where the page is whose form is sent to this path.
    String pageOf(String path) {
        var page = path;
        while (!isPage(page)) page = page.substring(0, page.lastIndexOf('/'));
        return page;
    }

    private boolean isPage(String path) {
        return pages.stream().anyMatch(page -> page.matcher(path).matches());
    }

    String publicUrl() {
        return issuer.publicUrl();
    }

    Done done() {
        return done;
    }

    Language language() {
        return language;
    }

    Backend backend() {
        return backend;
    }
}
