package dev.chancery.api;

import static dev.chancery.api.Callers.atOnce;
import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.onlyIf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/clients")
class ClientsApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer created(Map<String, Object> members) {
        var wish = new HashMap<String, Object>(Map.of("grantTypes", List.of("client_credentials")));
        wish.putAll(members);
        return server.api("POST", "/api/clients", wish);
    }

    private static Map<String, Object> only(String member, Object value) {
        var members = new HashMap<String, Object>();
        members.put(member, value);
        return members;
    }

    @Test
    @DisplayName(
            "a deleted client is 404, gets no token, and waits in the bin; restored, it is as it was, secret and all")
    void bin_and_restore() {
        var client = server.client(server.realm("bin"), Map.of("name", "kept"));
        var path = "/api/clients/" + client.id();
        var before = server.api("GET", path, null).expect(200);

        server.api("DELETE", path, null).expect(204);

        server.api("GET", path, null).expect(404);
        server.token(client).expect(401);
        var binned = content(
                server.api("GET", "/api/clients?realm=bin&deleted=true", null).expect(200));
        assertThat(binned).extracting("id").containsExactly(client.id());
        assertThat(binned.getFirst()).containsEntry("deletedAt", "2030-01-31T12:00:00Z");

        var restored = server.api("POST", path + "/restore?realm=bin", null).expect(200);

        assertThat(restored.json()).isEqualTo(before.json());
        assertThat(restored.header("ETag"))
                .isEqualTo(server.api("GET", path, null).header("ETag"))
                .isNotEqualTo(before.header("ETag"));
        onlyIf(server, before.header("ETag"), "PATCH", path, Map.of("name", "x"))
                .expect(412);
        server.token(client).expect(200);
        server.api("POST", path + "/restore?realm=bin", null).expect(404);
    }

    @Test
    @DisplayName("a client is not restored over another that has taken its id: 409, naming clientId")
    void restore_conflict() {
        var realm = server.realm("taken");
        var old = server.client(realm, Map.of("clientId", "shop"));
        server.api("DELETE", "/api/clients/" + old.id(), null).expect(204);
        server.client(realm, Map.of("clientId", "shop"));

        var refused = server.api("POST", "/api/clients/" + old.id() + "/restore?realm=taken", null);

        assertThat(named(refused.expect(409))).containsExactly("clientId");
    }

    @Test
    @DisplayName("RFC 7396 a member that is sent changes, an absent one stays, null makes it absent")
    void merge_patch() {
        var client = server.client(
                server.realm("patched"),
                Map.of("name", "before", "tokenLifespanSeconds", 600, "audience", List.of("https://api.example")));
        var path = "/api/clients/" + client.id();

        var patched = server.api("PATCH", path, Map.of("name", "after")).expect(200);
        var cleared =
                server.api("PATCH", path, only("tokenLifespanSeconds", null)).expect(200);
        var same = server.api("PATCH", path, cleared.json()).expect(200);

        assertThat(patched.json()).containsEntry("name", "after").containsEntry("tokenLifespanSeconds", 600);
        assertThat(cleared.json()).containsEntry("tokenLifespanSeconds", null).containsEntry("name", "after");
        assertThat(same.json()).isEqualTo(cleared.json());
        assertThat(server.token(client).expect(200).get("expires_in")).isEqualTo(300);
    }

    @Test
    @DisplayName("AD-08 what cannot be changed, is unknown, or is of the wrong type is 400 and named; nothing happens")
    void names_the_member() {
        var client = server.client(server.realm("typed"));
        var path = "/api/clients/" + client.id();
        var before = server.api("GET", path, null).json();
        var wrong = new ArrayList<Map.Entry<String, Object>>(List.of(
                Map.entry("clientId", "renamed"),
                Map.entry("clientSecret", "cs_mine"),
                Map.entry("id", "mine"),
                Map.entry("createdAt", "2000-01-01T00:00:00Z"),
                Map.entry("isAdmin", true),
                Map.entry("enabled", "true"),
                Map.entry("name", List.of("a")),
                Map.entry("tokenLifespanSeconds", 1.5),
                Map.entry("tokenLifespanSeconds", 1),
                Map.entry("secretStorage", "plain"),
                Map.entry("grantTypes", List.of("magic")),
                Map.entry("scopes", List.of("no-such-scope")),
                Map.entry("webOrigins", List.of("*")),
                Map.entry("redirectUris", "https://a.example")));

        for (var each : wrong) {
            var refused = server.api("PATCH", path, only(each.getKey(), each.getValue()));
            assertThat(refused.status()).as(each.toString()).isEqualTo(400);
            assertThat(named(refused)).as(refused.body()).containsExactly(each.getKey());
        }
        var hole = server.api("PATCH", path, only("redirectUris", Arrays.asList("https://a.example", null)));
        assertThat(named(hole.expect(400)).getFirst()).startsWith("redirectUris");
        assertThat(named(server.api("PATCH", path, only("grantTypes", null)).expect(400)))
                .containsExactly("grantTypes");
        assertThat(server.api("GET", path, null).json()).isEqualTo(before);
    }

    @Test
    @DisplayName("D17 what is not available in this version is shown as off, and refused by its name")
    void not_available() {
        var realm = server.realm("later");
        var client = server.client(realm);

        for (var member : List.of("authorizationServicesEnabled", "cibaGrantEnabled")) {
            assertThat(server.api("GET", "/api/clients/" + client.id(), null).get(member))
                    .isEqualTo(false);
            var refused = server.api("PATCH", "/api/clients/" + client.id(), Map.of(member, true));
            assertThat(named(refused.expect(400))).containsExactly(member);
            assertThat(named(created(Map.of("realmName", realm, member, true)).expect(400)))
                    .containsExactly(member);
            created(Map.of("realmName", realm, member, false)).expect(201);
        }
        var ciba =
                Map.<String, Object>of("realmName", realm, "grantTypes", List.of("urn:openid:params:grant-type:ciba"));
        assertThat(named(created(ciba).expect(400))).containsExactly("grantTypes");
    }

    @Test
    @DisplayName(
            "D6 a clientId in several realms is 409 and lists them; ?realm= or the id decides; others see but theirs")
    void ambiguous() {
        var first = server.client(server.realm("one"), Map.of("clientId", "twin"));
        server.client(server.realm("two"), Map.of("clientId", "twin"));
        var local = Callers.administrator(server, "two", "boss", "admin");

        var refused = server.api("GET", "/api/clients/twin", null).expect(409);

        assertThat(refused.text("detail")).contains("one", "two");
        assertThat(server.api("GET", "/api/clients/twin?realm=two", null)
                        .expect(200)
                        .get("realmName"))
                .isEqualTo("two");
        assertThat(server.api("GET", "/api/clients/" + first.id(), null)
                        .expect(200)
                        .get("realmName"))
                .isEqualTo("one");
        assertThat(server.api(local, "GET", "/api/clients/twin", null)
                        .expect(200)
                        .get("realmName"))
                .isEqualTo("two");
        server.api(local, "GET", "/api/clients/" + first.id(), null).expect(404);
        server.api(local, "GET", "/api/clients/twin?realm=one", null).expect(404);
    }

    @Test
    @DisplayName("a clientId chosen to look like another client's id does not stand in for it")
    void ids_go_first() {
        var realm = server.realm("looks-like");
        var victim = server.client(realm);
        server.client(realm, Map.of("clientId", victim.id(), "name", "impostor"));

        assertThat(server.api("GET", "/api/clients/" + victim.id(), null)
                        .expect(200)
                        .get("clientId"))
                .isEqualTo(victim.clientId());
    }

    @Test
    @DisplayName(
            "RFC 9110 §13.1.1 of two changes made at once with the same If-Match, one is 412; so is a late deletion")
    void one_change_wins() {
        var client = server.client(server.realm("race"));
        var path = "/api/clients/" + client.id();
        var tag = server.api("GET", path, null).header("ETag");

        var answers = atOnce(List.of(
                () -> onlyIf(server, tag, "PATCH", path, Map.of("name", "A")),
                () -> onlyIf(server, tag, "PATCH", path, Map.of("name", "B"))));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
        onlyIf(server, tag, "DELETE", path, null).expect(412);
        var fresh = server.api("GET", path, null).header("ETag");
        onlyIf(server, "\"999\", " + fresh, "DELETE", path, null).expect(204);
    }

    @Test
    @DisplayName("of several clients registered at once under one clientId, one is, and the others are 409")
    void one_registration_wins() {
        var realm = server.realm("race-create");
        var wish = Map.<String, Object>of("realmName", realm, "clientId", "same");

        var answers = atOnce(List.of(() -> created(wish), () -> created(wish), () -> created(wish)));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409, 409);
    }

    @Test
    @DisplayName(
            "D6 a client_id that many realms have: their administrators get their own, those of master a short 409")
    void in_many_realms() {
        for (var i = 0; i < 22; i++) {
            var realm = server.realm("many-%02d".formatted(i));
            server.client(realm, Map.of("clientId", "ubiquitous"));
        }
        var last = "many-21";
        var boss = Callers.administrator(server, last, "boss", "view-clients");

        assertThat(server.api(boss, "GET", "/api/clients/ubiquitous", null)
                        .expect(200)
                        .json())
                .containsEntry("realmName", last);

        var refused = server.api("GET", "/api/clients/ubiquitous", null).expect(409);
        assertThat(refused.text("message"))
                .contains("many-00, many-01, ", "many-19 and others")
                .doesNotContain("many-20");
        server.api("GET", "/api/clients/ubiquitous?realm=" + last, null).expect(200);
        server.api("DELETE", "/api/realms/many-00", null).expect(204);
        assertThat(server.api("GET", "/api/clients/ubiquitous", null)
                        .expect(409)
                        .text("message"))
                .doesNotContain("many-00");
    }

    @Test
    @DisplayName("a client stays small, however often it is changed: 8,000 characters in each list, else 400 and named")
    void bounded() {
        var client = server.client("master");
        var path = "/api/clients/" + client.id();
        for (var member : List.of("redirectUris", "postLogoutRedirectUris", "webOrigins", "audience")) {
            var most = new ArrayList<String>();
            for (var i = 10; i < 50; i++) most.add("https://" + i + "a".repeat(186) + ".com");
            assertThat(String.join("", most)).hasSize(8_000);
            if (!member.equals("webOrigins"))
                server.api("PATCH", path, Map.of(member, most)).expect(200);
            most.add("https://a.example");
            assertThat(named(server.api("PATCH", path, Map.of(member, most)).expect(400)))
                    .containsExactly(member);
        }
        assertThat(server.api("GET", path, null).expect(200).body()).hasSizeLessThan(64 * 1024);
    }

    @Test
    @DisplayName("AD-05 who cannot administer the server gives no client its scope, nor its audience")
    void no_way_to_the_server() {
        var realm = server.realm("escalate");
        var clerk = Callers.administrator(server, realm, "clerk", "manage-clients");
        var app = server.client(realm);
        var path = "/api/clients/" + app.id();

        server.api(clerk, "PATCH", path, Map.of("scopes", List.of("chancery-admin")))
                .expect(403);
        server.api(clerk, "PATCH", path, Map.of("optionalScopes", List.of("chancery-admin")))
                .expect(403);
        assertThat(named(server.api(clerk, "PATCH", path, Map.of("audience", List.of("chancery-admin")))
                        .expect(400)))
                .containsExactly("audience");
        assertThat(named(server.api("PATCH", "/api/realms/" + realm, Map.of("defaultAudience", "chancery-admin"))
                        .expect(400)))
                .containsExactly("defaultAudience");
    }

    @Test
    @DisplayName(
            "AD-05 a client whose service account is an administrator is out of reach for who only manages clients")
    void administrators_service_account() {
        var realm = server.realm("robots");
        var robot = server.client(realm);
        Callers.grant(server, realm, Callers.serviceAccount(server, robot), "admin")
                .expect(201);
        var clerk = Callers.administrator(server, realm, "clerk", "manage-clients");
        var path = "/api/clients/" + robot.id();

        server.api(clerk, "GET", path, null).expect(200);
        server.api(clerk, "POST", path + "/rotate-secret", null).expect(403);
        server.api(clerk, "POST", path + "/secrets", Map.of("name", "mine")).expect(403);
        server.api(clerk, "PATCH", path, Map.of("name", "mine")).expect(403);
        server.api(clerk, "DELETE", path, null).expect(403);
        server.token(robot).expect(200);
    }

    @Test
    @DisplayName("AD-11 the last administrator, when it is a client, keeps its way to a token")
    void last_administrator() {
        var fresh = new TestServer(server.dialect(), clock).start();
        try (fresh) {
            var robot = fresh.client("master");
            Callers.grant(fresh, "master", Callers.serviceAccount(fresh, robot), "admin")
                    .expect(201);
            var token = fresh.token(robot).expect(200).text("access_token");
            var admin = content(fresh.api("GET", "/api/users", null)).getFirst().get("id");
            fresh.api(token, "DELETE", "/api/users/" + admin, null).expect(204);
            var path = "/api/clients/" + robot.id();

            fresh.api(token, "DELETE", path, null).expect(409);
            var secrets = content(fresh.api(token, "GET", path + "/secrets", null));
            var only = path + "/secrets/" + secrets.getFirst().get("id");
            fresh.api(token, "DELETE", only, null).expect(409);
            fresh.token(robot).expect(200);
            fresh.api(token, "POST", path + "/secrets", Map.of("name", "another"))
                    .expect(201);
            fresh.api(token, "DELETE", only, null).expect(204);
            fresh.api(token, "PATCH", path, Map.of("enabled", false)).expect(409);
            fresh.api(token, "PATCH", path, Map.of("grantTypes", List.of("password")))
                    .expect(409);
        }
    }
}
