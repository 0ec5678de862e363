package dev.chancery.pages;

import dev.chancery.http.Form;
import dev.chancery.http.JettyListener;
import dev.chancery.http.ListenSettings;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Router;
import dev.chancery.http.StaticFiles;
import dev.chancery.http.Views;
import dev.chancery.id.RealmId;
import dev.chancery.login.BrandFiles;
import dev.chancery.login.Page;
import dev.chancery.login.Pages;
import dev.chancery.realm.Brand;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Shows pages at `/realms/acme/<name>` as the server would, and keeps what their forms send there.
final class PageServer implements AutoCloseable {
    final Realm realm;
    final Views views;
    final ConcurrentLinkedQueue<Form> sent = new ConcurrentLinkedQueue<>();
    private final Map<String, Page> pages;
    private final Pages shown;
    private final JettyListener listener;

    PageServer(Map<String, Page> pages) {
        this("Acme Corporation", pages);
    }

    PageServer(String displayName, Map<String, Page> pages) {
        this(displayName, Brand.NONE, pages);
    }

    PageServer(String displayName, Brand brand, Map<String, Page> pages) {
        this.pages = new HashMap<>(pages);
        var settings = settings(RealmSettings.named(displayName), brand);
        realm = new Realm(new RealmId("r"), "acme", settings, Instant.parse("2026-11-22T19:00:00Z"), 1, null);
        var files = new StaticFiles("");
        views = new Views(files);
        shown = new Pages(views, files);
        var brandFiles = new BrandFiles();
        var router = new Router()
                .get("/realms/acme/brand.css", request -> brandFiles.css(realm, request))
                .get("/realms/acme/logo", request -> brandFiles.logo(realm, request))
                .get("/realms/acme/{page}", this::show)
                .post("/realms/acme/{page}", this::take)
                .get(StaticFiles.PATH, files::handle);
        var count = new AtomicInteger();
        listener = JettyListener.start(ListenSettings.on("127.0.0.1", 0, () -> "r" + count.incrementAndGet()), router);
    }

    private static RealmSettings settings(RealmSettings plain, Brand brand) {
        return new RealmSettings(
                plain.displayName(),
                plain.enabled(),
                plain.tokenLifespanSeconds(),
                plain.refreshTokenLifespanSeconds(),
                plain.mfaRequired(),
                plain.signatureAlgorithm(),
                plain.accessTokenType(),
                plain.defaultAudience(),
                plain.keyRotationDays(),
                plain.notBefore(),
                plain.sessions(),
                brand);
    }

    private Response show(Request request) {
        var name = request.parameter("page");
        if (name.equals("form-post"))
            return views.formPost(
                    address("done"),
                    Map.of("code", "\"><script>alert(1)</script>", "state", "&amp;"),
                    Pages.LANGUAGES.of(List.of(), request.headers("Accept-Language")));
        var page = pages.get(name);
        return page == null ? Response.text(404, "no such page") : shown.show(realm, request, List.of(), page);
    }

    private Response take(Request request) {
        sent.add(request.form());
        return Response.redirect(URI.create("/realms/acme/" + request.parameter("page")));
    }

    String origin() {
        return "http://127.0.0.1:" + listener.port();
    }

    String address(String page) {
        return origin() + "/realms/acme/" + page;
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(origin() + path));
        if (headers.length > 0) request.headers(headers);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
        }
    }

    @Override
    public void close() {
        listener.close();
    }
}
