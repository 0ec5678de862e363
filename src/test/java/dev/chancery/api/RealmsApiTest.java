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
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/realms")
class RealmsApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("a deleted realm is 404 with all that is in it; restored by its id, everything works as before")
    void bin_and_restore() {
        var realm = server.realm("binned");
        var client = server.client(realm);
        var boss = Callers.administrator(server, realm, "boss", "admin");
        var before = server.api("GET", "/api/realms/binned", null).expect(200);

        server.api("DELETE", "/api/realms/binned", null).expect(204);

        server.api("GET", "/api/realms/binned", null).expect(404);
        server.token(client).expect(404);
        server.api("GET", "/api/clients/" + client.id(), null).expect(404);
        server.api("GET", "/api/users?realm=binned", null).expect(404);
        server.api(boss, "GET", "/api/users", null).expect(401);
        var binned = content(server.api("GET", "/api/realms?deleted=true", null).expect(200));
        assertThat(binned).extracting("name").contains("binned");

        var restored = server.api("POST", "/api/realms/" + before.text("id") + "/restore", null)
                .expect(200);

        assertThat(restored.json()).isEqualTo(before.json());
        assertThat(restored.header("ETag"))
                .isEqualTo(server.api("GET", "/api/realms/binned", null).header("ETag"))
                .isNotEqualTo(before.header("ETag"));
        server.token(client).expect(200);
        server.api(boss, "GET", "/api/users", null).expect(200);
    }

    @Test
    @DisplayName("the list can be of those realms alone, in use or in the bin, whose name begins with something")
    void by_name() {
        for (var name : List.of("sought-one", "sought-two", "sought-gone")) server.realm(name);
        server.api("DELETE", "/api/realms/sought-gone", null).expect(204);

        assertThat(content(server.api("GET", "/api/realms?name=sought-", null).expect(200)))
                .extracting("name")
                .containsExactly("sought-one", "sought-two");
        assertThat(content(server.api("GET", "/api/realms?name=sought-&deleted=true", null)
                        .expect(200)))
                .extracting("name")
                .containsExactly("sought-gone");
    }

    @Test
    @DisplayName("the list is turned over on by whoever may see one more realm meanwhile")
    void one_more_realm() {
        for (var name : List.of("turned-a", "turned-b", "turned-c")) server.realm(name);
        var id = Callers.person(server, "master", "grace");
        for (var name : List.of("turned-a", "turned-b")) sees(id, name);
        var grace = Callers.signedIn(server, "master", "grace");
        var first = server.api(grace, "GET", "/api/realms?size=1", null).expect(200);
        sees(id, "turned-c");

        var rest = server.api(
                        Callers.signedIn(server, "master", "grace"),
                        "GET",
                        "/api/realms?after=" + first.text("next"),
                        null)
                .expect(200);

        assertThat(content(first)).extracting("name").containsExactly("turned-a");
        assertThat(content(rest)).extracting("name").containsExactly("turned-b", "turned-c");
        server.api("GET", "/api/realms?name=turned&after=" + first.text("next"), null)
                .expect(400);
    }

    private void sees(String person, String realm) {
        Callers.grant(server, server.adminToken(), "master", person, realm + "-realm", "view-realm")
                .expect(201);
    }

    @Test
    @DisplayName("a name is free again once its realm is in the bin; the old realm then waits: 409")
    void names_are_given_up() {
        server.realm("again");
        var id = server.api("GET", "/api/realms/again", null).text("id");
        server.api("DELETE", "/api/realms/again", null).expect(204);
        server.realm("again");

        var refused = server.api("POST", "/api/realms/" + id + "/restore", null).expect(409);

        assertThat(named(refused)).containsExactly("name");
    }

    @Test
    @DisplayName("a page or number that is out of bounds is 400, and the member is named")
    void out_of_bounds() {
        for (var query : List.of("size=101", "size=0", "size=x", "size=99999999999"))
            assertThat(named(server.api("GET", "/api/realms?" + query, null).expect(400)))
                    .containsExactly("size");
        for (var query : List.of("page=-1", "page=101&size=100", "page=1&after=x"))
            assertThat(named(server.api("GET", "/api/realms?" + query, null).expect(400)))
                    .containsExactly("page");
        var endless = Map.of("name", "endless", "tokenLifespanSeconds", new BigInteger("9223372036854775808"));
        assertThat(named(server.api("POST", "/api/realms", endless).expect(400)))
                .containsExactly("tokenLifespanSeconds");
    }

    @Test
    @DisplayName("RFC 7396 null makes a member absent; the wrong type, the unknown and the fixed are 400 and named")
    void merge_patch() {
        server.realm("merged", Map.of("tokenLifespanSeconds", 600, "defaultAudience", "https://api.example"));
        var cleared = new HashMap<String, Object>();
        cleared.put("defaultAudience", null);
        cleared.put("tokenLifespanSeconds", null);

        var patched = server.api("PATCH", "/api/realms/merged", cleared).expect(200);

        assertThat(patched.json()).containsEntry("defaultAudience", null).containsEntry("tokenLifespanSeconds", 300);
        for (var wrong : List.<Map.Entry<String, Object>>of(
                Map.entry("tokenLifespanSeconds", "long"),
                Map.entry("tokenLifespanSeconds", 5),
                Map.entry("tokenLifespanSeconds", new BigInteger("9223372036854775808")),
                Map.entry("signatureAlgorithm", "none"),
                Map.entry("accessTokenType", "id+jwt"),
                Map.entry("name", "renamed"),
                Map.entry("master", true)))
            assertThat(named(server.api("PATCH", "/api/realms/merged", Map.of(wrong.getKey(), wrong.getValue()))
                            .expect(400)))
                    .as(wrong.toString())
                    .containsExactly(wrong.getKey());
    }

    @Test
    @DisplayName(
            "RFC 9110 §13.1.1 of two changes made at once with the same If-Match, one is 412; so is a late deletion")
    void one_change_wins() {
        server.realm("raced");
        var path = "/api/realms/raced";
        var tag = server.api("GET", path, null).header("ETag");

        var answers = atOnce(List.of(
                () -> onlyIf(server, tag, "PATCH", path, Map.of("displayName", "A")),
                () -> onlyIf(server, tag, "PUT", path, Map.of("displayName", "B"))));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
        onlyIf(server, tag, "DELETE", path, null).expect(412);
    }

    @Test
    @DisplayName("AD-11 the realm master can be neither deleted nor switched off")
    void master_stays() {
        server.api("DELETE", "/api/realms/master", null).expect(409);
        assertThat(named(server.api("PATCH", "/api/realms/master", Map.of("enabled", false))
                        .expect(400)))
                .containsExactly("enabled");
    }

    @Test
    @DisplayName("AD-02 an administrator of one realm sees that realm only, and makes, deletes and restores none")
    void only_their_own() {
        var realm = server.realm("own");
        var other = server.realm("other");
        var boss = Callers.administrator(server, realm, "boss", "admin");

        assertThat(content(server.api(boss, "GET", "/api/realms", null).expect(200)))
                .extracting("name")
                .containsExactly("own");
        server.api(boss, "GET", "/api/realms/" + other, null).expect(404);
        server.api(boss, "PATCH", "/api/realms/" + other, Map.of("displayName", "mine"))
                .expect(404);
        server.api(boss, "DELETE", "/api/realms/" + realm, null).expect(403);
        server.api(boss, "POST", "/api/realms", Map.of("name", "new")).expect(403);
        server.api(boss, "GET", "/api/realms?deleted=true", null).expect(403);
    }
}
