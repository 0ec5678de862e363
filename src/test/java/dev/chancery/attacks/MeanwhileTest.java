package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.OnBothDatabases;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.crypto.RandomToken;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each request is made again and again, and something is changed at each moment of it, one after the other, at
/// which it looks at the clock and holds nothing of the database.
@OnBothDatabases
@DisplayName("LG-27 What is changed while somebody signs in holds, whenever it is changed")
class MeanwhileTest {
    private static final Predicate<List<String>> BETWEEN_UNITS =
            callers -> callers.contains("dev.chancery.http.Router") && !callers.contains("dev.chancery.db.Unit");

    private static final Consumer<WebBrowser> NOBODY = _ -> {};

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";
    private App app;
    private String ada = "";

    @BeforeEach
    void app() {
        realm = "meanwhile-" + RandomToken.hex(8);
        server.realm(realm);
        app = App.in(
                server,
                realm,
                Map.of(
                        "grantTypes",
                        List.of("authorization_code", "refresh_token", "password"),
                        "optionalScopes",
                        List.of("offline_access")));
    }

    /// `request` is made by somebody new each time, who has begun in a browser, and `judge` sees what came of it.
    private void wheneverAt(
            Function<WebBrowser, Answer> request, Runnable change, Runnable judge, Consumer<WebBrowser> before) {
        for (var look = 0; ; look++) {
            ada = App.person(server, realm, "ada", Map.of());
            var browser = new WebBrowser(server);
            before.accept(browser);
            server.adminToken();
            clock.meanwhile(BETWEEN_UNITS, look, change);
            var answer = request.apply(browser);
            var passed = clock.passed();
            assertThat(answer.status()).as("%d: %s", look, answer.body()).isLessThan(500);
            if (passed) judge.run();
            server.api("DELETE", "/api/users/" + ada, null);
            if (!passed) {
                assertThat(look).isGreaterThan(2);
                return;
            }
        }
    }

    private void signedIn(WebBrowser browser) {
        app.signIn(browser, Map.of());
    }

    private void setPassword() {
        server.api("PUT", "/api/users/" + ada + "/password", Map.of("password", "another password"))
                .expect(204);
    }

    private void deleted() {
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
    }

    private void assertNothingBegun() {
        assertThat(server.api("GET", "/api/sessions?realm=" + realm + "&userId=" + ada, null)
                        .expect(200)
                        .get("totalElements"))
                .isEqualTo(0);
        assertNothingGranted();
    }

    private void assertNothingGranted() {
        assertThat(Residents.of(server).rows().get("authorization_grant"))
                .noneMatch(row -> row.contains("person_id=" + ada));
    }

    private Answer password() {
        var form = Map.of("grant_type", "password", "username", "ada", "password", Residents.PASSWORD);
        return server.token(app.client(), form);
    }

    private Answer page(WebBrowser browser) {
        return app.signIn(browser, Map.of()).answer();
    }

    private Answer silently(WebBrowser browser, String scope) {
        return browser.open(app.address(Map.of("prompt", "none", "scope", scope)))
                .answer();
    }

    @Test
    @DisplayName("with a password that is another by now no grant begins")
    void grant() {
        wheneverAt(_ -> password(), this::setPassword, this::assertNothingBegun, NOBODY);
    }

    @Test
    @DisplayName("with a password that is another by now nobody is signed in by the page")
    void page() {
        wheneverAt(this::page, this::setPassword, this::assertNothingBegun, NOBODY);
    }

    @Test
    @DisplayName("from a session that has ended no code comes, not even for when the person is away")
    void code() {
        wheneverAt(
                browser -> silently(browser, "openid offline_access"),
                this::setPassword,
                this::assertNothingBegun,
                this::signedIn);
    }

    @Test
    @DisplayName("RT-06 for a client that needs a consent no code comes of one that is withdrawn")
    void consent() {
        app = App.in(server, realm, Map.of("consentRequired", true));
        var told = new AtomicReference<>("");
        wheneverAt(
                browser -> {
                    var answer = silently(browser, "openid");
                    told.set(answer.header("Location"));
                    return answer;
                },
                () -> server.api(
                                "DELETE",
                                "/api/users/" + ada + "/consents/"
                                        + app.client().clientId(),
                                null)
                        .expect(204),
                () -> {
                    assertNothingGranted();
                    assertThat(told.get()).contains("error=consent_required");
                },
                browser -> {
                    var asked = app.signIn(browser, Map.of("scope", "openid"));
                    browser.submit(asked, Map.of("consent", "accept"));
                });
    }

    @Test
    @DisplayName("TK-01 a sign-in whose code could not be written is not over: the page leads to the client still")
    void not_written() {
        ada = App.person(server, realm, "ada", Map.of());
        var browser = new WebBrowser(server);
        clock.meanwhile(callers -> callers.getFirst().equals("dev.chancery.authorize.IssueCode"), 1, () -> {
            throw new IllegalStateException("a test");
        });

        var failed = app.signIn(browser, Map.of());

        assertThat(clock.passed()).isTrue();
        assertThat(failed.answer().status()).isEqualTo(500);
        assertThat(browser.open(failed.url()).told()).containsKey("code");
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
    }

