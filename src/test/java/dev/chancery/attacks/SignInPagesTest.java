package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("LG, XS The pages where people sign in")
class SignInPagesTest {
    private static final List<String> VECTORS = List.of(
            "<script>alert(1)</script>",
            "\"><script>alert(1)</script>",
            "'><img src=x onerror=alert(1)>",
            "</title><svg onload=alert(1)>",
            "</textarea><script>alert(1)</script>",
            "\" autofocus onfocus=alert(1) x=\"",
            "javascript:alert(1)",
            "{{7*7}}${7*7}<%= 7*7 %>",
            "<a href='javascript:alert(1)'>x</a>",
            "<iframe srcdoc='<script>alert(1)</script>'>");

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;

    @BeforeEach
    void app() {
        realm = "pages-" + RandomToken.hex(8);
        app = App.withAda(server, realm);
    }

    @Test
    @DisplayName("RU-22 whoever saw a code or a state is not told to others by a referrer")
    void no_referrer() {
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));
        var left = browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD));
        var asking = App.in(server, realm, Map.of("consentRequired", true));
        var out = server.issuer(realm) + "/protocol/openid-connect/logout";
        for (var answer : List.of(
                page.answer(),
                left.answer(),
                browser.open(app.address(Map.of("response_mode", "form_post"))).answer(),
                browser.open(asking.address(Map.of())).shows("consent-accept").answer(),
                browser.open(out).answer(),
                new WebBrowser(server).open(out).answer(),
                browser.open(app.address(Map.of("client_id", "nobody"))).answer())) {
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    @DisplayName("RU-16 a password is never posted on: every redirect is a 303")
    void see_other() {
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));
        var form = Map.of("step", "sign-in", "username", "ada", "password", Residents.PASSWORD);
        var cookies = browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .toList();
        var answer =
                server.send(server.request(page.url().substring(server.url().length()))
                        .header("Cookie", String.join("; ", cookies))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(TestServer.encoded(form))));
        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    @DisplayName("RU-20, SE-05 the browser holds handles: nothing of the request is in page, cookie or address")
    void handles() {
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of("nonce", "a-nonce-to-find")));
        assertThat(page.url()).matches(".*/sign-in\\?flow=[A-Za-z0-9_-]{43}");
        assertThat(page.form()).containsOnlyKeys("step", "username", "password");
        for (var told : List.of(App.CALLBACK, "a-nonce-to-find", app.client().id(), App.challenge()))
            assertThat(page.body() + browser.cookies()).doesNotContain(told);
        assertThat(browser.cookies().values()).allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
        app.signIn(browser, Map.of());
        assertThat(browser.cookies().values()).allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    @DisplayName("RU-20 what a form or its address brings of a request, beside what was typed, is not looked at")
    void brought_along() {
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));
        var other = new HashMap<>(Map.of(
                "client_id", "admin-cli",
                "redirect_uri", "https://evil.example/",
                "response_type", "token",
                "response_mode", "fragment",
                "scope", "openid email",
                "state", "another",
                "nonce", "another"));
        var address = page.url() + "&" + TestServer.encoded(other);
        other.putAll(Map.of("step", "sign-in", "username", "ada", "password", Residents.PASSWORD));

        var left = browser.post(address, other);

        assertThat(left.left()).startsWith(App.CALLBACK + "?");
        assertThat(left.told()).containsOnlyKeys("code", "state", "iss").containsEntry("state", App.STATE);
        var tokens = app.redeem(left.told().get("code")).expect(200);
        assertThat(tokens.text("scope")).isEqualTo("openid profile");
        assertThat(Answer.claimsOf(tokens.text("id_token"))).containsEntry("nonce", "n-1");
    }

    @Test
    @DisplayName(
            "LG-03, XS-09 over https cookies are bound to the host, closed to scripts, and those of forms to this site")
    void cookies() {
        try (var secure = new TestServer(server.dialect(), clock)
                .with(Setting.PUBLIC_URL, "https://id.example.com")
                .start()) {
            secure.realm("shop");
            var shop = App.in(secure, "shop", Map.of());
            App.person(secure, "shop", "ada", Map.of());
            var begun = secure.get("/realms/shop/protocol/openid-connect/auth?" + TestServer.encoded(shop.request()));
            var path = begun.expect(303).header("Location").substring("https://id.example.com".length());
            var page = secure.get(path).expect(200);
            assertThat(page.header("Strict-Transport-Security")).startsWith("max-age=31536000");
            var flow = page.header("Set-Cookie");
            assertThat(flow).matches("__Host-flow-shop=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; Secure; SameSite=Lax");

            var form = Map.of("step", "sign-in", "username", "ada", "password", Residents.PASSWORD);
            var signedIn = secure.send(secure.request(path)
                    .header("Cookie", flow.substring(0, flow.indexOf(';')))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(TestServer.encoded(form))));
            assertThat(signedIn.expect(303).header("Set-Cookie"))
                    .matches("__Host-sso-shop=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; Secure; SameSite=None");
        }
    }

    @Test
    @DisplayName("LG-12 wrong passwords on the page and at the token endpoint are counted together")
    void one_count() {
        server.client(realm, Map.of("clientId", "direct", "publicClient", true, "grantTypes", List.of("password")));
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));
        for (var i = 0; i < 5; i++) {
            browser.submit(page, Map.of("username", "ada", "password", "wrong " + i))
                    .shows("role=\"alert\"");
            direct("wrong");
        }
        assertThat(direct(Residents.PASSWORD).text("error_description")).contains("too many");
        var refused = browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD));
        assertThat(refused.answer().status()).isEqualTo(429);
        assertThat(browser.cookies()).doesNotContainKey("sso-" + realm);
    }

    private Answer direct(String password) {
        return server.tokenRequest(
                realm,
                Map.of("grant_type", "password", "client_id", "direct", "username", "ada", "password", password));
    }

    @Test
    @DisplayName("LG-18 what can't be read lets nobody in: garbage in cookies, handles, forms and headers")
    void fails_closed() {
        var signedIn = new WebBrowser(server);
        app.signIn(signedIn, Map.of());
        var good = signedIn.cookies().get("sso-" + realm);
        for (var bad : List.of(
                "",
                "x",
                good.substring(1),
                good + "x",
                good.toUpperCase(java.util.Locale.ROOT),
                "%00",
                "\"" + good + "\"")) {
            var browser = new WebBrowser(server);
            browser.cookies().put("sso-" + realm, bad);
            assertThat(browser.open(app.address(Map.of("prompt", "none"))).told())
                    .as(bad)
                    .containsEntry("error", "login_required");
        }
        var browser = new WebBrowser(server);
        var page = browser.open(app.address(Map.of()));
        for (var form : List.of(
                Map.<String, String>of(),
                Map.of("step", "sign-in"),
                Map.of("step", "sign-in", "username", "ada"),
                Map.of("step", "sign-in", "password", Residents.PASSWORD),
                Map.of("step", "sign-in", "username", "a".repeat(5000), "password", "x"),
                Map.of("step", "sign-in", "username", "ada", "password", "p".repeat(5000)),
                Map.of("step", "nothing", "username", "ada", "password", Residents.PASSWORD))) {
            var view = browser.post(page.url(), form);
            assertThat(view.answer().status()).as(form.keySet().toString()).isIn(200, 400);
            assertThat(browser.cookies()).doesNotContainKey("sso-" + realm);
        }
        for (var handle : List.of("", "x", "x".repeat(1000), "../..", "%00"))
            assertThat(browser.open(server.issuer(realm) + "/sign-in?flow=" + handle)
                            .answer()
                            .status())
                    .isEqualTo(400);
    }

    @Test
    @DisplayName(
            "LG-18 a forwarded address that can't be read skips nothing: a password is asked for, and guesses count")
    void unreadable_address() {
        try (var behind = new TestServer(server.dialect(), clock)
                .with(Setting.TRUSTED_PROXIES, "127.0.0.1,::1")
                .start()) {
            var shop = App.withAda(behind, "shop");
            for (var garbage : List.of("a", "evil.example", "fe80::1%lo", "1.2.3", "x".repeat(4_000))) {
                var browser = new WebBrowser(behind).with("X-Forwarded-For", garbage);
                assertThat(browser.open(shop.address(Map.of("prompt", "none"))).told())
                        .containsEntry("error", "login_required");
                for (var wrong : List.of("wrong", "wrong too"))
                    shop.signIn(browser, Map.of(), "ada", wrong).shows("role=\"alert\"");
                assertThat(browser.cookies()).doesNotContainKey("sso-shop");
            }
            var right = shop.signIn(new WebBrowser(behind), Map.of());
            assertThat(right.answer().status()).as("after ten from there").isEqualTo(429);
        }
    }

    @Test
    @DisplayName("LG-28, XS-09 no page can be framed, and nothing runs on one but our own style")
    void not_framed() {
        var browser = new WebBrowser(server);
        var pages = List.of(
                browser.open(app.address(Map.of())),
                browser.open(app.address(Map.of("client_id", "nobody"))),
                browser.open(server.issuer(realm) + "/protocol/openid-connect/logout"));
        for (var page : pages) {
            var policy = page.answer().header("Content-Security-Policy");
            assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
            assertThat(policy).doesNotContain("unsafe").doesNotContain("script-src");
            assertThat(page.answer().header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    @DisplayName("XS-02, XS-03 nothing that was sent to a page runs on it, whatever parameter it came in")
    void nothing_runs() {
        for (var vector : VECTORS) {
            for (var name :
                    List.of("login_hint", "ui_locales", "acr_values", "display", "state", "nonce", "claims_locales"))
                requireHarmless(new WebBrowser(server).open(app.address(Map.of(name, vector))), vector);
            for (var name : List.of("client_id", "redirect_uri", "response_mode", "error_description"))
                requireHarmless(new WebBrowser(server).open(app.address(Map.of(name, vector))), vector);
            var browser = new WebBrowser(server);
            var page = browser.open(app.address(Map.of()));
            requireHarmless(browser.submit(page, Map.of("username", vector, "password", "wrong")), vector);
        }
    }

    private static void requireHarmless(WebBrowser.View view, String vector) {
        assertThat(view.body().toLowerCase(java.util.Locale.ROOT))
                .as("%s at %s", vector, view.url())
                .doesNotContain(
                        "<script", "<svg onload", "<img", "<iframe", "<a href='javascript", " onfocus=alert(1) x=\"\"")
                .doesNotContain("\" autofocus onfocus");
    }

    @Test
    @DisplayName("XS-05 names of realms, clients, people and scopes are text")
    void names() {
        var vector = VECTORS.getFirst();
        server.api("PATCH", "/api/realms/" + realm, Map.of("displayName", vector))
                .expect(200);
        var shop = App.in(server, realm, Map.of("name", vector, "consentRequired", true));
        var scope = Map.of("realmName", realm, "name", "odd", "consentText", vector);
        server.api("POST", "/api/scopes", scope).expect(201);
        server.api("PATCH", "/api/clients/" + shop.client().id(), Map.of("optionalScopes", List.of("odd")))
                .expect(200);
        var browser = new WebBrowser(server);
        var page = browser.open(shop.address(Map.of("scope", "openid odd"))).shows("&lt;script");
        requireHarmless(page, vector);
        var consent = browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD));
        requireHarmless(consent.shows("consent-accept", "&lt;script"), vector);
    }

    @Test
    @DisplayName("XS-01 a form_post page can't be broken out of by the state")
    void form_post() {
        var browser = new WebBrowser(server);
        app.signIn(browser, Map.of());
        for (var vector : VECTORS) {
            var page = browser.open(app.address(Map.of("response_mode", "form_post", "state", vector)));
            assertThat(page.form()).containsEntry("state", vector).containsKeys("code", "iss");
            assertThat(page.body().split("<script", -1)).as(vector).hasSize(2);
            assertThat(page.answer().header("Content-Security-Policy"))
                    .contains("form-action https://app.example.com;", "script-src 'sha256-")
                    .doesNotContain("unsafe");
        }
        var wide = App.in(server, realm, Map.of("redirectUris", List.of("https://app.example.com/in/*")));
        for (var hostile : List.of("'onload='alert(1)", "x?y='&z=%22%3E%3Cscript%3E", "x?&quot;onload=&quot;")) {
            var uri = "https://app.example.com/in/" + hostile;
            var page = browser.open(wide.address(Map.of("response_mode", "form_post", "redirect_uri", uri)));
            var action = page.body().replaceAll("(?s).*<form [^>]*action=\"([^\"]*)\">.*", "$1");
            assertThat(action.replace("&#39;", "'").replace("&amp;", "&")).isEqualTo(uri);
            assertThat(page.form()).containsKeys("code", "iss");
            assertThat(page.body().split("<script", -1)).as(hostile).hasSize(2);
        }
    }

    @Test
    @DisplayName("XS-06 line breaks get into no header, by state or redirect URI")
    void line_breaks() {
        var told =
                new WebBrowser(server).open(app.address(Map.of("prompt", "none", "state", "a\r\nSet-Cookie: x=y\nb")));
        assertThat(told.told()).containsEntry("state", "a\r\nSet-Cookie: x=y\nb");
        assertThat(told.left()).doesNotContain("\r").doesNotContain("\n");
        assertThat(told.answer().header("Set-Cookie")).isEmpty();
        var page =
                new WebBrowser(server).open(app.address(Map.of("redirect_uri", App.CALLBACK + "\r\nSet-Cookie: x=y")));
        assertThat(page.answer().status()).isEqualTo(400);
    }
}
