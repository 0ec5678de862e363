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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/users")
class UsersApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Map<String, Object> ada(String realm) {
        var wish = new HashMap<String, Object>();
        wish.put("realmName", realm);
        wish.put("username", "ada");
        wish.put("email", "ada@example.com");
        wish.put("firstName", "Ada");
        wish.put("lastName", "Lovelace");
        wish.put("password", Callers.PASSWORD);
        return wish;
    }

    @Test
    @DisplayName("LG-10 a name is at most 255 characters long, also once it is folded to the key it is found by")
    void folded_length() {
        var ligature = "\uFDFA"; // folds to eighteen characters
        var longest = Map.of("realmName", server.realm("folded"), "username", ligature.repeat(14));

        server.api("POST", "/api/users", longest).expect(201);

        for (var beyond : List.of(ligature.repeat(15), ligature.repeat(255), "a".repeat(256)))
            assertThat(named(server.api("POST", "/api/users", Map.of("realmName", "folded", "username", beyond))
                            .expect(400)))
                    .containsExactly("username");
    }

    @Test
    @DisplayName("A40 A41 attributes have one or more values each, and are merged by name: RFC 7396 §2")
    void attributes() {
        var wish = ada(server.realm("attributed"));
        wish.put("attributes", Map.of("applications", List.of("one", "two"), "nothing", List.of()));

        var made = server.api("POST", "/api/users", wish).expect(201);
        assertThat(made.json()).containsEntry("attributes", Map.of("applications", List.of("one", "two")));

        var more = Map.of("attributes", Map.of("level", List.of("7")));
        assertThat(server.api("PATCH", made.header("Location"), more)
                        .expect(200)
                        .get("attributes"))
                .isEqualTo(Map.of("applications", List.of("one", "two"), "level", List.of("7")));
        assertThat(server.api("GET", made.header("Location"), null).get("attributes"))
                .isEqualTo(Map.of("applications", List.of("one", "two"), "level", List.of("7")));

        for (var wrong : List.of(
                Map.of("a".repeat(256), List.of("x")),
                Map.of("a\tb", List.of("x")),
                Map.of("a", List.of("a\u0001b")),
                Map.of("a", List.of("x".repeat(32_001)))))
            assertThat(named(server.api("PATCH", made.header("Location"), Map.of("attributes", wrong))
                            .expect(400)))
                    .containsExactly("attributes");
    }

    @Test
    @DisplayName("a temporary password is one that they must change: it is asked for in the same moment")
    void temporary_password() {
        var made =
                server.api("POST", "/api/users", ada(server.realm("temporary"))).expect(201);
        var path = made.header("Location");
        var password = Map.of("password", "one for today", "temporary", true);
        server.api("PUT", path + "/password", password).expect(204);
        server.api("PUT", path + "/password", password).expect(204);
        assertThat(server.api("GET", path, null).get("requiredActions")).isEqualTo(List.of("UPDATE_PASSWORD"));

        var admin = content(server.api("GET", "/api/users?username=admin&realm=master", null))
                .getFirst();
        server.api("PUT", "/api/users/" + admin.get("id") + "/password", password)
                .expect(409);
        assertThat(server.userToken("master", "admin-cli", TestServer.ADMIN, TestServer.PASSWORD))
                .isNotEmpty();
    }

    @Test
    @DisplayName("AD-11 the last administrator is not sent to do something first, which would lock them out")
    void last_administrator_is_not_sent() {
        var admin = content(server.api("GET", "/api/users?username=admin&realm=master", null))
                .getFirst();
        var refused = server.api(
                "PATCH", "/api/users/" + admin.get("id"), Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
        assertThat(refused.expect(409).text("detail")).contains("last administrator");
        assertThat(named(server.api(
                                "PATCH",
                                "/api/users/" + admin.get("id"),
                                Map.of("requiredActions", List.of("VERIFY_EMAIL", "VERIFY_EMAIL")))
                        .expect(400)))
                .containsExactly("requiredActions");
    }

    @Test
    @DisplayName("a person is made with 201, in the documented members and order, and without a trace of the password")
    void creates() {
        var realm = server.realm("made");

        var made = server.api("POST", "/api/users", ada(realm)).expect(201);

        assertThat(made.json().keySet())
                .startsWith(
                        "id",
                        "realmName",
                        "username",
                        "email",
                        "firstName",
                        "lastName",
                        "enabled",
                        "emailVerified",
                        "createdAt");
        assertThat(made.json())
                .containsEntry("realmName", realm)
                .containsEntry("username", "ada")
                .containsEntry("email", "ada@example.com")
                .containsEntry("enabled", true)
                .containsEntry("emailVerified", false)
                .containsEntry("createdAt", "2030-01-31T12:00:00Z");
        assertThat(made.header("Location")).isEqualTo("/api/users/" + made.text("id"));
        var seen = server.api("GET", "/api/users/" + made.text("id"), null).expect(200);
        assertThat(seen.json()).isEqualTo(made.json());
        assertThat(made.body() + seen.body()).doesNotContain("password", "argon2", Callers.PASSWORD);
    }

    @Test
    @DisplayName("the list is a page by user name, and `username` filters by its beginning")
    void lists() {
        var realm = server.realm("listed");
        for (var name : List.of("anna", "Anton", "bert"))
            server.api("POST", "/api/users", Map.of("realmName", realm, "username", name))
                    .expect(201);

        var all =
                server.api("GET", "/api/users?realm=listed&page=0&size=2", null).expect(200);
        var rest = server.api("GET", "/api/users?realm=listed&size=2&after=" + all.text("next"), null)
                .expect(200);
        var an = server.api("GET", "/api/users?realm=listed&username=AN", null).expect(200);

        assertThat(content(all)).extracting("username").containsExactly("anna", "Anton");
        assertThat(all.json()).containsEntry("totalElements", 3).containsEntry("totalPages", 2);
        assertThat(content(rest)).extracting("username").containsExactly("bert");
        assertThat(content(an)).extracting("username").containsExactly("anna", "Anton");
    }

    @Test
    @DisplayName("PUT and PATCH change what is sent; null makes an e-mail address absent; what identifies stays")
    void changes() {
        var id = server.api("POST", "/api/users", ada(server.realm("changed"))).text("id");

        var put = server.api("PUT", "/api/users/" + id, Map.of("lastName", "King", "emailVerified", true))
                .expect(200);
        var cleared = new HashMap<String, Object>();
        cleared.put("email", null);
        var patched = server.api("PATCH", "/api/users/" + id, cleared).expect(200);
        var moved = server.api("PATCH", "/api/users/" + id, Map.of("realmName", "master"));

        assertThat(put.json())
                .containsEntry("firstName", "Ada")
                .containsEntry("lastName", "King")
                .containsEntry("email", "ada@example.com")
                .containsEntry("emailVerified", true);
        assertThat(patched.json()).containsEntry("email", null).containsEntry("lastName", "King");
        assertThat(moved.status()).isEqualTo(400);
        assertThat(named(moved)).containsExactly("realmName");
    }

    @Test
    @DisplayName("AD-08 a member that is unknown, or of the wrong type, is 400 and named")
    void names_the_member() {
        var id = server.api("POST", "/api/users", ada(server.realm("named"))).text("id");

        for (var wrong : List.<Map.Entry<String, Object>>of(
                Map.entry("admin", true),
                Map.entry("enabled", "yes"),
                Map.entry("username", 7),
                Map.entry("notBefore", "soon"),
                Map.entry("password", "another password"))) {
            var refused = server.api("PATCH", "/api/users/" + id, Map.of(wrong.getKey(), wrong.getValue()));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(named(refused)).containsExactly(wrong.getKey());
        }
    }

    @Test
    @DisplayName("a new password lets the person in, and the old one no more")
    void sets_the_password() {
        var realm = server.realm("passwords");
        var id = Callers.person(server, realm, "grace");
        Callers.signedIn(server, realm, "grace");

        server.api("PUT", "/api/users/" + id + "/password", Map.of("password", "another fine password"))
                .expect(204);

        var form = new HashMap<>(Map.of("grant_type", "password", "client_id", "tool", "username", "grace"));
        form.put("password", Callers.PASSWORD);
        assertThat(server.tokenRequest(realm, form).status()).isEqualTo(400);
        form.put("password", "another fine password");
        server.tokenRequest(realm, form).expect(200);
        var shorter = server.api("PUT", "/api/users/" + id + "/password", Map.of("password", "short"));
        assertThat(named(shorter.expect(400))).containsExactly("password");
    }

    @Test
    @DisplayName("somebody deleted is gone: 204, then 404, and their tokens work no more")
    void deletes() {
        var token = Callers.administrator(server, server.realm("deleted"), "leaver", "view-users");
        var id = content(server.api(token, "GET", "/api/users", null).expect(200))
                .getFirst()
                .get("id");

        server.api("DELETE", "/api/users/" + id, null).expect(204);

        server.api("GET", "/api/users/" + id, null).expect(404);
        server.api("DELETE", "/api/users/" + id, null).expect(404);
        server.api(token, "GET", "/api/users", null).expect(401);
    }

    @Test
    @DisplayName("AD-02 for an administrator of one realm, the people of another are not there")
    void other_realms_are_not_there() {
        var id = server.api("POST", "/api/users", ada(server.realm("theirs"))).text("id");
        var token = Callers.administrator(server, server.realm("ours"), "boss", "admin");

        server.api(token, "GET", "/api/users/" + id, null).expect(404);
        server.api(token, "PATCH", "/api/users/" + id, Map.of("enabled", false)).expect(404);
        server.api(token, "PUT", "/api/users/" + id + "/password", Map.of("password", Callers.PASSWORD))
                .expect(404);
        server.api(token, "DELETE", "/api/users/" + id, null).expect(404);
        server.api(token, "GET", "/api/users?realm=theirs", null).expect(404);
        server.api(token, "POST", "/api/users", ada("theirs")).expect(404);
    }

    @Test
    @DisplayName("AD-05 whoever manages people, but not the server, cannot take over an administrator")
    void no_take_over() {
        var realm = server.realm("take-over");
        var boss = Callers.person(server, realm, "boss", "admin");
        var clerk = Callers.administrator(server, realm, "clerk", "manage-users");

        server.api(clerk, "PUT", "/api/users/" + boss + "/password", Map.of("password", "mine from now on"))
                .expect(403);
        server.api(clerk, "PATCH", "/api/users/" + boss, Map.of("email", "clerk@example.com"))
                .expect(403);
        server.api(clerk, "DELETE", "/api/users/" + boss, null).expect(403);
    }

    @Test
    @DisplayName("AD-11 the last administrator of the server cannot be deleted, nor switched off")
    void last_administrator() {
        var admin = content(server.api("GET", "/api/users?username=" + TestServer.ADMIN, null))
                .getFirst()
                .get("id");

        server.api("DELETE", "/api/users/" + admin, null).expect(409);
        server.api("PATCH", "/api/users/" + admin, Map.of("enabled", false)).expect(409);
    }

    @Test
    @DisplayName(
            "one name is one person: a user name or address that is taken, even as the other kind, is 409 and named")
    void one_name_one_person() {
        var realm = server.realm("unique");
        server.api("POST", "/api/users", ada(realm)).expect(201);

        var sameName = server.api("POST", "/api/users", Map.of("realmName", realm, "username", "ADA"));
        var sameMail = server.api(
                "POST", "/api/users", Map.of("realmName", realm, "username", "eve", "email", "Ada@example.com"));
        var crossed = server.api("POST", "/api/users", Map.of("realmName", realm, "username", "ada@example.com"));

        assertThat(named(sameName.expect(409))).containsExactly("username");
        assertThat(named(sameMail.expect(409))).containsExactly("email");
        assertThat(named(crossed.expect(409))).containsExactly("username");
    }

    @Test
    @DisplayName("of several who choose one name at once, as user name or as address, one gets it")
    void races_for_a_name() {
        var realm = server.realm("race-names");
        var byName = Map.<String, Object>of("realmName", realm, "username", "x@example.com");
        var requests = IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> server.api(
                        "POST",
                        "/api/users",
                        i % 2 == 0
                                ? byName
                                : Map.of("realmName", realm, "username", "u" + i, "email", "x@example.com")))
                .toList();

        assertThat(atOnce(requests))
                .extracting(Answer::status)
                .containsOnlyOnce(201)
                .contains(409)
                .doesNotContain(500);
    }

    @Test
    @DisplayName("RFC 9110 §13.1.1 of two changes made at once with the same If-Match, one is 412")
    void one_change_wins() {
        var made = server.api("POST", "/api/users", ada(server.realm("race-change")));
        var path = "/api/users/" + made.text("id");
        var tag = made.header("ETag");
        server.adminToken();

        var answers = atOnce(List.of(
                () -> onlyIf(server, tag, "PATCH", path, Map.of("firstName", "A")),
                () -> onlyIf(server, tag, "PATCH", path, Map.of("firstName", "B"))));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
        onlyIf(server, tag, "DELETE", path, null).expect(412);
        onlyIf(server, server.api("GET", path, null).header("ETag"), "DELETE", path, null)
                .expect(204);
    }

    @Test
    @DisplayName("two passwords set at once leave one of them, and a person who can sign in")
    void one_password() {
        var realm = server.realm("race-password");
        var id = Callers.person(server, realm, "joan");
        Callers.signedIn(server, realm, "joan");
        var path = "/api/users/" + id + "/password";

        atOnce(List.of(
                        () -> server.api("PUT", path, Map.of("password", "the first of two")),
                        () -> server.api("PUT", path, Map.of("password", "the second of two"))))
                .forEach(answer -> answer.expect(204));

        var form = new HashMap<>(Map.of("grant_type", "password", "client_id", "tool", "username", "joan"));
        form.put("password", "the first of two");
        var first = server.tokenRequest(realm, form).status();
        form.put("password", "the second of two");
        assertThat(List.of(first, server.tokenRequest(realm, form).status())).containsExactlyInAnyOrder(200, 400);
    }
}
