package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("RU Redirect URIs: nobody is sent where the client has not registered")
class RedirectUriTest {

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;

    @BeforeEach
    void app() {
        realm = "ru-" + RandomToken.hex(8);
        app = App.withAda(server, realm);
    }

    /// A page of this server, whatever else is asked for, and nothing that leads away from it.
    private void requirePage(App asked, Map<String, String> changed) {
        requirePage(asked.address(changed), changed.toString());
    }

    private String requirePage(String address, String what) {
        var answer = new WebBrowser(server).open(address).answer();
        assertThat(answer.status()).as(what).isEqualTo(400);
        assertThat(answer.header("Location")).as(what).isEmpty();
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        return answer.body().replaceAll("[0-9a-z]{26}", "(reference)");
    }

    private static Set<String> variants(String uri, String path) {
        var variants = new LinkedHashSet<String>();
        var host = "app.example.com";
        for (var end :
                List.of(".", ":443", ":8443", "@evil.example", ".evil.example", "%2eevil.example", "%00", " ", "\t"))
            variants.add(uri.replace(host, host + end));
        for (var start : List.of("evil.example@", "evil.example\\@", "a:b@", "x.", "-"))
            variants.add(uri.replace(host, start + host));
        for (var end : List.of(
                "/", "//", "/..", "/../x", "/..;/x", ";x", "%2f", "%2F..", "?x=1", "?", "#", "#x", "%20", "%00"))
            variants.add(uri + end);
        for (var start : List.of("/", "/.", "/x/..", "/%2e", "/%2e%2e", "/..%5c", "/%00", "\\", "/\u200b"))
            variants.add(uri.replace(path, start + path));
        for (var scheme : List.of("http", "HTTPS", "javascript", "data", "ftp", "https+x", "//https"))
            variants.add(uri.replace("https:", scheme + ":"));
        for (var i = 0; i < uri.length(); i++) {
            var rest = uri.substring(i + 1);
            var before = uri.substring(0, i);
            var here = uri.substring(i, i + 1);
            variants.add(before + here.toUpperCase(Locale.ROOT) + rest);
            variants.add(before + rest);
            variants.add(before + "x" + rest);
            variants.add(before + "%" + Integer.toHexString(here.charAt(0)) + rest);
            variants.add(before + "%25" + Integer.toHexString(here.charAt(0)) + rest);
            variants.add(before + (char) (here.charAt(0) + 0xfee0) + rest);
            variants.add(before + here + "\t" + rest);
            variants.add(before + here + "\n" + rest);
            variants.add(before + here + "\\" + rest);
            variants.add(before + here + "*" + rest);
            variants.add(before + here + here + rest);
            variants.add(before + here + "/" + rest);
            variants.add(before + here + "." + rest);
            variants.add(before + "%u00" + Integer.toHexString(here.charAt(0)) + rest);
            variants.add(before + here + "\u00a0" + rest);
        }
        for (var other : List.of("https://" + path, "https:app.example.com" + path, "//app.example.com" + path))
            variants.add(other);
        variants.addAll(List.of(path, path.substring(1), "*", "http://[::1%25evil]" + path));
        variants.add("https://\u0430pp.example.com" + path);
        variants.remove(uri);
        return variants;
    }

    @Test
    @DisplayName("RU-01, RU-02, RU-03, RU-04, RU-06, RU-08 of hundreds of spellings the registered one alone is taken")
    void spellings() {
        var variants = variants(App.CALLBACK, "/cb");
        assertThat(variants).hasSizeGreaterThan(400);
        variants.forEach(variant -> requirePage(app, Map.of("redirect_uri", variant)));
        assertThat(new WebBrowser(server)
                        .open(app.address(Map.of("prompt", "none")))
                        .left())
                .startsWith(App.CALLBACK + "?");
    }

    @Test
    @DisplayName("RU-15 nor does any other spelling lead away of where they may go once they are signed out")
    void after_sign_out() {
        var bye = "https://app.example.com/bye";
        var left = App.in(server, realm, Map.of("postLogoutRedirectUris", List.of(bye)));
        for (var variant : variants(bye, "/bye")) requirePage(leaving(left, variant), variant);
        assertThat(new WebBrowser(server).open(leaving(left, bye)).left()).isEqualTo(bye);
    }

