package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Device;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("TK What is good once is good for one thing")
class OneTimeObjectsTest {

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;

    @BeforeEach
    void app() {
        realm = "once-" + RandomToken.hex(8);
        app = App.withAda(server, realm);
    }

    private Answer refresh(String token) {
        return server.tokenRequest(
                realm,
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token,
                        "client_id",
                        app.client().clientId(),
                        "client_secret",
                        app.client().secret()));
    }

    @Test
    @DisplayName(
            "TK-09 codes, refresh tokens, handles, cookies and tokens pass for nothing else, and lose nothing by it")
    void kinds() {
        var browser = new WebBrowser(server);
        var used = app.redeem(app.code(browser)).expect(200);
        var objects = new LinkedHashMap<String, String>();
        objects.put("code", browser.open(app.address(Map.of())).told().get("code"));
        objects.put("refresh", used.text("refresh_token"));
        objects.put("access", used.text("access_token"));
        objects.put("id", used.text("id_token"));
        objects.put("cookie", browser.cookies().get("sso-" + realm));
        objects.put("browser", browser.cookies().get("flow-" + realm));
        var stranger = new WebBrowser(server);
        var page = stranger.open(app.address(Map.of()));
        objects.put("flow", page.url().substring(page.url().indexOf("flow=") + 5));
        var device = Device.of(server, Device.client(server, realm, Map.of()));
        objects.put("device", device.asked().text("device_code"));
        var admin = new WebBrowser(server);
        var who = Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD);
        admin.submit(admin.open("/console/sign-in"), who);
        objects.put("console", admin.cookies().get("console"));
        assertThat(Residents.of(server).dump()).doesNotContain(objects.values());
        objects.put("user", device.userCode());

        objects.forEach((kind, value) -> {
            if (!kind.equals("code"))
                assertThat(app.redeem(value).expect(400).text("error")).as(kind).isEqualTo("invalid_grant");
            if (!kind.equals("refresh"))
                assertThat(refresh(value).expect(400).text("error")).as(kind).isEqualTo("invalid_grant");
            if (!kind.equals("flow"))
                assertThat(new WebBrowser(server)
                                .open(server.issuer(realm) + "/sign-in?flow=" + value)
                                .answer()
                                .status())
                        .as(kind)
                        .isEqualTo(400);
            if (!kind.equals("cookie")) {
                var other = new WebBrowser(server);
                other.cookies().put("sso-" + realm, value);
                assertThat(other.open(app.address(Map.of("prompt", "none"))).told())
                        .as(kind)
                        .containsEntry("error", "login_required");
            }
            if (!kind.equals("device"))
                assertThat(device.showing(value).expect(400).text("error"))
                        .as(kind)
                        .isEqualTo("invalid_grant");
            if (!kind.equals("user"))
                device.enter(new WebBrowser(server), value).shows("There is no device with this code");
            if (!kind.equals("console")) {
                var other = new WebBrowser(server);
                other.cookies().put("console", value);
                other.open(server.url() + "/console/realms/master/clients").shows("name=\"password\"");
            }
        });

        app.redeem(objects.get("code")).expect(200);
        refresh(objects.get("refresh")).expect(200);
        stranger.open(page.url()).shows("name=\"password\"");
        assertThat(browser.open(app.address(Map.of("prompt", "none"))).told()).containsKey("code");
        device.allow(new WebBrowser(server));
        device.poll().expect(200);
        admin.open(server.url() + "/console/realms/master/clients").shows("admin-cli");
    }

    @Test
    @DisplayName(
            "DV-01 at rest a user code is a keyed hash, and sealed while it is confirmed: 34 bits are soon found again")
    void user_codes() {
        var device = Device.of(server, Device.client(server, realm, Map.of()));
        var browser = new WebBrowser(server);
        var page = device.enter(browser);
        assertThat(page.form()).containsKey("password");

        var letters = device.userCode().replace("-", "");
        var plainHash = TokenHash.of(Residents.of(server).realm(realm).id().value() + "\n" + letters);
        assertThat(Residents.of(server).dump()).doesNotContain(device.userCode(), letters, plainHash.hex());

        Residents.of(server).database().writes(tx -> tx.execute("UPDATE interaction SET device = 'v1.0.AA.AA'"));
        browser.open(page.url()).shows("ended");
    }

    @Test
    @DisplayName(
            "TK-18 a code that was carried into another browser is stopped by PKCE, for a client with a secret too")
    void injection() {
        var stolen = app.code(new WebBrowser(server));
        var ownVerifier = "another-verifier-of-forty-three-characters-or-more";
        var own = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(TokenHash.of(ownVerifier).digest());
        var victim = app.signIn(new WebBrowser(server), Map.of("code_challenge", own))
                .told();
        assertThat(app.redeem(stolen, Map.of("code_verifier", ownVerifier))
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_grant");
        app.redeem(victim.get("code"), Map.of("code_verifier", ownVerifier)).expect(200);
    }
}