    /// Somebody at the page of what is required of them, and what they send there.
    private void lateAt(String action, Function<View, Map<String, String>> typed, Runnable change) {
        ada = App.person(server, realm, "ada", Map.of("requiredActions", List.of(action)));
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of());
        var form = typed.apply(page);
        var before = Residents.of(server).rows();
        clock.meanwhile(callers -> callers.getFirst().equals("dev.chancery.authorize.Interactions"), 1, change);

        var refused = browser.submit(page, form);

        assertThat(clock.passed()).as(action).isTrue();
        assertThat(refused.answer().status()).as(action).isEqualTo(400);
        refused.shows("This sign-in has ended");
        assertThat(Residents.of(server).rows()).as(action).isEqualTo(before);
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
    }

    /// The change joins the unit, as its first work: nothing of it stays either.
    @ParameterizedTest
    @EnumSource(Change.class)
    @DisplayName("LG-16 nobody does what was required of them in a sign-in that has ended by then, or is void")
    void required_of_nobody(Change change) {
        var own = "a password of her own";
        lateAt("UPDATE_PASSWORD", _ -> Map.of("password", own, "again", own), () -> make(change));
        lateAt("UPDATE_PROFILE", _ -> Map.of("lastName", "King"), () -> make(change));
        lateAt(
                "CONFIGURE_TOTP",
                page -> Map.of("code", Phone.code(App.seed(page), clock.instant(), 0)),
                () -> make(change));
    }

    private enum Change {
        ANOTHER_PASSWORD,
        SWITCHED_OFF,
        NOT_BEFORE,
        REALM_SWITCHED_OFF,
        OVER
    }

    private void make(Change change) {
        var residents = Residents.of(server);
        residents.database().writes(tx -> {
            switch (change) {
                case ANOTHER_PASSWORD -> residents.setPassword(realm, "ada", "another password");
                case SWITCHED_OFF -> tx.execute("UPDATE person SET enabled = FALSE WHERE id = ?", ada);
                case NOT_BEFORE ->
                    tx.execute(
                            "UPDATE person SET not_before = ? WHERE id = ?",
                            clock.instant().getEpochSecond() + 1,
                            ada);
                case REALM_SWITCHED_OFF -> tx.execute("UPDATE realm SET enabled = FALSE WHERE name = ?", realm);
                case OVER -> tx.execute("DELETE FROM interaction WHERE person_id = ?", ada);
            }
        });
    }

    @Test
    @DisplayName("LG-15 whoever is switched off once they have shown all that is due is not signed in")
    void not_welcome() {
        ada = App.person(server, realm, "ada", Map.of());
        clock.meanwhile(
                callers -> callers.getFirst().equals("dev.chancery.login.Welcome"),
                0,
                () -> server.api("PATCH", "/api/users/" + ada, Map.of("enabled", false))
                        .expect(200));

        var refused = app.signIn(new WebBrowser(server), Map.of());

        assertThat(clock.passed()).isTrue();
        assertThat(refused.answer().status()).isEqualTo(400);
        assertNothingBegun();
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
    }

    @Test
    @DisplayName("HT-05 whoever is deleted meanwhile is told that it has ended, and no request fails")
    void deleted_meanwhile() {
        wheneverAt(this::page, this::deleted, () -> {}, NOBODY);
        wheneverAt(browser -> silently(browser, "openid"), this::deleted, () -> {}, this::signedIn);
    }

    @Test
    @DisplayName("HT-05 whoever is deleted while they set up a second factor is told on a page that it has ended")
    void belongs_to_nobody() {
        ada = App.person(server, realm, "ada", Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of());
        var code = Phone.code(App.seed(page), clock.instant(), 0);
        clock.meanwhile(callers -> callers.getFirst().equals("dev.chancery.factor.SetUpCode"), 0, this::deleted);

        var refused = browser.submit(page, Map.of("code", code));

        assertThat(clock.passed()).isTrue();
        assertThat(refused.answer().status()).isEqualTo(400);
        refused.shows("This sign-in has ended");
    }

    @Test
    @DisplayName("a page whose change comes too late is a page still, which says to start again")
    void too_late() {
        ada = App.person(server, realm, "ada", Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        var browser = new WebBrowser(server);
        var profile = app.signIn(browser, Map.of()).shows("name=\"lastName\"");
        clock.meanwhile(
                callers -> callers.getFirst().equals("dev.chancery.user.ChangeOwnProfile"),
                0,
                () -> Residents.of(server)
                        .database()
                        .writes(tx -> tx.execute("UPDATE person SET version = version + 1 WHERE id = ?", ada)));

        var refused = browser.submit(profile, Map.of("lastName", "King"));

        assertThat(clock.passed()).isTrue();
        assertThat(refused.answer().status()).isEqualTo(400);
        assertThat(refused.answer().header("Content-Type")).startsWith("text/html");
        refused.shows("This sign-in has ended", "eference");
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
    }
}
