package dev.chancery.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Device;
import dev.chancery.OnBothDatabases;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.event.Event;
import dev.chancery.json.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("The audit trail holds no secret")
class AuditSecretsTest {
    private static final Pattern KEPT = Pattern.compile("\\b(hash|sealed|secret|sealed_private)=([^,}]{16,})");
    private static final List<String> SECRET_MEMBERS = List.of("clientSecret", "secret", "value");
    private static final String PASSWORD = "a password to look for";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private final List<String> told = new ArrayList<>();

    private Answer ask(String method, String path, Object body) {
        var answer = server.api(method, path, body);
        assertThat(answer.status()).as("%s %s %s", method, path, answer.body()).isBetween(200, 299);
        if (answer.response().body().length > 0)
            for (var member : SECRET_MEMBERS) if (answer.get(member) instanceof String secret) told.add(secret);
        return answer;
    }

    @Test
    @DisplayName(
            "SE-02, AD-24 after every change that can be made over HTTP no payload holds a secret, a password, a hash, a private key, or what one is sealed in")
    void every_event() {
        var its = Things.in(server, "secretive");
        var undo = new Undo(server, "secretive");
        for (var change : UndoTest.changes(its)) {
            ask(change.method(), change.path(), change.body());
            ask("POST", "/api/realms/secretive/audit/" + undo.last() + "/undo", null);
        }
        secrets();
        signIns();
        answers();
        again();
        ask("PUT", "/api/clients/" + its.client() + "/golden-token", Map.of());
        ask("DELETE", "/api/clients/" + its.client() + "/golden-token", null);
        ask("PUT", "/api/users/" + its.person() + "/password", Map.of("password", PASSWORD));
        server.get("/realms/secretive/protocol/openid-connect/certs").expect(200);
        for (var revoke : List.of(false, true))
            ask("POST", "/api/realms/secretive/keys/rotate", Map.of("revoke", revoke));
        ask("GET", "/api/realms/secretive/configuration?users=true&credentials=true", null);
        var kept = kept();
        var id = server.api("GET", "/api/realms/secretive", null).text("id");
        ask("DELETE", "/api/realms/secretive", null);
        ask("POST", "/api/realms/" + id + "/restore", null);
        ask("DELETE", "/api/clients/" + its.client(), null);
        clock.advance(Duration.ofDays(31));
        server.emptyBins();
        ask("DELETE", "/api/realms/secretive", null);
        clock.advance(Duration.ofDays(31));
        server.emptyBins();

        var rows = Residents.of(server).rows();
        var offline = EnumSet.of(Event.ADMIN_RECOVERED, Event.EPOCH_BEGUN, Event.MASTER_KEY_ROTATED);
        assertThat(Arrays.stream(Event.values())
                        .filter(event -> !offline.contains(event))
                        .filter(event -> rows.get("audit_entry").stream()
                                .noneMatch(row -> row.contains("kind=" + event.type + ",")))
                        .collect(toSet()))
                .isEmpty();
        assertThat(told).hasSizeGreaterThan(5);
        assertThat(kept).hasSizeGreaterThan(10);
        assertThat(String.join("\n", rows.get("audit_payload")))
                .doesNotContain(told)
                .doesNotContain(kept)
                .doesNotContain(PASSWORD, Callers.PASSWORD, TestServer.PASSWORD, "argon2", "\"d\":", "PRIVATE KEY");
    }

    private void secrets() {
        var client = server.client("secretive", Map.of("secretStorage", "recoverable"));
        told.add(client.secret());
        var path = "/api/clients/" + client.id();
        ask("POST", path + "/rotate-secret", Map.of("overlapSeconds", 60));
        var added = ask("POST", path + "/secrets", Map.of("name", "second"));
        ask("GET", path + "/secrets/" + added.text("id") + "/value", null);
        ask("DELETE", path + "/secrets/" + added.text("id"), null);
        ask("POST", "/api/secrets/revoke-leaked", Map.of("secret", told.getLast()));
        var leaked = ask("POST", path + "/secrets", Map.of("name", "third")).text("secret");
        ask("POST", "/api/secrets/revoke-leaked", Map.of("secret", leaked));
    }

    /// Somebody sets up a second factor, signs out, and comes back with a recovery code; then it is removed.
    private void signIns() {
        var app = App.in(server, "secretive", Map.of());
        var id = App.person(server, "secretive", "carol", Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
        var browser = new WebBrowser(server);
        var page = app.signIn(browser, Map.of(), "carol");
        var seed = App.seed(page);
        told.add(seed);
        var codes = browser.submit(page, Map.of("code", Phone.code(seed, clock.instant(), 0)));
        told.addAll(App.recoveryCodes(codes));
        var code = browser.submit(codes, Map.of()).told().get("code");
        told.add(code);
        var tokens = app.redeem(code).expect(200);
        told.addAll(List.of(tokens.text("refresh_token"), tokens.text("id_token"), tokens.text("access_token")));
        told.addAll(browser.cookies().values());
        browser.open(server.issuer("secretive") + "/protocol/openid-connect/logout?id_token_hint="
                + tokens.text("id_token"));
        var again = app.signIn(browser, Map.of(), "carol");
        browser.post(
                again.url(),
                Map.of("step", "recovery", "recovery", App.recoveryCodes(codes).getFirst()));
        var factors = JsonText.tree(
                ask("GET", "/api/users/" + id + "/credentials", null).json());
        for (var factor : factors.path("content"))
            if (factor.path("kind").asString("").equals("totp"))
                ask(
                        "DELETE",
                        "/api/users/" + id + "/credentials/" + factor.path("id").asString(""),
                        null);
    }

    /// Somebody lets clients have something, or doesn't.
    private void answers() {
        var asking = App.in(server, "secretive", Map.of("consentRequired", true));
        var dave = App.person(server, "secretive", "dave", Map.of());
        var browser = new WebBrowser(server);
        browser.submit(asking.signIn(browser, Map.of(), "dave"), Map.of("consent", "deny"));
        browser.submit(browser.open(asking.address(Map.of())), Map.of("consent", "accept"));
        ask("DELETE", "/api/users/" + dave + "/consents/" + asking.client().id(), null);
        var client = Device.client(server, "secretive", Map.of());
        for (var answer : List.of("deny", "allow")) {
            var device = Device.of(server, client);
            told.addAll(List.of(device.userCode(), device.asked().text("device_code")));
            browser.submit(device.confirmation(browser), Map.of("confirm", answer));
        }
        told.addAll(browser.cookies().values());
    }

    /// What works once comes twice.
    private void again() {
        var one = SignedIn.at(server, SignedIn.client(server, "secretive", Map.of()));
        var tokens = one.tokens();
        one.refresh(tokens).expect(200);
        clock.advance(Duration.ofSeconds(10));
        one.refresh(tokens).expect(400);
        var code = one.code();
        one.redeem(code).expect(200);
        one.redeem(code).expect(400);
        var last = one.tokens().text("refresh_token");
        var client = one.client();
        server.form(
                        "/realms/secretive/protocol/openid-connect/revoke",
                        Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", last))
                .expect(200);
        told.addAll(List.of(code, tokens.text("refresh_token"), last));
    }

    /// What the database holds in the place of secrets.
    private List<String> kept() {
        var kept = new ArrayList<String>();
        var rows = Residents.of(server).rows();
        for (var table : List.of("client_secret", "credential", "signing_key"))
            for (var row : rows.get(table)) KEPT.matcher(row).results().forEach(found -> kept.add(found.group(2)));
        return kept;
    }
}