    private String leaving(App left, String where) {
        return server.issuer(realm) + "/protocol/openid-connect/logout?"
                + TestServer.encoded(Map.of("client_id", left.client().clientId(), "post_logout_redirect_uri", where));
    }

    @Test
    @DisplayName("RU-05 schemes that run or read something can be neither registered nor used")
    void schemes() {
        for (var scheme : List.of(
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "blob:x",
                "file:///x",
                " https://x.example/",
                "myapp:/cb")) {
            var wish = Map.of("redirectUris", List.of(scheme));
            server.api("PATCH", "/api/clients/" + app.client().id(), wish).expect(400);
            requirePage(app, Map.of("redirect_uri", scheme));
        }
    }

    @Test
    @DisplayName("RU-05, RFC 8252 §7.1 a scheme of their own is for programs alone, and has a dot")
    void private_schemes() {
        var own = "com.example.app:/cb";
        var path = "/api/clients/" + app.client().id();
        server.api("PATCH", path, Map.of("redirectUris", List.of(own))).expect(400);
        var program = App.in(server, realm, Map.of("publicClient", true, "redirectUris", List.of(own)));
        var asked = Map.of("redirect_uri", own, "prompt", "none");
        assertThat(new WebBrowser(server).open(program.address(asked)).left()).startsWith(own + "?");

        path = "/api/clients/" + program.client().id();
        for (var other : List.of("app:/cb", "javascript:alert(1)", "data:text/html,x"))
            server.api("PATCH", path, Map.of("redirectUris", List.of(other))).expect(400);
        requirePage(program, Map.of("redirect_uri", "com.example.app:/cb/x"));
        requirePage(program, Map.of("redirect_uri", "com.example.other:/cb"));
    }

    @Test
    @DisplayName("RU-02, D9 what ends in /* stands for what is below it, and for nothing beside or above")
    void wildcard() {
        var wide = App.in(server, realm, Map.of("redirectUris", List.of("https://wide.example.com/in/*")));
        for (var below : List.of("https://wide.example.com/in/x", "https://wide.example.com/in/x/y?z=1"))
            assertThat(new WebBrowser(server)
                            .open(wide.address(Map.of("redirect_uri", below, "prompt", "none")))
                            .left())
                    .startsWith(below);
        for (var other : List.of(
                "https://wide.example.com/in",
                "https://wide.example.com/inside",
                "https://wide.example.com/in/../out",
                "https://wide.example.com/in/..;/out",
                "https://wide.example.com/in/%2e%2e/out",
                "https://wide.example.com/in/%2E%2E%2Fout",
                "https://wide.example.com/in/..%5cout",
                "https://wide.example.com/in/x#y",
                "https://wide.example.com/in/x\\y",
                "https://wide.example.com/in/x?code=1",
                "https://wide.example.com/in/x?a=1&State=2",
                "https://wide.example.com:8443/in/x",
                "https://wide.example.com.evil.example/in/x",
                "https://wide.example.com@evil.example/in/x",
                "http://wide.example.com/in/x")) requirePage(wide, Map.of("redirect_uri", other));
    }

    @Test
    @DisplayName("RU-09, RFC 8252 §7.3 a program on the person's own machine may listen on any port, at its own path")
    void loopback() {
        var program = App.in(
                server,
                realm,
                Map.of(
                        "publicClient",
                        true,
                        "redirectUris",
                        List.of("http://127.0.0.1/cb", "http://127.0.0.1:3000", "http://localhost:4711/cb")));
        for (var own : List.of("http://127.0.0.1:50001/cb", "http://127.0.0.1/cb", "http://localhost:4711/cb"))
            assertThat(new WebBrowser(server)
                            .open(program.address(Map.of("redirect_uri", own, "prompt", "none")))
                            .left())
                    .startsWith(own);
        for (var other : List.of(
                "http://127.0.0.1:50001/other",
                "http://127.0.0.2:50001/cb",
                "http://[::1]:50001/cb",
                "http://localhost:4712/cb",
                "http://127.0.0.1:0/cb",
                "http://127.0.0.1:50001@evil.example/cb",
                "http://127.0.0.1:999999/cb",
                "https://127.0.0.1:50001/cb")) requirePage(program, Map.of("redirect_uri", other));
        var web = App.in(server, realm, Map.of("redirectUris", List.of("http://127.0.0.1:8080/cb")));
        requirePage(web, Map.of("redirect_uri", "http://127.0.0.1:8081/cb"));
    }

