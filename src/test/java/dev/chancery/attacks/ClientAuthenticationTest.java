package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CA Client authentication")
class ClientAuthenticationTest {
    private static final String ODD_SECRET = "pa:ss +%41 w/ö?rd&= as odd as they come";
    private static final String GRANT = "grant_type=client_credentials";

    @RegisterExtension
    static final TestServer SERVER = new TestServer()
            .with(Setting.BOOTSTRAP_CLIENT_ID, "auto:mat+%")
            .with(Setting.BOOTSTRAP_CLIENT_SECRET, ODD_SECRET);

    private final Protocol master = new Protocol(SERVER, "master");

    @Test
    @DisplayName("CA-01 two methods at once are invalid_request, whichever of them is right")
    void two_methods() {
        var client = SERVER.client("master");
        var basic = TestServer.basic(client.clientId(), client.secret());
        var form = GRANT + "&client_id=" + client.clientId() + "&client_secret=";

        for (var second : List.of(client.secret(), "wrong")) {
            var answer = master.basic("token", basic, form + second).expect(400);
            assertThat(answer.get("error")).isEqualTo("invalid_request");
        }
        master.basic("token", basic, GRANT + "&client_id=" + client.clientId()).expect(200);
    }

    @Test
    @DisplayName("CA-01 client_id must be the client that authenticates")
    void two_clients() {
        var client = SERVER.client("master");
        var other = SERVER.client("master");

        var answer = master.basic(
                "token",
                TestServer.basic(client.clientId(), client.secret()),
                GRANT + "&client_id=" + other.clientId());

        assertThat(answer.expect(400).get("error")).isEqualTo("invalid_request");
    }

    @Test
    @DisplayName("CA-02 a method that the client is not registered for is invalid_client")
    void other_method() {
        var confidential = SERVER.client("master");
        var open = Map.<String, Object>of("publicClient", true, "grantTypes", List.of("password"));
        var publicClient = SERVER.client("master", open);

        refused(master.raw("token", GRANT + "&client_id=" + confidential.clientId()));
        refused(master.raw("token", GRANT + "&client_id=" + publicClient.clientId() + "&client_secret=anything"));
        refused(master.basic("token", TestServer.basic(publicClient.clientId(), ""), GRANT));
        refused(master.raw("token", GRANT));
    }

    @Test
    @DisplayName("CA-03 RFC 6749 §2.3.1 id and secret are form-encoded before they are joined, whatever they contain")
    void encoded() {
        var pair = TestServer.basic(encode("auto:mat+%"), encode(ODD_SECRET));

        master.basic("token", pair, GRANT).expect(200);
        refused(master.basic("token", TestServer.basic(encode("auto:mat+%"), ODD_SECRET), GRANT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "=",
                "bm9jb2xvbg==",
                "OmVtcHR5aWQ=",
                "YTolZ2c6",
                "YQ",
                "/////w==",
                "YTpi YTpi",
                "YSUwMDp4",
                "YQA6eA==",
                "YTp4JTAw",
                "YSUwYTp4",
                "YSUrMTp4",
                "YSVmZjp4",
                "YX86eA=="
            })
    @DisplayName("CA-03 Basic credentials that cannot be read are invalid_client, never a fault")
    void unreadable(String credentials) {
        var answer = master.basic("token", "Basic " + credentials, GRANT);

        refused(answer);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @Test
    @DisplayName(
            "CA-03 bytes that are not UTF-8 and credentials of 6 KiB are invalid_client, of 64 KiB refused as a header")
    void large() {
        var latin = Base64.getEncoder().encodeToString("clïent:secrët".getBytes(ISO_8859_1));
        refused(master.basic("token", "Basic " + latin, GRANT));
        refused(master.basic("token", TestServer.basic("a", "s".repeat(4_500)), GRANT));

        assertThat(master.basic("token", TestServer.basic("a", "s".repeat(64 * 1024)), GRANT)
                        .status())
                .isEqualTo(431);
    }

    @Test
    @DisplayName("CA-04 wrong secrets are slowed, and the right one from the same address works all the while")
    void slowed() {
        var client = SERVER.client("master");
        var wrong = new TestClient("master", client.id(), client.clientId(), client.secret() + "x");

        for (var i = 0; i < 15; i++) refused(SERVER.token(wrong));

        assertThat(SERVER.token(wrong).header("Retry-After")).isNotEmpty();
        SERVER.token(client).expect(200);
    }

    @Test
    @DisplayName("CA-05 an unknown client and a wrong secret get the same answer")
    void same_answer() {
        var client = SERVER.client("master");
        var wrong = SERVER.token(new TestClient("master", "", client.clientId(), "wrong"));
        var unknown = SERVER.token(new TestClient("master", "", "client-unknown", "wrong"));

        assertThat(neutral(wrong)).isEqualTo(neutral(unknown));
        assertThat(wrong.response().headers().map().keySet())
                .isEqualTo(unknown.response().headers().map().keySet());
        assertThat(wrong.body().length()).isEqualTo(unknown.body().length());
    }

    @Test
    @DisplayName("CA-13 the old secret is refused the moment after a rotation, and within a second on every other node")
    void rotation() {
        var first = new TestServer(Dialect.POSTGRES, InstantSource.system()).start();
        try (first;
                var second = first.neighbour()) {
            var old = first.client("master");
            second.token(old).expect(200);
            var path = "/api/clients/" + old.id() + "/rotate-secret";
            var secret = first.api("POST", path, null).expect(200).text("clientSecret");

            refused(first.token(old));
            while (second.token(old).status() == 200) Thread.onSpinWait(); // the change feed decides how long
            second.token(new TestClient("master", old.id(), old.clientId(), secret))
                    .expect(200);
        }
    }

    @Test
    @DisplayName("CA-14 a secret in the URL is refused, in whatever place the rest of it is")
    void in_the_url() {
        var client = SERVER.client("master");
        var credentials = "client_id=" + client.clientId() + "&client_secret=" + client.secret();

        for (var endpoint : List.of("token", "token/introspect", "revoke")) {
            var answer = master.raw(endpoint + "?" + credentials, GRANT + "&token=x");
            assertThat(answer.expect(400).get("error")).isEqualTo("invalid_request");
            assertThat(answer.body()).doesNotContain(client.secret());
        }
    }

    private static Map<String, Object> neutral(Answer answer) {
        var body = answer.expect(401).json();
        var reference = String.valueOf(body.remove("reference"));
        body.replace(
                "error_description", body.get("error_description").toString().replace(reference, ""));
        return body;
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.get("error")).isEqualTo("invalid_client");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
