package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.Residents;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.admin.Refused;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("AD The administrators' API")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {
    private static final Map<String, Object> MACHINE =
            Map.of("realmName", "alpha", "grantTypes", List.of("client_credentials"));

    @RegisterExtension
    final TestServer server = new TestServer();

    private String manager = "";

    @BeforeAll
    void arrange() {
        for (var realm : List.of("alpha", "beta")) {
            server.realm(realm);
            Caller.consoleOf(server, realm);
        }
        Residents.of(server).user("alpha", "manager", "manage-clients", "manage-users");
        manager = server.userToken("alpha", Caller.CONSOLE, "manager", Residents.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0",
                "-1",
                "00000000-0000-0000-0000-000000000000",
                "%2e%2e",
                "a%00b",
                "x'--",
                "%25",
                "*",
                "null"
            })
    @DisplayName("AD-03 ids that are guessed or malformed are 404 or 400")
    void guessed_ids(String id) {
        for (var path : List.of("/api/clients/" + id, "/api/clients/" + id + "/secrets", "/api/realms/" + id))
            assertThat(server.api("GET", path, null).status()).as(path).isIn(400, 404);
        var client = server.client("alpha");
        assertThat(server.api("GET", "/api/clients/" + client.id() + "/secrets/" + id, null)
                        .status())
                .isIn(400, 404);
    }

    @Test
    @DisplayName("AD-04 lists and their totals hold only what the caller may see")
    void lists() {
        var own = server.api(manager, "GET", "/api/clients", null).expect(200);
        assertThat(own.body()).doesNotContain("\"realmName\":\"beta\"", "\"realmName\":\"master\"");
        var rows = (List<?>) own.get("content");
        assertThat(own.get("totalElements")).isEqualTo(rows.size());

        Residents.of(server).user("alpha", "looker", "view-realms");
        var looker = server.userToken("alpha", Caller.CONSOLE, "looker", Residents.PASSWORD);
        var realms = server.api(looker, "GET", "/api/realms", null).expect(200);
        assertThat((List<?>) realms.get("content")).hasSize(1);
        assertThat(realms.get("totalElements")).isEqualTo(1);
        assertThat(server.api(looker, "GET", "/api/realms?deleted=true", null).status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName(
            "AD-05 whoever may only manage clients cannot make one that administers, by scope, audience or realm default")
    void no_self_made_administrators() {
        for (var scopes : List.of("scopes", "optionalScopes", "hiddenScopes")) {
            var wish = new HashMap<>(MACHINE);
            wish.put(scopes, List.of("chancery-admin"));
            server.api(manager, "POST", "/api/clients", wish).expect(403);
        }
        var client = server.client("alpha");
        var path = "/api/clients/" + client.id();
        server.api(manager, "PATCH", path, Map.of("scopes", List.of("chancery-admin")))
                .expect(403);

        var audience = Map.of("audience", List.of("shop", "chancery-admin"));
        assertThat(server.api(manager, "PATCH", path, audience).expect(400).body())
                .contains("audience");
        var byDefault = Map.of("defaultAudience", "chancery-admin");
        assertThat(server.api("PATCH", "/api/realms/alpha", byDefault)
                        .expect(400)
                        .body())
                .contains("defaultAudience");
    }

    @Test
    @DisplayName(
            "AD-05 nor take over one that does: its secrets, its settings and its end are for those who hold as much")
    void no_takeover() {
        var strong = server.client("alpha");
        Residents.of(server).grant("alpha", Residents.of(server).serviceAccount("alpha", strong.clientId()), "admin");
        var path = "/api/clients/" + strong.id();
        var before = Residents.of(server).rowsOf("alpha");

        server.api(manager, "POST", path + "/rotate-secret", null).expect(403);
        server.api(manager, "POST", path + "/secrets", Map.of("name", "mine")).expect(403);
        server.api(manager, "PATCH", path, Map.of("enabled", false)).expect(403);
        server.api(manager, "DELETE", path, null).expect(403);
        server.api(manager, "PATCH", "/api/clients/" + Caller.CONSOLE + "?realm=alpha", Map.of("name", "x"))
                .expect(403);

        assertThat(Residents.of(server).rowsOf("alpha")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "isAdmin, true",
        "serviceAccountId, mine",
        "secretHash, x",
        "builtIn, true",
        "version, 7",
        "realmId, x",
        "id, x",
        "clientSecret, mine-to-choose",
        "createdAt, 2001-01-01T00:00:00Z",
        "deletedAt, 2001-01-01T00:00:00Z"
    })
    @DisplayName("AD-08 unknown and read-only members are 400, named, when registering and when changing")
    void mass_assignment(String member, String value) {
        var wish = new HashMap<>(MACHINE);
        wish.put(member, value);
        assertThat(server.api("POST", "/api/clients", wish).expect(400).body()).contains(member);

        var client = server.client("alpha");
        var changed = server.api("PATCH", "/api/clients/" + client.id(), Map.of(member, value));
        assertThat(changed.expect(400).body()).contains(member);
    }

    @Test
    @DisplayName("AD-09 no answer holds a secret, a hash or a private key")
    void nothing_secret() {
        var client = server.client("alpha");
        server.token(client).expect(200);
        for (var path : List.of(
                "/api/clients?realm=alpha",
                "/api/clients/" + client.id(),
                "/api/clients/" + client.id() + "/secrets",
                "/api/realms",
                "/api/realms/alpha",
                "/realms/alpha",
                "/realms/alpha/protocol/openid-connect/certs")) {
            var body = server.api("GET", path, null).expect(200).body();
            assertThat(body).as(path).doesNotContain(client.secret(), "\"hash\"", "\"sealed\"", "PRIVATE", "$argon2");
            assertThat(body).as(path).doesNotContainPattern("\"(d|p|q|dp|dq|qi|k)\" ?:");
        }
    }

    @Test
    @DisplayName("AD-10 a secret is shown when it is made, and never again")
    void shown_once() {
        var created = server.api("POST", "/api/clients", MACHINE).expect(201);
        var path = "/api/clients/" + created.text("id");
        assertThat(created.text("clientSecret")).startsWith("cs_");
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");

        assertThat(server.api("GET", path, null).expect(200).json()).doesNotContainKey("clientSecret");
        assertThat(server.api("PATCH", path, Map.of("name", "x")).expect(200).json())
                .doesNotContainKey("clientSecret");
        var secret = (Map<?, ?>)
                ((List<?>) server.api("GET", path + "/secrets", null).get("content")).getFirst();
        assertThat(secret.containsKey("secret")).isFalse();
        server.api("GET", path + "/secrets/" + secret.get("id") + "/value", null)
                .expect(404);
    }

    @Test
    @DisplayName("AD-11 the last administrator, the realm master and the administrators' client stay")
    void last_administrator() {
        var fresh = new TestServer().start();
        try (fresh) {
            fresh.api("DELETE", "/api/realms/master", null).expect(409);
            fresh.api("PATCH", "/api/realms/master", Map.of("enabled", false)).expect(400);
            fresh.api("DELETE", "/api/clients/admin-cli?realm=master", null).expect(409);
            for (var scopes : List.of(List.of(), List.of("basic"))) {
                var without = Map.of("hiddenScopes", scopes);
                var refused = fresh.api("PATCH", "/api/clients/admin-cli?realm=master", without);
                assertThat(refused.expect(400).body()).contains("\"member\":\"hiddenScopes\"");
            }
            var optional = Map.of("hiddenScopes", List.of(), "optionalScopes", List.of("chancery-admin"));
            fresh.api("PATCH", "/api/clients/admin-cli?realm=master", optional).expect(400);
            var residents = Residents.of(fresh);
            var second = residents.user("master", "second", "admin");
            var first = residents.find("master", TestServer.ADMIN);

            residents.disable(second);
            residents.withdraw("master", second.id(), "admin");

            assertThatThrownBy(() -> residents.withdraw("master", first.id(), "admin"))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> residents.disable(first)).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> residents.delete(first)).isInstanceOf(Refused.class);
        }
    }

    @Test
    @DisplayName("AD-13 members that a PATCH or PUT leaves out stay as they were, and the result is judged whole")
    void left_out() {
        server.realm("strict-one", Map.of("mfaRequired", true, "tokenLifespanSeconds", 60, "notBefore", 5));
        for (var method : List.of("PATCH", "PUT")) {
            var changed = server.api(method, "/api/realms/strict-one", Map.of("displayName", method));
            assertThat(changed.expect(200).json())
                    .containsEntry("mfaRequired", true)
                    .containsEntry("tokenLifespanSeconds", 60)
                    .containsEntry("notBefore", 5);
        }
        var client = server.client("alpha", Map.of("enabled", false, "notBefore", 9));
        var path = "/api/clients/" + client.id();
        assertThat(server.api("PATCH", path, Map.of("name", "x")).expect(200).json())
                .containsEntry("enabled", false)
                .containsEntry("pkceRequired", true)
                .containsEntry("notBefore", 9);
        server.api("PATCH", path, Map.of("publicClient", true)).expect(400); // still has client_credentials
        server.api("PATCH", path, Map.of("grantTypes", List.of("authorization_code")))
                .expect(400); // no redirect URI
    }

    @Test
    @DisplayName("AD-15 a revoked administrator's token, and one whose role was withdrawn, are refused at once")
    void revoked() {
        var ada = Residents.of(server).user("alpha", "ada", "admin");
        var token = server.userToken("alpha", Caller.CONSOLE, "ada", Residents.PASSWORD);
        var other = server.userToken("alpha", Caller.CONSOLE, "ada", Residents.PASSWORD);
        server.api(token, "GET", "/api/clients", null).expect(200);
        var form = Map.of("client_id", Caller.CONSOLE, "token", token);
        server.form("/realms/alpha/protocol/openid-connect/revoke", form).expect(200);

        server.api(token, "GET", "/api/clients", null).expect(401);
        server.api(other, "GET", "/api/clients", null).expect(200);
        Residents.of(server).withdraw("alpha", ada.id(), "admin");
        server.api(other, "GET", "/api/clients", null).expect(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jar:file:/x.jar!/y",
                "javascript:alert(1)",
                "java.lang.Runtime",
                "/etc/passwd",
                "//evil.example/",
                "http://169.254.169.254/",
                "ldap://x/",
                "\\\\host\\share",
                "https://user:pass@example.com/"
            })
    @DisplayName("AD-18 no setting takes a file, a class or an address inside")
    void dangerous_settings(String value) {
        for (var member : List.of("rootUrl", "homeUrl")) {
            var wish = new HashMap<>(MACHINE);
            wish.put(member, value);
            server.api("POST", "/api/clients", wish).expect(400);
        }
        var wish = new HashMap<>(MACHINE);
        wish.put("redirectUris", List.of(value));
        server.api("POST", "/api/clients", wish).expect(400);
        server.api("PATCH", "/api/realms/alpha", Map.of("signatureAlgorithm", value))
                .expect(400);
    }

    @Test
    @DisplayName("AD-18 rootUrl and homeUrl are one address each: no wildcard; a relative homeUrl needs the rootUrl")
    void one_address() {
        var wish = new HashMap<>(MACHINE);
        wish.put("rootUrl", "https://app.example.com");
        wish.put("homeUrl", "/start");
        server.api("POST", "/api/clients", wish).expect(201);

        for (var home : List.of("/*", "//evil.example/start", "/" + "a".repeat(3_000), "/st\\art")) {
            wish.put("homeUrl", home);
            server.api("POST", "/api/clients", wish).expect(400);
        }
        wish.remove("homeUrl");
        wish.put("rootUrl", "https://app.example.com/*");
        server.api("POST", "/api/clients", wish).expect(400);
    }

    @Test
    @DisplayName("AD-19 the first start happens once: later wishes for an administrator or client change nothing")
    void first_start_once() {
        var fresh = new TestServer().start();
        try (fresh) {
            var before = Residents.of(fresh).rows().get("person");
            fresh.with(Setting.BOOTSTRAP_ADMIN_USERNAME, "intruder")
                    .with(Setting.BOOTSTRAP_ADMIN_PASSWORD, "intruder's password")
                    .with(Setting.BOOTSTRAP_CLIENT_ID, "intruder")
                    .with(Setting.BOOTSTRAP_CLIENT_SECRET, "intruder's secret")
                    .restart();

            assertThat(fresh.server().administrator()).isEmpty();
            assertThat(Residents.of(fresh).rows()).containsEntry("person", before);
            fresh.token(new TestClient("master", "", "intruder", "intruder's secret"))
                    .expect(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "%25", "_", "\\", "*", "%00", "\" OR 1=1", "{\"$ne\":1}", "%5B%5D", "%E2%80%AE"})
    @DisplayName("AD-20 meta characters in filters match literally or are 400")
    void filters(String text) {
        var escaped = text.replace("\"", "%22")
                .replace(" ", "%20")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .replace("\\", "%5C");
        for (var filter : List.of("clientId", "name")) {
            var answer = server.api("GET", "/api/clients?realm=alpha&" + filter + "=" + escaped, null);
            assertThat(answer.status()).isIn(200, 400);
            if (answer.status() == 200)
                assertThat((List<?>) answer.get("content")).isEmpty();
        }
        for (var filter : List.of("page", "size", "after", "enabled", "grantType"))
            server.api("GET", "/api/clients?realm=alpha&" + filter + "=" + escaped, null)
                    .expect(400);
    }

    @Test
    @DisplayName("AD-20, DS-10 a page is at most 100 rows, and a page token is good only for its own list")
    void pages() {
        for (var size : List.of("101", "0", "-1", "1000000000", "99999999999", "1e3"))
            server.api("GET", "/api/clients?realm=alpha&size=" + size, null).expect(400);
        server.api("GET", "/api/clients?realm=alpha&page=101&size=100", null).expect(400);
        for (var i = 0; i < 3; i++) server.client("alpha");
        var next = server.api("GET", "/api/clients?realm=alpha&size=1", null).text("next");

        server.api("GET", "/api/clients?realm=alpha&size=1&after=" + next, null).expect(200);
        server.api("GET", "/api/clients?realm=beta&size=1&after=" + next, null).expect(400);
        server.api("GET", "/api/realms?size=1&after=" + next, null).expect(400);
        server.api("GET", "/api/clients?realm=alpha&size=1&after=" + next + "A", null)
                .expect(400);
    }

    @Test
    @DisplayName("AD-21, IS-09 a cookie opens nothing, and no page of another origin is let in")
    void browsers() {
        var request = server.request("/api/clients").header("Cookie", "session=" + server.adminToken());
        server.send(request).expect(401);

        for (var method : List.of("GET", "OPTIONS")) {
            var answer = server.send(server.request("/api/clients")
                    .header("Origin", "https://evil.example")
                    .header("Authorization", "Bearer " + server.adminToken())
                    .header("Access-Control-Request-Method", "GET")
                    .method(method, BodyPublishers.noBody()));
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    @DisplayName("AD-24 every change has one line in the trail, who, what and from where, and the chain holds")
    void audited() {
        var before = Residents.of(server).rows().get("audit_entry").size();
        var client = server.client("alpha");
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("name", "x")).expect(200);
        server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", null)
                .expect(200);
        server.api("DELETE", "/api/clients/" + client.id(), null).expect(204);
        server.api("DELETE", "/api/clients/" + client.id(), null).expect(404);

        var lines = Residents.of(server).rows().get("audit_entry");
        assertThat(lines).hasSize(before + 4);
        assertThat(lines.stream().filter(line -> line.contains(client.id())))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("user:admin@master", "127.0.0.1"));
        assertThat(Residents.of(server).verifyAudit().faults()).isEmpty();
    }
}