    @Test
    @DisplayName("RU-10 a client without redirect URIs leads nowhere, learns none, and can't be given the code flow")
    void none_registered() {
        var machine = new App(server, server.client(realm));
        var path = "/api/clients/" + machine.client().id();
        var before = Residents.of(server).rows();
        requirePage(machine, Map.of());
        requirePage(machine, Map.of("redirect_uri", ""));
        requirePage(machine, Map.of("redirect_uri", "", "scope", "profile"));
        var code = List.of("client_credentials", "authorization_code");
        assertThat(server.api("PATCH", path, Map.of("grantTypes", code))
                        .expect(400)
                        .body())
                .contains("redirectUris");
        server.api("PATCH", "/api/clients/" + app.client().id(), Map.of("redirectUris", List.of()))
                .expect(400);
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    @Test
    @DisplayName("RU-12 a parameter that comes twice is refused before anything is sent anywhere")
    void repeated() {
        var browser = new WebBrowser(server);
        for (var name : List.of("redirect_uri", "client_id", "scope", "state", "nonce")) {
            var view = browser.open(app.address(Map.of()) + "&" + name + "=x");
            assertThat(view.answer().status()).as(name).isEqualTo(400);
            assertThat(view.answer().header("Location")).isEmpty();
        }
        var once = TestServer.encoded(app.request());
        assertThat(posted("", once).header("Location")).contains("/sign-in?flow=");
        for (var name : List.of("redirect_uri", "client_id", "scope")) {
            var again = name + "=x";
            for (var answer : List.of(posted("", once + "&" + again), posted("?" + again, once))) {
                assertThat(answer.expect(400).header("Location")).as(name).isEmpty();
                assertThat(answer.header("Content-Type")).startsWith("text/html");
            }
        }
    }

    private Answer posted(String query, String form) {
        return server.send(server.request("/realms/%s/protocol/openid-connect/auth%s".formatted(realm, query))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    @DisplayName("RU-13, RU-14 no way of answering, and no request object, sends an answer to a stranger")
    void response_modes() {
        var evil = "https://evil.example/cb";
        var page = page(Map.of("redirect_uri", evil));
        for (var mode : List.of(
                "query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "web_message", "x"))
            assertThat(page(Map.of("redirect_uri", evil, "response_mode", mode)))
                    .as(mode)
                    .isEqualTo(page);
        requirePage(app, Map.of("redirect_uri", evil, "request_uri", "https://evil.example/object"));
        requirePage(app, Map.of("redirect_uri", evil, "request", "e30.e30."));
        requirePage(app, Map.of("response_mode", "web_message"));
    }

    @Test
    @DisplayName("RU-21 an answer says nothing that was sent but the state, byte for byte, up to a KiB")
    void state() {
        var told = new WebBrowser(server)
                .open(app.address(
                        Map.of("scope", "openid <script>", "error_description", "call 555", "state", "<s>&\"é")))
                .told();
        assertThat(told).containsEntry("error", "invalid_scope").containsEntry("state", "<s>&\"é");
        assertThat(told.get("error_description")).doesNotContain("555").doesNotContain("<");
        requirePage(app, Map.of("state", "s".repeat(1025)));
    }

    @Test
    @DisplayName("RU-23 an unknown client, one that is switched off, and another realm's get the same page")
    void unknown_clients() {
        server.realm(realm + "-other");
        var other = App.in(server, realm + "-other", Map.of());
        var off = App.in(server, realm, Map.of("enabled", false));
        var pages = List.of(
                page(Map.of("client_id", "nobody")),
                page(Map.of("client_id", off.client().clientId())),
                page(Map.of("client_id", other.client().clientId())));
        assertThat(pages).containsOnly(pages.getFirst());
    }

    private String page(Map<String, String> changed) {
        return requirePage(app.address(changed), changed.toString());
    }
}
