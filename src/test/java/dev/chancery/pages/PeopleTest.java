package dev.chancery.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Chromium;
import dev.chancery.Device;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("People go through the pages of a server, from an application on another site and back")
class PeopleTest {
    private static final String OWN = "a password of her own";
    private static final SettableClock CLOCK = new SettableClock("2030-01-31T12:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    private static Chromium chromium;
    private static Shop shop;

    private String realm = "";
    private App app;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        shop = new Shop();
    }

    @AfterAll
    static void close() {
        shop.close();
        chromium.close();
    }

    @BeforeEach
    void app() {
        realm = SERVER.realm("people-" + RandomToken.hex(8));
        app = shop.registered(SERVER, realm, Map.of());
    }

    private static Passer passer() {
        return new Passer(chromium, SERVER.url() + "/", shop.origin() + "/");
    }

    private String request(App from) {
        return from.address(Map.of("redirect_uri", shop.callback()));
    }

    private void person(String name, String... actions) {
        App.person(SERVER, realm, name, Map.of("requiredActions", List.of(actions)));
    }

    /// Up to whatever comes after the password.
    private Passer signIn(Passer person, App to, String name, String password) {
        return person.open(request(to))
                .at("Sign in")
                .reads("to continue to The shop")
                .types("User name or email", name)
                .types("Password", password)
                .presses("Sign in");
    }

    /// What the application gets for the code that they have come back with.
    private static Answer redeemed(Passer person, App by) {
        var told = person.told(shop.callback());
        assertThat(told).containsEntry("state", App.STATE).containsKey("code");
        var tokens = by.redeem(told.get("code"), Map.of("redirect_uri", shop.callback()));
        return tokens.expect(200);
    }

    private static Map<String, Object> idToken(Answer tokens) {
        return Answer.claimsOf(tokens.text("id_token"));
    }

    private static String code(String seed) {
        return Phone.code(seed, CLOCK.instant(), 0);
    }

    @Test
    @DisplayName("they pair an authenticator app, sign in by its code the next time, and by a recovery code without it")
    void second_factor() {
        person("ada", "CONFIGURE_TOTP");
        try (var ada = passer()) {
            signIn(ada, app, "ada", Residents.PASSWORD).at("Set up your authenticator app");
            var seed = ada.tab().locator("code.secret").textContent();
            ada.types("Code", "000000").presses("Confirm").at("Set up your authenticator app");
            ada.reads("This code is wrong").types("Code", code(seed)).presses("Confirm");
            ada.at("Save your recovery codes");
            var recovery = ada.tab().locator("ol.codes code").allTextContents();
            ada.presses("I have saved them");
            assertThat(idToken(redeemed(ada, app))).containsEntry("acr", "2");

            byCode(seed);
            byRecoveryCode(recovery);
        }
    }

    private void byCode(String seed) {
        CLOCK.advance(Duration.ofSeconds(30));
        try (var ada = passer()) {
            signIn(ada, app, "ada", Residents.PASSWORD).at("Enter your code");
            ada.types("Code", code(seed)).presses("Verify");
            assertThat(idToken(redeemed(ada, app))).containsEntry("amr", List.of("pwd", "otp", "mfa"));
        }
    }

    private void byRecoveryCode(List<String> recovery) {
        try (var ada = passer()) {
            signIn(ada, app, "ada", Residents.PASSWORD).at("Enter your code").presses("Use a recovery code instead");
            ada.at("Enter a recovery code")
                    .types("Recovery code", recovery.getFirst())
                    .presses("Verify");
            assertThat(idToken(redeemed(ada, app))).containsEntry("acr", "2");
        }
    }

    @Test
    @DisplayName("they allow the application what it asks for, and aren't asked again")
    void consent_given() {
        person("ada");
        var asking = shop.registered(SERVER, realm, Map.of("consentRequired", true));
        try (var ada = passer()) {
            signIn(ada, asking, "ada", Residents.PASSWORD).at("Allow The shop?");
            ada.reads("You are signed in as ada", "Your name and your profile").presses("Allow");
            assertThat(redeemed(ada, asking).claims()).containsEntry("preferred_username", "ada");

            assertThat(ada.open(request(asking)).told(shop.callback())).containsKey("code");
        }
    }

    @Test
    @DisplayName("RFC 6749 §4.1.2.1 they don't allow it, and the application is told access_denied")
    void consent_refused() {
        person("ada");
        var asking = shop.registered(SERVER, realm, Map.of("consentRequired", true));
        try (var ada = passer()) {
            signIn(ada, asking, "ada", Residents.PASSWORD).at("Allow The shop?").presses("Don’t allow");
            assertThat(ada.told(shop.callback()))
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", App.STATE)
                    .doesNotContainKey("code");
        }
    }

