package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.db.Dialect;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The door of the console")
class DoorTest {
    private static final String CLIENTS = "/console/realms/alpha/clients";

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, new SettableClock("2026-11-22T12:00:00Z"));

    @BeforeAll
    static void people() {
        var residents = Residents.of(SERVER);
        for (var realm : List.of("alpha", "beta", "gamma")) {
            SERVER.realm(realm);
            residents.user(realm, "ada", "admin");
        }
        residents.user("alpha", "nobody");
        residents.user("master", "second", "admin");
    }

    @Test
    @DisplayName(
            "leads whoever comes without a cookie through the code flow with PKCE and state, and back to where they"
                    + " wanted to (RFC 9700 §2.1.1)")
    void code_flow() {
        var wanted = CLIENTS + "?clientId=a&enabled=true";
        var asked = asked(wanted);
        assertThat(asked)
                .containsEntry("client_id", "chancery-console")
                .containsEntry("response_type", "code")
                .containsEntry("redirect_uri", SERVER.url() + "/console/signed-in")
                .containsEntry("code_challenge_method", "S256");
        var again = asked(wanted);
        for (var fresh : List.of("code_challenge", "state"))
            assertThat(asked.get(fresh)).hasSizeGreaterThan(42).isNotEqualTo(again.get(fresh));

        var browser = new WebBrowser(SERVER);
        var back = Desk.signIn(browser, browser.open(wanted), "second");

        assertThat(back.url()).isEqualTo(SERVER.url() + wanted);
        back.answer().expect(200);
    }

    @Test
    @DisplayName("begins nothing for what a page asks in the background, which would end what is begun openly")
    void in_the_background() {
        var browser = new WebBrowser(SERVER).with("HX-Request", "true");

        browser.open(CLIENTS).answer().expect(401);

        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    @DisplayName("lets two tabs of one browser sign in side by side, each back to where it wanted to")
    void two_tabs() {
        var browser = new WebBrowser(SERVER);
        var one = browser.open(CLIENTS + "?clientId=one");
        var two = browser.open(CLIENTS + "?clientId=two");

        for (var tab : Map.of("one", one, "two", two).entrySet()) {
            var back = Desk.signIn(browser, tab.getValue(), "second");
            assertThat(back.url()).isEqualTo(SERVER.url() + CLIENTS + "?clientId=" + tab.getKey());
            back.answer().expect(200);
        }
        assertThat(begun(browser)).as("each is used once").isEmpty();
    }

    @Test
    @DisplayName("remembers of one browser no more than the eight sign-ins that it began last")
    void bounded() {
        var browser = new WebBrowser(SERVER);
        var tabs = new ArrayList<WebBrowser.View>();
        for (var tab = 0; tab < 10; tab++) tabs.add(browser.open(CLIENTS + "?clientId=" + tab));

        assertThat(begun(browser)).hasSize(8);
        var last = Desk.signIn(browser, tabs.getLast(), "second");
        assertThat(last.url()).endsWith("?clientId=9");
        var forgotten = Desk.signIn(browser, tabs.getFirst(), "second");
        assertThat(forgotten.url())
                .as("is let in, and led to the first page")
                .startsWith(SERVER.url() + "/console")
                .doesNotContain("clientId");
    }

    private static List<String> begun(WebBrowser browser) {
        return browser.cookies().keySet().stream()
                .filter(name -> name.startsWith("console-flow"))
                .toList();
    }

    private static Map<String, String> asked(String wanted) {
        var sent = SERVER.get(wanted).expect(303).header("Location");
        assertThat(sent).startsWith(SERVER.issuer("master") + "/protocol/openid-connect/auth?");
        return WebBrowser.fields(sent.substring(sent.indexOf('?') + 1));
    }

    @Test
    @DisplayName(
            "LG-01 takes no code that comes with the state of another browser: nobody is signed in as somebody else"
                    + " (RFC 6749 §10.12)")
    void sign_in_of_another_browser() {
        var eve = new WebBrowser(SERVER);
        var way = eve.submitUpTo(SERVER.url() + "/console/signed-in", eve.open(Desk.door("alpha")), Desk.typed("ada"));
        var victim = new WebBrowser(SERVER);
        victim.open(Desk.door("alpha"));

        assertThat(victim.open(way).url()).startsWith(SERVER.issuer("master"));
        assertThat(victim.cookies()).doesNotContainKey("console");
        assertThat(new WebBrowser(SERVER).open(way).url()).startsWith(SERVER.issuer("master"));
        eve.open(way).answer().expect(200);
        assertThat(eve.cookies()).containsKey("console");
    }

    @Test
    @DisplayName("takes no state that was bent, though it names a sign-in of this browser (RFC 6749 §10.12)")
    void bent_state() {
        var browser = new WebBrowser(SERVER);
        var arrival = SERVER.url() + "/console/signed-in";
        var way = browser.submitUpTo(arrival, browser.open(Desk.door("alpha")), Desk.typed("ada"));
        var asked = WebBrowser.fields(way.substring(way.indexOf('?') + 1));
        var state = asked.get("state").split("\\.", 2);
        var elsewhere =
                Base64.getUrlEncoder().withoutPadding().encodeToString("alpha\n/console/realms".getBytes(UTF_8));
        var proof = state[1].substring(0, 20) + new StringBuilder(state[1].substring(20)).reverse();

        for (var bent : List.of(elsewhere + "." + state[1], state[0] + "." + proof)) {
            asked.put("state", bent);
            var landed = browser.open(arrival + "?" + TestServer.encoded(asked));
            assertThat(landed.url()).startsWith(SERVER.issuer("master"));
            assertThat(browser.cookies()).doesNotContainKey("console");
        }
        browser.open(way).answer().expect(200);
        assertThat(browser.cookies()).containsKey("console");
    }

    @Test
    @DisplayName("leads nowhere but into the console, whatever the link to it says (RFC 9700 §4.11)")
    void nowhere_else() {
        var ada = Desk.of(SERVER, "alpha", "ada");
        var softly = new SoftAssertions();
        for (var to : List.of(
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/console//evil.example",
                "/console@evil.example",
                "/consoles",
                "/realms/alpha",
                "/console/../realms/alpha",
                "/console/realms/%2E%2e/%2e./realms/alpha",
                "/console/..?a=b",
                "/console/%zz",
                "/console?a=%",
                "/console\r\nX: y")) {
            var landed = ada.open("/console/sign-in?" + TestServer.encoded(Map.of("realm", "alpha", "to", to)));
            softly.assertThat(landed.url()).as(to).isEqualTo(SERVER.url() + CLIENTS);
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("AD-11 lets administrators set up a second factor where the realm master requires one")
    void second_factor() {
        var clock = new SettableClock("2026-11-22T12:00:00Z");
        try (var server = new TestServer(Dialect.SQLITE, clock).start()) {
            Residents.of(server).user("master", "second", "admin");
            var machine = server.client("master");
            server.api("PATCH", "/api/realms/master", Map.of("mfaRequired", true))
                    .expect(200);

            var browser = new WebBrowser(server);
            var page = Desk.signIn(browser, browser.open(Desk.door("master")), "second");
            assertThat(browser.cookies()).doesNotContainKey("console");
            var codes = browser.submit(page, Map.of("code", Phone.code(App.seed(page), clock.instant(), 0)));
            var console = browser.submit(codes, Map.of());

            assertThat(console.url()).startsWith(server.url() + "/console/realms");
            console.answer().expect(200);
            var password = Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    "admin-cli",
                    "username",
                    TestServer.ADMIN,
                    "password",
                    TestServer.PASSWORD);
            assertThat(server.tokenRequest("master", password).expect(400).text("error"))
                    .isEqualTo("invalid_grant");
            server.token(machine).expect(200);
        }
    }

    @Test
    @DisplayName("shows an administrator of one realm that realm and no other (AD-02)")
    void one_realm() {
        var ada = Desk.of(SERVER, "alpha", "ada");

        assertThat(ada.first().url()).isEqualTo(SERVER.url() + CLIENTS);
        ada.open("/console/realms").shows("alpha");
        assertThat(ada.open("/console/realms").body()).doesNotContain("beta", "master");
        for (var realm : List.of("beta", "master", "no-such-realm"))
            ada.open("/console/realms/" + realm + "/clients").answer().expect(404);
    }

    @Test
    @DisplayName("tells a person without any role so, on a page where they can sign out")
    void without_roles() {
        var nobody = Desk.of(SERVER, "alpha", "nobody");

        nobody.first().answer().expect(403);
        nobody.first().shows("You may not do this", "action=\"/console/sign-out\"");
    }

    @Test
    @DisplayName("sends nobody round in circles whose tokens the API does not take")
    void no_circles() {
        var own = Map.<String, Object>of(
                "clientId",
                "chancery-console",
                "publicClient",
                true,
                "grantTypes",
                List.of("authorization_code", "refresh_token"),
                "redirectUris",
                List.of(SERVER.url() + "/console/signed-in"));
        SERVER.client("gamma", own);

        var ada = Desk.of(SERVER, "gamma", "ada");

        ada.first().answer().expect(403);
        assertThat(ada.browser().cookies()).doesNotContainKey("console");
    }

    @Test
    @DisplayName("knows no realm that is not there")
    void no_such_realm() {
        SERVER.get(Desk.door("no-such-realm")).expect(404);
    }

    @Test
    @DisplayName("is not stored, and gives cookies that no script and no other site's form gets; by https no other host"
            + " can set them")
    void cookies() {
        var answer = SERVER.get(Desk.door("alpha")).expect(303);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Set-Cookie"))
                .matches(
                        "console-flow-[A-Za-z0-9_-]{8}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600");

        try (var server = new TestServer().with(Setting.PUBLIC_URL, "https://id.example.com")) {
            server.start();
            assertThat(server.get("/console/sign-in").header("Set-Cookie"))
                    .matches(
                            "__Host-console-flow-[A-Za-z0-9_-]{8}=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; Secure; SameSite=Lax;"
                                    + " Max-Age=3600");
        }
    }

    @Test
    @DisplayName("follows the server to another public URL")
    void another_address() {
        try (var server = new TestServer().with(Setting.PUBLIC_URL, "https://old.example.com")) {
            server.start();
            server.get("/console").expect(303);
            server.with(Setting.PUBLIC_URL, "https://new.example.com").restart();

            assertThat(server.get("/console").expect(303).header("Location"))
                    .startsWith("https://new.example.com/realms/master/");

            var client = server.api("GET", "/api/clients/chancery-console?realm=master", null)
                    .expect(200);
            assertThat(client.get("redirectUris")).isEqualTo(List.of("https://new.example.com/console/signed-in"));
            assertThat(client.get("postLogoutRedirectUris")).isEqualTo(List.of("https://new.example.com/console"));
            assertThat(client.get("rootUrl")).isEqualTo("https://new.example.com");
        }
    }
}
