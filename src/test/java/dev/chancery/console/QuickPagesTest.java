package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.Residents;
import dev.chancery.Shell;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser.View;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The short way without scripts")
class QuickPagesTest {
    private static final String CLIENTS = "/console/realms/alpha/clients";
    private static final Pattern SECRET = Pattern.compile("id=\"made-secret\"[^>]*>([^<]+)<");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha");
        Residents.of(SERVER).user("alpha", "ada", "admin");
        App.person(SERVER, "alpha", "grace", Map.of());
        ada = Desk.of(SERVER, "alpha", "ada");
    }

    private static View make(QuickKind kind, String clientId, Map<String, String> more) {
        var form = new HashMap<>(Map.of("mark", ada.mark(), "kind", kind.key(), "clientId", clientId));
        form.putAll(more);
        return post("/new", form);
    }

    private static View post(String path, Map<String, String> form) {
        var more = new HashMap<>(form);
        more.put("mark", ada.mark());
        return ada.browser().post(SERVER.url() + CLIENTS + path, more);
    }

    private static String secret(View page) {
        var found = SECRET.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    @Test
    @DisplayName("shows a secret that works, in the one answer that nobody keeps; the same form again is refused")
    void secret_once() {
        var made = make(QuickKind.MACHINE, "once", Map.of());
        var secret = secret(made);

        assertThat(made.answer().header("Cache-Control")).contains("no-store");
        SERVER.token(new TestClient("alpha", "", "once", secret)).expect(200);
        var again = make(QuickKind.MACHINE, "once", Map.of());
        again.answer().expect(422);
        assertThat(again.body()).doesNotContain("made-secret");
        assertThat(ada.open(CLIENTS + "/once").body()).doesNotContain(secret);
    }

    @Test
    @DisplayName("wants a client ID: the form sent twice would make two clients without one")
    void client_id() {
        make(QuickKind.MACHINE, " ", Map.of()).answer().expect(422);
        make(QuickKind.MACHINE, " ", Map.of()).shows("Give it a client ID.", "aria-invalid=\"true\"");
    }

    @Test
    @DisplayName("shows what is wrong beside its field, and makes nothing")
    void complaint() {
        var refused = make(QuickKind.WEB, "wrong", Map.of("redirectUris", "not an address"));

        refused.answer().expect(422);
        refused.shows("id=\"client-redirectUris-complaint\"", "not an address");
        ada.open(CLIENTS + "/wrong").answer().expect(404);
    }

    @ParameterizedTest
    @EnumSource(QuickKind.class)
    @DisplayName("has ready lines with this client's values, quoted as each language wants it")
    void ready(QuickKind kind) {
        var made = make(kind, kind.key() + "'\"x", Map.of("redirectUris", "https://app.example/cb"));

        made.answer().expect(200);
        for (var language : kind.languages) made.shows("id=\"ready-" + language + "\"");
        made.shows("client_id='" + kind.key() + "'\\''\"x'");
        assertThat(made.body()).doesNotContainPattern("%[a-z]+%");
    }

    @Test
    @DisplayName("says before anything is made which scope and audience a token will have, as its preview says after")
    void foretold() {
        SERVER.api("PATCH", "/api/realms/alpha", Map.of("defaultAudience", "https://orders.example"))
                .expect(200);
        var scope = Map.of("realmName", "alpha", "name", "orders", "realmDefault", "default");
        SERVER.api("POST", "/api/scopes", scope).expect(201);
        var said = "Its scope is profile email, its audience https://orders.example,";

        assertThat(ada.open(CLIENTS + "/new").body()).contains(said);
        make(QuickKind.MACHINE, "as-foretold", Map.of()).answer().expect(200);

        var claims = (Map<?, ?>) SERVER.api("POST", "/api/clients/as-foretold/token-preview?realm=alpha", Map.of())
                .expect(200)
                .get("claims");
        assertThat(said).contains("is " + claims.get("scope") + ",", "audience " + claims.get("aud") + ",");
    }

    @Test
    @DisplayName("has lines for curl that get a token")
    void curl() {
        var made = make(QuickKind.MACHINE, "curled", Map.of());
        var lines = Pattern.compile("(?s)id=\"ready-curl\">([^<]+)<").matcher(made.body());
        assertThat(lines.find()).isTrue();

        var run = Shell.run(lines.group(1));

        assertThat(run.out()).contains("\"access_token\"");
    }

    @Test
    @DisplayName("gets a token with the secret, shows what it says and the request that got it, and keeps no secret")
    void test_token() {
        var secret = secret(make(QuickKind.MACHINE, "tried", Map.of()));

        var issued = post("/tried/test-token", Map.of("secret", secret, "scope", "email"));

        issued.answer().expect(200);
        issued.shows("A token was issued", "<dt>scope</dt>", "email", "--data-urlencode scope=");
        assertThat(issued.body()).doesNotContain(secret);
        var wrong = post("/tried/test-token", Map.of("secret", "wrong"));
        wrong.answer().expect(422);
        assertThat(wrong.shows("invalid_client").body()).doesNotContain("A token was issued");
    }

    @Test
    @DisplayName("tells what a token would say and why, of the client and of a person, and what is missing")
    void evaluate() {
        make(QuickKind.WEB, "asked", Map.of("redirectUris", "https://app.example/cb"));

        ada.open(CLIENTS + "/asked/evaluate?username=grace&scope=email+nothing")
                .shows("grace@example.com", "What is missing", "there is no scope nothing in the realm", "Made of");
        ada.open(CLIENTS + "/asked/evaluate").shows("No token would be issued");
        ada.open(CLIENTS + "/asked/evaluate?username=gra").answer().expect(422);
        assertThat(ada.open(CLIENTS + "/asked/client-scopes").body()).contains(">Setup<", ">Evaluate<");
        assertThat(ada.open(CLIENTS + "/asked").body()).doesNotContain(">Test token<", ">Evaluate<");
    }
}