    @Test
    @DisplayName("they sign out, are asked whether they mean it, come back to the application, and are out")
    void sign_out() {
        person("ada");
        var logout = "%s/protocol/openid-connect/logout?%s"
                .formatted(
                        SERVER.issuer(realm),
                        TestServer.encoded(Map.of(
                                "client_id", app.client().clientId(),
                                "post_logout_redirect_uri", shop.bye(),
                                "state", "s & t")));
        try (var ada = passer()) {
            signIn(ada, app, "ada", Residents.PASSWORD).told(shop.callback());
            assertThat(ada.open(request(app)).told(shop.callback())).containsKey("code");

            ada.open(logout).at("Sign out?").reads("You are signed in as ada.").presses("Sign out");
            assertThat(ada.told(shop.bye())).containsEntry("state", "s & t");

            ada.open(request(app)).at("Sign in");
            ada.open(SERVER.issuer(realm) + "/protocol/openid-connect/logout").at("You are signed out");
        }
    }

    @Test
    @DisplayName("who was given a password chooses their own, says what they are called, and signs in with that")
    void required_actions() {
        person("ada", "UPDATE_PASSWORD", "UPDATE_PROFILE");
        try (var ada = passer()) {
            signIn(ada, app, "ada", Residents.PASSWORD).at("Choose a new password");
            ada.types("New password", OWN)
                    .types("New password again", "another")
                    .presses("Save and continue");
            ada.at("Choose a new password").reads("The two passwords aren’t the same.");
            ada.types("New password", OWN).types("New password again", OWN).presses("Save and continue");
            ada.at("Complete your account").types("Last name", "King").presses("Save and continue");
            assertThat(redeemed(ada, app).claims()).containsEntry("family_name", "King");
        }
        try (var ada = passer()) {
            signIn(ada, app, "ada", Residents.PASSWORD).at("Sign in").reads("The user name or the password is wrong.");
            ada.types("Password", OWN).presses("Sign in");
            assertThat(redeemed(ada, app).claims()).containsEntry("family_name", "King");
        }
    }

    /// To the page that asks whether the device is theirs.
    private static Passer enter(Passer person, String page, String code) {
        return person.open(page).at("Connect a device").types("Code", code).presses("Continue");
    }

    @Test
    @DisplayName("RFC 8628 §3.3 they type the code of chancery login --device, see what asks, and let it in")
    void device_allowed(@TempDir Path home) {
        var shown = Pattern.compile("Open (\\S+) in a browser, and enter the code (\\S+) there\\.");
        try (var admin = passer()) {
            var program = new TestProgram(home).hearing(line -> {
                var told = shown.matcher(line);
                if (told.matches()) allow(admin, told.group(1), told.group(2));
            });

            assertThat(program.run("login", "--device", "--server", SERVER.url())
                            .expect(0)
                            .err())
                    .contains("Signed in to " + SERVER.url() + " as admin, until");
            program.run("realm", "list").expect(0);
        }
    }

    private static void allow(Passer admin, String page, String code) {
        enter(admin, page, "BBBB-BBBB").at("Connect a device").reads("There is no device with this code");
        admin.types("Code", code.toLowerCase(Locale.ROOT).replace("-", " ")).presses("Continue");
        admin.at("Sign in")
                .types("User name or email", TestServer.ADMIN)
                .types("Password", TestServer.PASSWORD)
                .presses("Sign in");
        admin.at("Is this your device?")
                .reads(code, "Administration by command line", "127.0.0.1", "2030-01-31, 12:0")
                .presses("Allow");
        admin.at("Your device is connected");
    }

    @Test
    @DisplayName("RFC 8628 §3.5 they refuse a device that isn't theirs, and it gets nothing")
    void device_denied() {
        person("ada");
        var device = Device.of(SERVER, Device.client(SERVER, realm, Map.of()));
        try (var ada = passer()) {
            enter(ada, device.page(), device.userCode())
                    .at("Sign in")
                    .types("User name or email", "ada")
                    .types("Password", Residents.PASSWORD)
                    .presses("Sign in");
            ada.at("Is this your device?").reads("Living room TV", device.userCode());
            device.assertWaits();
            ada.presses("Don’t allow").at("Your device is not connected");
        }
        CLOCK.advance(Duration.ofSeconds(5));
        assertThat(device.error()).isEqualTo("access_denied");
    }
}
