package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/users, searched")
class UserSearchTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String person(String realm, String username, String email, String first, String last) {
        var wish = new HashMap<String, Object>(Map.of("realmName", realm, "username", username));
        if (!email.isEmpty()) wish.put("email", email);
        wish.put("firstName", first);
        wish.put("lastName", last);
        return server.api("POST", "/api/users", wish).expect(201).text("id");
    }

    private Answer list(String realm, String... query) {
        var text = new StringBuilder("/api/users?realm=" + realm);
        for (var i = 0; i < query.length; i += 2)
            text.append('&')
                    .append(query[i])
                    .append('=')
                    .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        return server.api("GET", text.toString(), null);
    }

    private List<Object> found(String realm, String... query) {
        return content(list(realm, query).expect(200)).stream()
                .map(user -> user.get("username"))
                .toList();
    }

    private String three(String name) {
        var realm = server.realm(name);
        person(realm, "ada", "ada@example.com", "Ada", "Lovelace");
        person(realm, "brian", "kernighan@example.org", "Brian Wilson", "Kernighan");
        person(realm, "x7", "", "Żółta", "van der Berg-Ada");
        return realm;
    }

    @Test
    @DisplayName("by the beginning of a user name, an address, or of the full name from any word on, each person once")
    void searches() {
        var realm = three("searched");

        assertThat(found(realm, "search", "ada")).containsExactly("x7", "ada");
        assertThat(found(realm, "search", "k")).containsExactly("brian");
        assertThat(found(realm, "search", "wilson kern")).containsExactly("brian");
        assertThat(found(realm, "search", "Ada  LOVE")).containsExactly("ada");
        assertThat(found(realm, "search", "berg")).containsExactly("x7");
        assertThat(found(realm, "search", "ada@EXAMPLE")).containsExactly("ada");
        assertThat(found(realm, "search", "example")).isEmpty();
        assertThat(found(realm, "search", "lace")).isEmpty();
        assertThat(list(realm, "search", "ada").json()).containsEntry("totalElements", 2);
    }

    @Test
    @DisplayName("by the beginning of one member, in the order of it; all that is asked must be so")
    void by_member() {
        var realm = three("membered");

        assertThat(found(realm, "email", "KERN")).containsExactly("brian");
        assertThat(found(realm, "firstName", "brian w")).containsExactly("brian");
        assertThat(found(realm, "lastName", "van  der")).containsExactly("x7");
        assertThat(found(realm, "lastName", "der")).isEmpty();
        person(realm, "aa", "", "Zoe", "Kernighan");
        person(realm, "zz", "", "Ada", "kerr");
        assertThat(found(realm, "lastName", "ker")).containsExactly("aa", "brian", "zz");
        assertThat(found(realm, "firstName", "a")).containsExactly("ada", "zz");
        assertThat(found(realm, "lastName", "ker", "firstName", "a")).containsExactly("zz");
        assertThat(found(realm, "search", "ker", "username", "a")).containsExactly("aa");
        assertThat(found(realm, "search", "ker", "username", "b", "email", "kern"))
                .containsExactly("brian");
        assertThat(found(realm, "username", "a", "email", "kern")).isEmpty();
    }

    @Test
    @DisplayName("those who are switched on or off, alone and beside a prefix")
    void enabled() {
        var realm = three("switched");
        var id = content(list(realm, "username", "x7")).getFirst().get("id");
        server.api("PATCH", "/api/users/" + id, Map.of("enabled", false)).expect(200);

        assertThat(found(realm, "enabled", "false")).containsExactly("x7");
        assertThat(found(realm, "enabled", "true")).containsExactly("ada", "brian");
        assertThat(found(realm, "enabled", "true", "search", "ada")).containsExactly("ada");
        assertThat(found(realm, "enabled", "false", "search", "ada")).containsExactly("x7");
        assertThat(list(realm, "enabled", "false").json()).containsEntry("totalElements", 1);
        assertThat(named(list(realm, "enabled", "maybe").expect(400))).containsExactly("enabled");
    }

    @Test
    @DisplayName("in any case also where a letter's case depends on its place or the language; clients likewise")
    void places() {
        var realm = server.realm("placed");
        person(realm, "x7", "", "Αναστασία", "İstanbullu");
        person(realm, "x8", "", "ΓΙΏΡΓΟΣ", "Işık");
        server.client(realm, Map.of("clientId", "shop", "name", "İstanbul Σταθμός"));

        for (var spelling : List.of("ανασ", "ΑΝΑΣ", "αναςτ", "ist", "İST"))
            assertThat(found(realm, "search", spelling)).as(spelling).containsExactly("x7");
        for (var spelling : List.of("γιώργος", "ΓΙΏΡΓΟΣ", "ışı", "IŞI"))
            assertThat(found(realm, "search", spelling)).as(spelling).containsExactly("x8");
        assertThat(found(realm, "firstName", "ΑΝΑΣ", "lastName", "ISTAN")).containsExactly("x7");
        for (var spelling : List.of("istanbul σταθμοσ", "İSTANBUL ΣΤΑΘΜΌΣ", "istanbul σταθμός", "istan")) {
            var path = "/api/clients?realm=" + realm + "&name=" + URLEncoder.encode(spelling, StandardCharsets.UTF_8);
            assertThat(content(server.api("GET", path, null).expect(200)))
                    .as(spelling)
                    .extracting(client -> client.get("clientId"))
                    .isEqualTo(spelling.contains("σταθμοσ") ? List.of() : List.of("shop"));
        }
    }

    @Test
    @DisplayName("in any case and any Unicode spelling, and letter by letter: %, _ and quotes stand for themselves")
    void letters() {
        var realm = three("lettered");
        person(realm, "percent%", "", "a%b", "it's");
        person(realm, "under_score", "", "a_b", "\"quoted\"");

        for (var spelling : List.of("żółta", "ŻÓŁTA", "z\u0307o\u0301łta", "Z\u0307"))
            assertThat(found(realm, "search", spelling)).as(spelling).containsExactly("x7");
        assertThat(found(realm, "firstName", "Z\u0307\u00d3")).containsExactly("x7");
        assertThat(found(realm, "search", "%")).isEmpty();
        assertThat(found(realm, "search", "_")).isEmpty();
        assertThat(found(realm, "username", "under%")).isEmpty();
        assertThat(found(realm, "search", "a%")).containsExactly("percent%");
        assertThat(found(realm, "firstName", "a_")).containsExactly("under_score");
        assertThat(found(realm, "firstName", "a_", "lastName", "%")).isEmpty();
        assertThat(found(realm, "search", "it'")).containsExactly("percent%");
        assertThat(found(realm, "lastName", "\"q")).containsExactly("under_score");
        assertThat(found(realm, "search", "' OR 1=1 --")).isEmpty();
        assertThat(list(realm, "search", "a\0").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("nothing or spaces look for nobody in particular; more than 255 characters are refused")
    void bounds() {
        var realm = three("bounded");

        for (var member : List.of("search", "username", "email", "firstName", "lastName")) {
            assertThat(found(realm, member, "")).as(member).containsExactly("ada", "brian", "x7");
            assertThat(found(realm, member, "  ")).as(member).containsExactly("ada", "brian", "x7");
            assertThat(found(realm, member, "\uFDFA".repeat(255))).as(member).isEmpty();
            assertThat(named(list(realm, member, "a".repeat(256)).expect(400))).containsExactly(member);
        }
        assertThat(named(server.api("GET", "/api/clients?realm=bounded&name=" + "a".repeat(256), null)))
                .containsExactly("name");
    }

    @Test
    @DisplayName("page by page each is shown once, while others come and go")
    void pages() {
        var realm = server.realm("paged");
        var ids = new ArrayList<String>();
        for (var i = 0; i < 9; i++)
            ids.add(person(realm, "mia-" + i, "max-" + i + "@example.com", "Mo " + i, "Miller"));

        var seen = new ArrayList<Object>();
        var page = list(realm, "search", "m", "size", "2").expect(200);
        while (true) {
            content(page).forEach(user -> seen.add(user.get("username")));
            if (page.json().get("next") == null) break;
            if (seen.size() == 4) {
                server.api("DELETE", "/api/users/" + ids.get(1), null).expect(204);
                server.api("DELETE", "/api/users/" + ids.get(8), null).expect(204);
                person(realm, "maa", "", "", "");
                person(realm, "mzz", "", "", "");
            }
            page = list(realm, "search", "m", "size", "2", "after", page.text("next"))
                    .expect(200);
        }

        assertThat(seen).containsExactly("mia-0", "mia-1", "mia-2", "mia-3", "mia-4", "mia-5", "mia-6", "mia-7", "mzz");
        var elsewhere = list(realm, "search", "m", "size", "2").text("next");
        assertThat(list(realm, "search", "mi", "after", elsewhere).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("only in the realm that is asked, and under what they are called now")
    void now_and_here() {
        var realm = three("here");
        var other = three("there");
        var id = content(list(realm, "username", "ada")).getFirst().get("id");

        server.api(
                        "PATCH",
                        "/api/users/" + id,
                        Map.of("username", "countess", "email", "king@example.com", "lastName", "King"))
                .expect(200);

        assertThat(found(realm, "search", "lovelace")).isEmpty();
        assertThat(found(realm, "lastName", "lovelace")).isEmpty();
        assertThat(found(realm, "search", "ada@")).isEmpty();
        for (var now : List.of("countess", "king", "king@", "ada king"))
            assertThat(found(realm, "search", now)).as(now).containsExactly("countess");
        assertThat(found(other, "search", "lovelace")).containsExactly("ada");
        assertThat(list(other, "search", "kern").json()).containsEntry("totalElements", 1);
        assertThat(found(other, "search", "countess")).isEmpty();

        server.api("DELETE", "/api/users/" + id, null).expect(204);
        assertThat(found(realm, "search", "king")).isEmpty();
    }

    @Test
    @DisplayName("the members of a group come by the user names that they have now")
    void members() {
        var realm = three("grouped");
        var group = server.api("POST", "/api/groups", Map.of("realmName", realm, "name", "staff"))
                .text("id");
        var people = content(list(realm));
        for (var member : people)
            server.api("PUT", "/api/groups/" + group + "/members/" + member.get("id"), null)
                    .expect(204);

        server.api("PATCH", "/api/users/" + people.getFirst().get("id"), Map.of("username", "countess"))
                .expect(200);

        var first = server.api("GET", "/api/groups/" + group + "/members?size=2", null);
        var rest = server.api("GET", "/api/groups/" + group + "/members?after=" + first.text("next"), null);
        assertThat(content(first)).extracting("username").containsExactly("brian", "countess");
        assertThat(content(rest)).extracting("username").containsExactly("x7");
    }

    @Test
    @DisplayName(
            "the members of a group whom an earlier program put there are listed too, by name once they are changed")
    void earlier_members() {
        var realm = three("earlier");
        var group = server.api("POST", "/api/groups", Map.of("realmName", realm, "name", "staff"))
                .expect(201)
                .text("id");
        var people = content(list(realm).expect(200)).stream()
                .map(user -> user.get("id"))
                .toList();
        for (var person : people)
            Residents.of(server)
                    .database()
                    .writes(tx -> tx.execute(
                            "INSERT INTO group_member (group_id, person_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            group,
                            person));
        var path = "/api/groups/" + group + "/members?size=2";

        var first = server.api("GET", path, null).expect(200);
        var second = server.api("GET", path + "&after=" + first.text("next"), null);
        assertThat(Stream.concat(content(first).stream(), content(second.expect(200)).stream()))
                .extracting(user -> user.get("id"))
                .containsExactlyInAnyOrderElementsOf(people);
        for (var person : people.reversed())
            server.api("PATCH", "/api/users/" + person, Map.of("enabled", false))
                    .expect(200);
        assertThat(content(server.api("GET", path, null)))
                .extracting(user -> user.get("username"))
                .containsExactly("ada", "brian");
    }

    @Test
    @DisplayName("by user name, by address, those without one first, or by when they were made, the last first")
    void sorted() {
        var realm = server.realm("sorted");
        for (var name : List.of("mia zz@example.com", "ada ", "zoe aa@example.com")) {
            var words = name.split(" ", -1);
            person(realm, words[0], words[1], "Eve", "");
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(found(realm, "sort", "username", "search", "e")).containsExactly("ada", "mia", "zoe");
        assertThat(found(realm, "sort", "email")).containsExactly("ada", "zoe", "mia");
        assertThat(found(realm, "sort", "email", "reverse", "true")).containsExactly("mia", "zoe", "ada");
        assertThat(found(realm, "sort", "createdAt")).containsExactly("zoe", "ada", "mia");
        assertThat(found(realm, "sort", "createdAt", "email", "a")).containsExactly("zoe");
        assertThat(found(realm, "sort", "email", "search", "zo")).containsExactly("zoe");
        for (var by : List.of("email", "createdAt")) {
            var first = list(realm, "sort", by, "size", "1").expect(200);
            var others = list(realm, "sort", by, "after", first.text("next")).expect(200);
            assertThat(content(others)).hasSize(2).doesNotContainAnyElementsOf(content(first));
        }
        assertThat(named(list(realm, "sort", "password").expect(400))).containsExactly("sort");
    }

    @Test
    @DisplayName("sorted by when they were made, each once, page by page, when several were made at one moment")
    void made_at_once() {
        var realm = server.realm("made-at-once");
        for (var name : List.of("twin-a", "twin-b")) person(realm, name, "", "", "");

        var first = list(realm, "sort", "createdAt", "size", "1").expect(200);
        var second = list(realm, "sort", "createdAt", "size", "1", "after", first.text("next"))
                .expect(200);

        assertThat(Stream.of(first, second).flatMap(page -> content(page).stream()))
                .extracting(user -> user.get("username"))
                .containsExactlyInAnyOrder("twin-a", "twin-b");
    }
}
