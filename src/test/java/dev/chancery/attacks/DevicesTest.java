package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.AtOnce;
import dev.chancery.Device;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("DV Devices")
class DevicesTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private TestClient tv;

    @BeforeEach
    void a_device() {
        clock.advance(Duration.ofHours(1)); // whatever was guessed before is forgotten
        realm = "devices-" + RandomToken.hex(8);
        server.realm(realm);
        App.person(server, realm, "ada", Map.of());
        tv = Device.client(server, realm, Map.of());
    }

    private Device device() {
        return Device.of(server, tv);
    }

    private WebBrowser browser() {
        return new WebBrowser(server);
    }

    private void later(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    @DisplayName("DV-01 a user code has eight of twenty letters, and is taken however it is typed")
    void spelling() {
        var one = device();
        assertThat(one.userCode()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(device().userCode()).isNotEqualTo(one.userCode());
        for (var typed : List.of(
                one.userCode(),
                one.userCode().toLowerCase(Locale.ROOT),
                " " + one.userCode().replace("-", "") + ".",
                one.userCode().replace("-", " - ")))
            assertThat(one.enter(browser(), typed).form()).as(typed).containsKey("password");
        for (var wrong : List.of("", "x", one.userCode().substring(1), one.userCode() + "B", "é".repeat(65)))
            one.enter(browser(), wrong).shows("There is no device with this code");
    }

    @Test
    @DisplayName("DV-01 after five wrong codes a browser has to wait, whatever it types then")
    void guesses_of_a_browser() {
        var one = device();
        var guessing = browser();
        for (var i = 0; i < 5; i++) one.enter(guessing, "BCDF-GHJK").shows("There is no device with this code");

        var refused = one.enter(guessing, one.userCode());

        assertThat(refused.answer().status()).isEqualTo(429);
        assertThat(refused.answer().header("Retry-After")).isNotEmpty();
        assertThat(one.enter(browser()).form()).containsKey("password");
    }

    @Test
    @DisplayName("DV-01 browsers that forget their cookies are counted by their address")
    void guesses_of_an_address() {
        var one = device();
        for (var i = 0; i < 50; i++) browser().post(one.page(), Map.of("user_code", "BCDF-GHJK"));

        assertThat(one.enter(browser()).answer().status()).isEqualTo(429);
    }

    @Test
    @DisplayName("DV-01 a code that was typed ten times is void")
    void worn_out() {
        var one = device();
        for (var i = 0; i < 10; i++) assertThat(one.enter(browser()).form()).containsKey("password");

        one.enter(browser()).shows("There is no device with this code");
    }

    @Test
    @DisplayName("DV-02 who polls too soon has to wait 5 seconds longer each time, also when all ask at once")
    void slow_down() {
        var one = device();
        one.assertWaits();
        later(4);
        assertThat(one.error()).isEqualTo("slow_down");
        later(9);
        assertThat(one.error()).isEqualTo("slow_down");
        later(15);
        one.assertWaits();
        later(15);

        var answers = AtOnce.of(6, _ -> one.poll());

        assertThat(answers)
                .filteredOn(answer -> answer.text("error").equals("authorization_pending"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.text("error").equals("slow_down"))
                .hasSize(5);
        later(39);
        assertThat(one.error()).isEqualTo("slow_down");
    }

    @Test
    @DisplayName("DV-02 of many that poll at once after the approval one gets tokens, and later none does")
    void one_token() {
        var one = device();
        one.allow(browser());

        var answers = AtOnce.of(20, _ -> one.poll());

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        later(200);
        assertThat(one.error()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("DV-03 the complete address shows the code and does nothing; only the confirmation lets the device in")
    void never_by_itself() {
        var one = device();
        var browser = browser();
        device().allow(browser);
        var complete = browser.open(one.asked().text("verification_uri_complete"));
        assertThat(complete.form()).containsEntry("user_code", one.userCode());
        one.assertWaits();
        later(5);

        var confirmation = browser.submit(complete, Map.of());

        confirmation.shows("Living room TV", one.userCode(), "127.0.0.1", "2030-01-31", "UTC");
        one.assertWaits();
        later(5);
        browser.submit(confirmation, Map.of("confirm", "yes")).shows(one.userCode());
        one.assertWaits();
        later(5);
        browser.submit(confirmation, Map.of("confirm", "allow")).shows("Your device is connected");
        one.poll().expect(200);
        browser.submit(confirmation, Map.of("confirm", "deny")).shows("ended");
    }

    @Test
    @DisplayName("DV-03 who signed in more than ten minutes ago proves anew who they are")
    void signed_in_long_ago() {
        var browser = browser();
        device().allow(browser);
        later(600);
        assertThat(device().enter(browser).form()).doesNotContainKey("password");
        later(1);
        var one = device();

        var page = one.enter(browser);

        assertThat(page.form()).containsKey("password");
        assertThat(browser.submit(page, Map.of("step", "device-confirm", "confirm", "allow"))
                        .form())
                .containsKey("password");
        one.assertWaits();
        browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                .shows(one.userCode());
    }

    @Test
    @DisplayName("DV-03 neither another site's form nor another browser says yes")
    void other_sites() {
        var one = device();
        var browser = browser();
        var confirmation = one.confirmation(browser);
        var other = browser();
        device().allow(other);

        other.submit(confirmation, Map.of("confirm", "allow")).shows("ended");
        browser.with("Sec-Fetch-Site", "cross-site").submit(confirmation, Map.of("confirm", "allow"));

        one.assertWaits();
        assertThat(browser.post(one.page(), Map.of("user_code", one.userCode()))
                        .answer()
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("DV-03 it is let in by whom the page was shown to; who has signed in since is shown it first")
    void shown() {
        tv = Device.client(server, realm, Map.of("consentRequired", true));
        var bob = App.person(server, realm, "bob", Map.of());
        var browser = browser();
        var one = device();
        var confirmation = one.confirmation(browser);
        var app = App.in(server, realm, Map.of());
        later(1);
        var other = browser.open(app.address(Map.of("prompt", "login")));
        assertThat(browser.submit(other, Map.of("username", "bob", "password", Residents.PASSWORD))
                        .told())
                .containsKey("code");

        var again = browser.submit(confirmation, Map.of("confirm", "allow")).shows(one.userCode());
        one.assertWaits();
        later(5);

        browser.submit(again, Map.of("confirm", "allow")).shows("connected");
        assertThat(one.poll().expect(200).claims()).containsEntry("sub", bob);
    }

    @Test
    @DisplayName("DV-03 the page names who is signed in; whoever it is not signs in first, and the device is theirs")
    void not_you() {
        var bob = App.person(server, realm, "bob", Map.of());
        var browser = browser();
        device().allow(browser);
        later(1);
        var one = device();
        var confirmation = one.confirmation(browser).shows("You are signed in as ada.", "id=\"not-you\"");

        var instead = browser.post(confirmation.url(), Map.of("step", "sign-in"));

        assertThat(instead.form()).containsEntry("username", "").containsKey("password");
        assertThat(instead.body()).doesNotContain("role=\"alert\"");
        browser.submit(instead, Map.of("username", "bob", "password", "wrong")).shows("role=\"alert\"");
        browser.open(confirmation.url()).shows("You are signed in as ada.");
        one.assertWaits();
        later(5);
        var signedIn = Map.of("username", "bob", "password", Residents.PASSWORD);
        var mine = browser.submit(instead, signedIn).shows("You are signed in as bob.", one.userCode());
        browser.submit(mine, Map.of("confirm", "allow")).shows("connected");
        assertThat(one.poll().expect(200).claims()).containsEntry("sub", bob);
    }

    @Test
    @DisplayName("DV-04 a device code that another client shows buys nothing and is left to its owner")
    void another_client() {
        var one = device();
        var other = Device.client(server, realm, Map.of());
        one.allow(browser());

        assertThat(one.pollAs(other).expect(400).text("error")).isEqualTo("invalid_grant");
        var abroad = Device.client(server, server.realm("abroad-" + UUID.randomUUID()), Map.of());
        assertThat(one.pollAs(abroad).expect(400).text("error")).isEqualTo("invalid_grant");

        one.poll().expect(200);
    }

    @Test
    @DisplayName("DV-05 what was allowed is void once the session has ended, or the person or client is switched off")
    void gate() {
        var ended = device();
        var browser = browser();
        ended.allow(browser);
        var out = browser.open(server.issuer(realm) + "/protocol/openid-connect/logout");
        browser.submit(out, Map.of()).shows("signed out");
        assertThat(ended.error()).isEqualTo("invalid_grant");

        var idle = device();
        server.api("PATCH", "/api/realms/" + realm, Map.of("sessionIdleSeconds", 60))
                .expect(200);
        idle.allow(browser());
        later(60);
        assertThat(idle.error()).isEqualTo("invalid_grant");

        var one = device();
        one.allow(browser());
        var ada = Residents.of(server).find(realm, "ada").id().value();
        server.api("PATCH", "/api/users/" + ada, Map.of("enabled", false)).expect(200);
        assertThat(one.error()).isEqualTo("invalid_grant");
        server.api("PATCH", "/api/users/" + ada, Map.of("enabled", true)).expect(200);

        var last = device();
        var confirmation = last.confirmation(browser());
        assertThat(confirmation.body()).contains(last.userCode());
        server.api("PATCH", "/api/clients/" + tv.clientId() + "?realm=" + realm, Map.of("enabled", false))
                .expect(200);
        last.enter(browser()).shows("ended");
    }

    @Test
    @DisplayName("DV-05 a device passes what a sign-in passes: what is due, a second factor, consent")
    void same_steps() {
        var ada = Residents.of(server).find(realm, "ada").id().value();
        server.api("PATCH", "/api/users/" + ada, Map.of("requiredActions", List.of("UPDATE_PASSWORD")))
                .expect(200);
        assertThat(device().confirmation(browser()).form()).containsKey("again");
        server.api("PATCH", "/api/users/" + ada, Map.of("requiredActions", List.of()))
                .expect(200);

        tv = Device.client(server, realm, Map.of("consentRequired", true));
        var browser = browser();
        var asking = device();
        asking.confirmation(browser).shows("class=\"scopes\"");
        browser.submit(asking.confirmation(browser), Map.of("confirm", "allow")).shows("connected");
        assertThat(device().confirmation(browser).body()).doesNotContain("class=\"scopes\"");

        server.api("PATCH", "/api/realms/" + realm, Map.of("mfaRequired", true)).expect(200);
        device().confirmation(browser).shows("name=\"step\" value=\"set-up-code\"");
    }

    @Test
    @DisplayName("LG-12 wrong passwords where a device is let in are counted with those of other sign-ins")
    void one_count() {
        var browser = browser();
        var forDevice = device().enter(browser);
        var forApp = browser.open(App.in(server, realm, Map.of()).address(Map.of()));
        for (var i = 0; i < 5; i++)
            for (var page : List.of(forDevice, forApp))
                browser.submit(page, Map.of("username", "ada", "password", "wrong"))
                        .shows("role=\"alert\"");

        var right = browser.submit(forDevice, Map.of("username", "ada", "password", Residents.PASSWORD));
        assertThat(right.answer().status()).isEqualTo(429);
    }

    @Test
    @DisplayName("DV-06 the flow is off unless a client is switched on for it, and asks for no more than it may")
    void off_by_default() {
        var plain = server.client(realm, Map.of("publicClient", true, "grantTypes", List.of("password")));
        assertThat(Device.ask(server, plain, Map.of()).expect(400).text("error"))
                .isEqualTo("unauthorized_client");
        assertThat(Device.ask(server, tv, Map.of("scope", "openid phone"))
                        .expect(400)
                        .text("error"))
                .isEqualTo("invalid_scope");
        assertThat(Device.ask(server, tv, Map.of("client_id", "nobody"))
                        .expect(401)
                        .text("error"))
                .isEqualTo("invalid_client");
        var secret = Device.client(server, realm, Map.of("publicClient", false));
        Device.ask(server, secret, Map.of()).expect(401);
        Device.ask(server, secret, Map.of("client_secret", secret.secret())).expect(200);
    }

    @Test
    @DisplayName("DV-06 codes live for ten minutes; who is denied learns it once")
    void short_life() {
        var late = device();
        var one = device();
        assertThat(late.asked().get("expires_in")).isEqualTo(600);
        var browser = browser();
        browser.submit(one.confirmation(browser), Map.of("confirm", "deny")).shows("Your device is not connected");

        assertThat(one.error()).isEqualTo("access_denied");
        later(5);
        assertThat(one.error()).isEqualTo("invalid_grant");
        var page = late.confirmation(browser);
        later(594);
        late.assertWaits();
        later(1);
        assertThat(late.error()).isEqualTo("expired_token");
        browser.submit(page, Map.of("confirm", "allow")).shows("ended");
        late.enter(browser()).shows("There is no device with this code");
    }

    @Test
    @DisplayName("DV-07 a device on another network than the browser is warned of, and an administrator sees it")
    void elsewhere() {
        try (var behind = new TestServer(server.dialect(), clock)
                .with(Setting.TRUSTED_PROXIES, "127.0.0.1,::1")
                .start()) {
            behind.realm("shop");
            App.person(behind, "shop", "ada", Map.of());
            var one = Device.of(behind, Device.client(behind, "shop", Map.of()));

            var far = one.confirmation(new WebBrowser(behind).with("X-Forwarded-For", "203.0.113.7"));
            far.shows("another network", "id=\"elsewhere\"", "127.0.0.1");
            assertThat(one.confirmation(new WebBrowser(behind)).body()).doesNotContain("id=\"elsewhere\"");

            assertThat(behind.api("GET", "/api/realms/shop/failures", null).body())
                    .contains("device_elsewhere", "203.0.113.7", "127.0.0.1");
        }
    }
}
