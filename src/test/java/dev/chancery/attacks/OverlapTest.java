package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Device;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.Setting;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Contention;
import dev.chancery.db.Dialect;
import dev.chancery.db.TestDatabases;
import dev.chancery.factor.SetUpCode.Outcome;
import dev.chancery.session.SignIn;
import dev.chancery.user.CheckPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Each of the two is held up in the middle of what it does; SQLite does one after the other by itself.
@DisplayName("Of two who do in the same moment what doesn't go together, the later one finds what the other has done")
class OverlapTest {
    private static final String URL = TestDatabases.postgresUrl();
    private static final Contention CONTENTION = new Contention(URL);
    private static final SettableClock CLOCK = new SettableClock("2030-01-31T12:00:00Z");
    private static final ExecutorService CALLERS = Executors.newVirtualThreadPerTaskExecutor();
    private static final String LAST_STATEMENT = "SELECT 1 FROM change_head FOR UPDATE";
    private static final String RESET = "one that was set for them";

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.POSTGRES, CLOCK)
            .with(Setting.DATA_DIR, TestDatabases.folder().toString())
            .with(Setting.DATABASE_URL, URL)
            .with(Setting.MASTER_KEY, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

    private String realm = "";
    private String ada = "";

    @BeforeEach
    void a_realm() {
        realm = SERVER.realm("overlap-" + RandomToken.hex(8));
        ada = person();
    }

    @AfterAll
    static void close() {
        CALLERS.close();
    }

    private String person(String... actions) {
        return App.person(SERVER, realm, "ada", Map.of("requiredActions", List.of(actions)));
    }

    private App app() {
        return App.in(
                SERVER,
                realm,
                Map.of(
                        "grantTypes",
                        List.of("authorization_code", "refresh_token", "password"),
                        "optionalScopes",
                        List.of("offline_access")));
    }

    /// Both wait: `first` for what the statement locks, `second` for that, too, or for the first.
    private static <T> List<T> overlapping(String statement, Callable<T> first, Callable<T> second) throws Exception {
        var answers = new ArrayList<Future<T>>();
        CONTENTION.meanwhile(statement, 2, () -> {
            answers.add(CALLERS.submit(first));
            CONTENTION.await("%", 1);
            answers.add(CALLERS.submit(second));
            return "COMMIT";
        });
        return List.of(answers.getFirst().get(), answers.getLast().get());
    }

    private Answer setPassword() {
        return SERVER.api("PUT", "/api/users/" + ada + "/password", Map.of("password", RESET))
                .expect(204);
    }

    private void assertNothingBegun() {
        assertThat(SERVER.api("GET", "/api/sessions?realm=%s&userId=%s".formatted(realm, ada), null)
                        .expect(200)
                        .get("totalElements"))
                .isEqualTo(0);
        var rows = Residents.of(SERVER).rows();
        for (var table : List.of("authorization_grant", "interaction"))
            assertThat(rows.get(table)).noneMatch(row -> row.contains("person_id=" + ada));
    }

    @Test
    @DisplayName("LG-27 a sign-in that has compared the password with the former one is over when another is set")
    void password_of_page() throws Exception {
        var browser = new WebBrowser(SERVER);
        var page = browser.open(app().address(Map.of()));

        overlapping(
                "SELECT 1 FROM interaction FOR UPDATE",
                () -> browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                        .answer(),
                this::setPassword);

        assertNothingBegun();
    }

    @Test
    @DisplayName("LG-27 so is a grant that is begun by it")
    void password_of_grant() throws Exception {
        var app = app();
        var form = Map.of("grant_type", "password", "username", "ada", "password", Residents.PASSWORD);

        overlapping(LAST_STATEMENT, this::setPassword, () -> SERVER.token(app.client(), form));

        assertNothingBegun();
    }

    @Test
    @DisplayName("LG-27 so is a session that begins when all is shown")
    void welcome() throws Exception {
        var app = app();

        overlapping(
                LAST_STATEMENT,
                () -> app.signIn(new WebBrowser(SERVER), Map.of()).answer(),
                this::setPassword);

        assertNothingBegun();
    }

    @Test
    @DisplayName("LG-27 so is what a session has just let a client have for when the person is away")
    void code() throws Exception {
        var app = app();
        var browser = new WebBrowser(SERVER);
        app.signIn(browser, Map.of());
        var silently = app.address(Map.of("prompt", "none", "scope", "openid offline_access"));

        overlapping(
                "SELECT 1 FROM client FOR UPDATE", () -> browser.open(silently).answer(), this::setPassword);

        assertNothingBegun();
    }

    @Test
    @DisplayName("LG-27 so is what a device takes that somebody let in")
    void device() throws Exception {
        var device = Device.of(SERVER, Device.client(SERVER, realm, Map.of()));
        device.allow(new WebBrowser(SERVER));

        overlapping(LAST_STATEMENT, device::poll, this::setPassword);

        assertNothingBegun();
    }

    private Answer withdraw(App app) {
        return SERVER.api(
                        "DELETE",
                        "/api/users/" + ada + "/consents/" + app.client().clientId(),
                        null)
                .expect(204);
    }

    private void assertNothingGranted() {
        assertThat(Residents.of(SERVER).rows().get("authorization_grant"))
                .noneMatch(row -> row.contains("person_id=" + ada));
    }

    @Test
    @DisplayName("RT-06 a code that is written of a consent goes with it when that is withdrawn")
    void withdrawn() throws Exception {
        var app = App.in(SERVER, realm, Map.of("consentRequired", true));
        var browser = new WebBrowser(SERVER);
        browser.submit(app.signIn(browser, Map.of()), Map.of("consent", "accept"));

        overlapping(
                "SELECT 1 FROM client FOR UPDATE",
                () -> browser.open(app.address(Map.of("prompt", "none"))).answer(),
                () -> withdraw(app));

        assertNothingGranted();
    }

    @Test
    @DisplayName("RT-06 what is withdrawn does not come back with what they agree to at that moment")
    void withdrawn_before() throws Exception {
        var app = App.in(SERVER, realm, Map.of("consentRequired", true, "optionalScopes", List.of("phone")));
        var browser = new WebBrowser(SERVER);
        browser.submit(app.signIn(browser, Map.of()), Map.of("consent", "accept"));
        var more = browser.open(app.address(Map.of("scope", "openid phone")));

        overlapping(
                LAST_STATEMENT,
                () -> withdraw(app),
                () -> browser.submit(more, Map.of("consent", "accept")).answer());

        assertThat(SERVER.api("GET", "/api/users/" + ada + "/consents", null)
                        .expect(200)
                        .body())
                .contains("[\"openid\",\"phone\"]");
    }

    @Test
    @DisplayName("RT-06 no device gets anything by a consent that is withdrawn while it is let in")
    void withdrawn_from_device() throws Exception {
        var client = Device.client(SERVER, realm, Map.of("consentRequired", true));
        Residents.of(SERVER).agree(realm, ada, client.id(), "openid", "profile", "email");
        var device = Device.of(SERVER, client);
        var browser = new WebBrowser(SERVER);
        var confirming = device.confirmation(browser);
        var allowed = new ArrayList<Future<Answer>>();

        CONTENTION.meanwhile("SELECT 1 FROM interaction FOR UPDATE", 1, () -> {
            allowed.add(CALLERS.submit(
                    () -> browser.submit(confirming, Map.of("confirm", "allow")).answer()));
            CONTENTION.await("%", 1);
            withdraw(new App(SERVER, client));
            return "COMMIT";
        });

        allowed.getFirst().get().expect(400);
        device.assertWaits();
    }

    @Test
    @DisplayName("DV-02 of two who decide on a device in two browsers one does, and the other is told that it is over")
    void decided() throws Exception {
        var device = Device.of(SERVER, Device.client(SERVER, realm, Map.of()));
        var one = new WebBrowser(SERVER);
        var other = new WebBrowser(SERVER);
        var allowing = device.confirmation(one);
        var denying = device.confirmation(other);

        var answers = overlapping(
                LAST_STATEMENT,
                () -> one.submit(allowing, Map.of("confirm", "allow")).answer(),
                () -> other.submit(denying, Map.of("confirm", "deny")).answer());

        answers.getFirst().expect(200);
        answers.getLast().expect(400);
        device.poll().expect(200);
    }

    @Test
    @DisplayName("TK-01 a code that two show again ends what came of it once, and is told once")
    void replayed() throws Exception {
        var one = SignedIn.at(SERVER, SignedIn.client(SERVER, realm, Map.of()));
        var code = one.code();
        one.redeem(code).expect(200);

        overlapping(LAST_STATEMENT, () -> one.redeem(code), () -> one.redeem(code))
                .forEach(answer -> answer.expect(400));

        assertThat(Residents.of(SERVER).eventsOf(realm, List.of(one.user().id().value())))
                .containsOnlyOnce("grant.code_replayed " + one.user().id().value());
    }

    @Test
    @DisplayName("LG-27 a password that was set for somebody is not replaced by a sign-in from before it")
    void own_password() throws Exception {
        SERVER.api("DELETE", "/api/users/" + ada, null).expect(204);
        ada = person("UPDATE_PASSWORD");
        var app = app();
        var browser = new WebBrowser(SERVER);
        var page = app.signIn(browser, Map.of());
        var own = "a password of her own";

        overlapping(
                "SELECT 1 FROM credential FOR UPDATE",
                this::setPassword,
                () -> browser.submit(page, Map.of("password", own, "again", own))
                        .answer());

        var user = Residents.of(SERVER).find(realm, "ada");
        assertThat(Phone.fresh(SERVER, realm, user).password(RESET)).isInstanceOf(CheckPassword.Outcome.Right.class);
    }

    @Test
    @DisplayName("LG-17 of two apps that are set up at once, by a password alone, one is in use")
    void two_apps() throws Exception {
        var user = Residents.of(SERVER).find(realm, "ada");
        var phones = List.of(Phone.fresh(SERVER, realm, user), Phone.fresh(SERVER, realm, user));
        var password = SignIn.byPassword(CLOCK.instant());

        var outcomes = overlapping(
                LAST_STATEMENT,
                () -> phones.getFirst().confirm(password, phones.getFirst().code(0)),
                () -> phones.getLast().confirm(password, phones.getLast().code(0)));

        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Confirmed.class);
        assertThat(outcomes.getLast()).isInstanceOf(Outcome.Unproved.class);
        var codes = Residents.of(SERVER).rows().get("recovery_code").stream()
                .filter(row -> row.contains(ada))
                .count();
        assertThat(codes).isEqualTo(10);
    }

    @Test
    @DisplayName("two who come to the console of a realm first, at once, both come in")
    void console() throws Exception {
        var door = "/console/sign-in?realm=" + realm;

        var answers = overlapping(LAST_STATEMENT, () -> SERVER.get(door), () -> SERVER.get(door));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.expect(303).header("Location"))
                        .startsWith(SERVER.issuer(realm) + "/protocol/openid-connect/auth?"));
    }
}
