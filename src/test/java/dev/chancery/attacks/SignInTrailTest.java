package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.AtOnce;
import dev.chancery.Device;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import dev.chancery.id.SessionId;
import dev.chancery.json.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.JsonNode;

@OnBothDatabases
@DisplayName("AD-24 What people let clients have, and what is used a second time, stands in the trail")
class SignInTrailTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private String ada = "";

    @BeforeEach
    void a_realm() {
        realm = server.realm("trail-" + RandomToken.hex(8));
        ada = App.person(server, realm, "ada", Map.of());
    }

    private List<JsonNode> lines(String type) {
        var page = server.api("GET", "/api/realms/%s/audit?type=%s".formatted(realm, type), null)
                .expect(200);
        return JsonText.tree(page.json()).path("content").valueStream().toList();
    }

    /// The only one of its kind; its payload.
    private JsonNode line(String type, String actor) {
        var lines = lines(type);
        assertThat(lines).as(type).hasSize(1);
        var line = lines.getFirst();
        assertThat(line.path("actor").asString()).isEqualTo(actor + "@" + realm);
        assertThat(line.path("address").asString()).isEqualTo("127.0.0.1");
        return line.path("payload");
    }

    private String session() {
        var sessions = server.api("GET", "/api/sessions?realm=%s&userId=%s".formatted(realm, ada), null);
        return JsonText.tree(sessions.expect(200).json())
                .path("content")
                .path(0)
                .path("sessionId")
                .asString();
    }

    private App asking() {
        return App.in(server, realm, Map.of("consentRequired", true));
    }

    @Test
    @DisplayName("who agreed to what, for which client, and who didn't; nothing where nobody was asked")
    void consent() {
        var asking = asking();
        var browser = new WebBrowser(server);
        browser.submit(asking.signIn(browser, Map.of()), Map.of("consent", "deny"));
        assertThat(lines("consent.granted")).isEmpty();
        browser.submit(browser.open(asking.address(Map.of())), Map.of("consent", "accept"));
        assertThat(browser.open(asking.address(Map.of())).told()).containsKey("code");
        var trusted = App.in(server, realm, Map.of());
        assertThat(browser.open(trusted.address(Map.of())).told()).containsKey("code");

        for (var type : List.of("consent.refused", "consent.granted")) {
            var told = line(type, "user:ada").path("after");
            assertThat(told.path("client").asString()).isEqualTo(asking.client().clientId());
            assertThat(told.path("scopes").toString()).isEqualTo("[\"openid\",\"profile\"]");
            assertThat(told.path("sessionId").asString()).isEqualTo(session());
        }
        assertThat(lines("consent.granted").getFirst().path("aggregateId").asString())
                .isEqualTo(ada);
    }

    @Test
    @DisplayName("of ten answers to one question in the same moment one counts, and is told")
    void consent_once() {
        var asking = asking();
        var browser = new WebBrowser(server);
        var page = asking.signIn(browser, Map.of());

        AtOnce.of(
                10,
                each -> browser.submit(page, Map.of("consent", each % 2 == 0 ? "accept" : "deny"))
                        .answer());

        assertThat(lines("consent.granted").size() + lines("consent.refused").size())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("LG-08 who is signed out while they agree has agreed to nothing")
    void consent_of_nobody() {
        var asking = asking();
        var browser = new WebBrowser(server);
        var page = asking.signIn(browser, Map.of());
        var session = new SessionId(session());
        clock.meanwhile(
                callers -> callers.getFirst().equals("dev.chancery.authorize.Answering"),
                0,
                () -> Residents.of(server).endSession(realm, session));

        browser.submit(page, Map.of("consent", "accept")).shows("This sign-in has ended");

        assertThat(clock.passed()).isTrue();
        assertThat(lines("consent.granted")).isEmpty();
        assertThat(Residents.of(server).rows().get("consent")).noneMatch(row -> row.contains(ada));
    }

    @Test
    @DisplayName("TK-01 who showed a code again, and what ended by it, once; strangers are told nothing of it")
    void code() {
        var one = SignedIn.at(
                server,
                SignedIn.client(server, realm, Map.of()),
                Residents.of(server).find(realm, "ada"));
        var other = one.at(SignedIn.client(server, realm, Map.of()));
        var code = one.code();
        one.redeem(code).expect(200);
        other.redeem(code).expect(400);
        assertThat(lines("grant.code_replayed")).isEmpty();

        var refused = one.redeem(code).expect(400);
        var later = one.redeem(code).expect(400);

        assertEnded("grant.code_replayed", one, refused.text("reference"));
        assertThat(said(refused)).isEqualTo(said(later)).isEqualTo(said(one.redeem("nonsense")));
        assertThat(Residents.of(server).dump()).doesNotContain(code);
    }

    @Test
    @DisplayName("RT-01 who showed a refresh token again, and what ended by it, once; merely its name ends nothing")
    void refresh_token() {
        var one = SignedIn.at(
                server,
                SignedIn.client(server, realm, Map.of()),
                Residents.of(server).find(realm, "ada"));
        var first = one.tokens();
        one.refresh(first).expect(200);
        clock.advance(Duration.ofSeconds(10));
        var bent = first.text("refresh_token").replaceAll("..$", "AA");
        one.refresh(bent, Map.of()).expect(400);
        assertThat(lines("grant.refresh_token_reused")).isEmpty();

        var refused = one.refresh(first).expect(400);
        one.refresh(first).expect(400);

        assertEnded("grant.refresh_token_reused", one, refused.text("reference"));
        assertThat(Residents.of(server).dump()).doesNotContain(first.text("refresh_token"));
    }

    @Test
    @DisplayName("RT-10 which client gave back what it had, once; what is another's, or merely named, is not told")
    void given_back() {
        var one = SignedIn.at(
                server,
                SignedIn.client(server, realm, Map.of()),
                Residents.of(server).find(realm, "ada"));
        var token = one.tokens().text("refresh_token");
        var other = SignedIn.client(server, realm, Map.of());
        revoke(other, token);
        revoke(one.client(), token.replaceAll("..$", "AA"));
        assertThat(lines("grant.revoked")).isEmpty();

        revoke(one.client(), token);
        revoke(one.client(), token);

        assertEnded("grant.revoked", one);
        assertThat(Residents.of(server).dump()).doesNotContain(token);
    }

    private void revoke(TestClient client, String token) {
        var form = Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token);
        server.form("/realms/%s/protocol/openid-connect/revoke".formatted(realm), form)
                .expect(200);
    }

    private static String said(Answer refused) {
        return refused.text("error_description").replace(refused.text("reference"), "");
    }

    /// One line, of the grant that the failure names.
    private void assertEnded(String type, SignedIn one, String reference) {
        var grant = assertEnded(type, one);
        var failure = server.api("GET", "/api/realms/%s/failures/%s".formatted(realm, reference), null)
                .expect(200);
        assertThat(failure.text("detail")).isEqualTo("grant " + grant);
    }

    /// The grant that the one line tells of.
    private String assertEnded(String type, SignedIn one) {
        var told = line(type, "client:" + one.client().clientId());
        assertThat(told.has("after")).isFalse();
        var before = told.path("before");
        assertThat(before.path("client").asString()).isEqualTo(one.client().clientId());
        assertThat(before.path("sessionId").asString()).isEqualTo(one.sid().value());
        assertThat(before.path("scope").asString()).isEqualTo("openid profile email");
        assertThat(lines(type).getFirst().path("aggregateId").asString()).isEqualTo(ada);
        return before.path("grantId").asString();
    }

    @Test
    @DisplayName("DV-07 who let a device in, or didn't, with where it asked from and what it calls itself")
    void device() {
        var client = Device.client(server, realm, Map.of());
        var browser = new WebBrowser(server);
        var refused = Device.of(server, client);
        browser.submit(refused.confirmation(browser), Map.of("confirm", "deny"));
        assertThat(lines("device.allowed")).isEmpty();
        var allowed = Device.of(server, client);
        allowed.allow(browser);

        for (var type : List.of("device.denied", "device.allowed")) {
            var told = line(type, "user:ada").path("after");
            assertThat(told.path("client").asString()).isEqualTo(client.clientId());
            assertThat(told.path("scope").asString()).isEqualTo("openid profile");
            assertThat(told.path("address").asString()).isEqualTo("127.0.0.1");
            assertThat(told.path("userAgent").asString()).startsWith("Java-http-client/");
            assertThat(told.path("sessionId").asString()).isEqualTo(session());
        }
        var trail = String.join("\n", Residents.of(server).rows().get("audit_payload"));
        for (var device : List.of(refused, allowed))
            assertThat(trail)
                    .doesNotContain(
                            device.userCode(),
                            device.userCode().replace("-", ""),
                            device.asked().text("device_code"));
    }

    @Test
    @DisplayName("DV-02 of ten answers to one device in the same moment one counts, and is told")
    void device_once() {
        var device = Device.of(server, Device.client(server, realm, Map.of()));
        var browser = new WebBrowser(server);
        var page = device.confirmation(browser);

        AtOnce.of(
                10,
                each -> browser.submit(page, Map.of("confirm", each % 2 == 0 ? "allow" : "deny"))
                        .answer());

        assertThat(lines("device.allowed").size() + lines("device.denied").size())
                .isEqualTo(1);
    }
}
