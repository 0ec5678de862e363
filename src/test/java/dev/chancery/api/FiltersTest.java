package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Lists, filtered by what their rows are")
class FiltersTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private List<Object> listed(String path, String member) {
        return content(server.api("GET", path, null).expect(200)).stream()
                .map(each -> each.get(member))
                .toList();
    }

    private void refused(String path, String member, String why) {
        var refused = server.api("GET", path, null).expect(400);
        assertThat(named(refused)).containsExactly(member);
        assertThat(refused.body()).contains(why);
    }

    private void role(String realm, String name, Map<String, Object> more) {
        var wish = new HashMap<>(more);
        wish.put("realmName", realm);
        wish.put("name", name);
        server.api("POST", "/api/rbac/roles", wish).expect(201);
    }

    @Test
    @DisplayName("roles: the realm's own or those of clients, those that are made of others or not, also searched")
    void roles() {
        var realm = server.realm("roles-filtered");
        server.client(realm, Map.of("clientId", "shop"));
        role(realm, "my-part", Map.of());
        role(realm, "my-whole", Map.of("composites", Map.of("realm", List.of("my-part"))));
        role(realm, "my-till", Map.of("clientId", "shop"));
        role(realm, "my-shop", Map.of("clientId", "shop", "composites", Map.of("realm", List.of("my-part"))));
        var all = "/api/rbac/roles?search=my-&realm=" + realm;

        assertThat(listed(all + "&kind=realm", "name")).containsExactly("my-part", "my-whole");
        assertThat(listed(all + "&kind=realm&everywhere=true", "name")).containsExactly("my-part", "my-whole");
        assertThat(listed(all + "&kind=client", "name")).containsExactly("my-shop", "my-till");
        assertThat(listed(all + "&kind=client&client=shop", "name")).containsExactly("my-shop", "my-till");
        assertThat(listed(all + "&kind=realm&client=shop", "name")).isEmpty();
        assertThat(listed(all + "&everywhere=true&composite=true", "name")).containsExactly("my-shop", "my-whole");
        assertThat(listed(all + "&composite=false", "name")).containsExactly("my-part");
        assertThat(listed(all + "&client=shop&composite=false", "name")).containsExactly("my-till");
        assertThat(listed(all + "&kind=client&reverse=true&size=1", "name")).containsExactly("my-till");
        refused(all + "&kind=group", "kind", "One of realm, client.");
        refused(all + "&composite=perhaps", "composite", "true or false.");
    }

    @Test
    @DisplayName("failures: by their cause, and by the day of the last one, both days included")
    void failures() {
        var client = server.client(server.realm("failures-filtered"));
        var all = "/api/realms/failures-filtered/failures?size=100";
        var day = clock.instant().toString().substring(0, 10);
        server.token(client, Map.of("client_secret", "wrong")).expect(401);
        clock.advance(Duration.ofDays(1));
        var next = clock.instant().toString().substring(0, 10);
        server.token(client, Map.of("client_secret", "wrong")).expect(401);
        server.token(new TestServer.TestClient("failures-filtered", "", "ghost", "wrong"))
                .expect(401);

        assertThat(listed(all + "&cause=unknown_client", "subject")).containsExactly("ghost");
        assertThat(listed(all + "&cause=wrong_secret", "subject")).hasSize(2);
        assertThat(listed(all + "&cause=wrong_secret&subject=ghost", "subject")).isEmpty();
        assertThat(listed(all + "&to=" + day, "cause")).containsExactly("wrong_secret");
        assertThat(listed(all + "&from=" + next, "cause")).containsExactlyInAnyOrder("wrong_secret", "unknown_client");
        assertThat(listed(all + "&from=" + day + "&to=" + next + "&reverse=true", "cause"))
                .hasSize(3)
                .startsWith("wrong_secret");
        refused(all + "&cause=bad_luck", "cause", "One of unknown_client, wrong_secret");
        refused(all + "&from=yesterday", "from", "A day such as 2026-01-31.");
        refused(all + "&from=" + next + "&to=" + day, "to", "A day that is not before from.");
    }

    @Test
    @DisplayName("changes: by a part of who made them, in any case, and by their day, also those of one thing, page by"
            + " page")
    void changes() {
        var realm = server.realm("changes-filtered");
        var client = server.client(realm, Map.of("clientId", "changed"));
        Callers.administrator(server, realm, "Ada", "manage-clients", "view-clients");
        var all = "/api/realms/" + realm + "/audit?type=client.updated&size=100";
        var trail = "/api/realms/" + realm + "/audit?size=100";
        var day = clock.instant().toString().substring(0, 10);
        clock.advance(Duration.ofDays(2));
        var later = clock.instant().toString().substring(0, 10);
        var ada = Callers.signedIn(server, realm, "Ada");
        for (var name : List.of("one", "two"))
            server.api(ada, "PATCH", "/api/clients/" + client.id(), Map.of("name", name))
                    .expect(200);

        assertThat(listed(all + "&actor=user:ADA", "eventType")).containsExactly("client.updated", "client.updated");
        assertThat(listed(all + "&actor=nobody", "eventType")).isEmpty();
        assertThat(listed(all + "&from=" + later, "eventType")).containsExactly("client.updated", "client.updated");
        assertThat(listed(all + "&to=" + day, "eventType")).isEmpty();
        assertThat(listed(trail + "&to=" + day, "eventType")).contains("client.created");
        assertThat(listed(trail + "&from=2030-01-01&to=" + later, "number")).isEqualTo(listed(trail, "number"));
        assertThat(listed(trail + "&to=" + day + "&subject=" + client.id(), "eventType"))
                .containsExactly("client.created");
        var days = "/api/realms/%s/audit?size=1&from=%s&actor=ada".formatted(realm, later);
        var first = server.api("GET", days, null).expect(200);
        assertThat(listed(days + "&after=" + first.text("next"), "number"))
                .hasSize(1)
                .doesNotContainAnyElementsOf(
                        content(first).stream().map(line -> line.get("number")).toList());
        refused(all + "&to=2030-02-31", "to", "A day such as 2026-01-31.");
    }

    @Test
    @DisplayName("changes: by who made them as they are written, whatever their letters, and in any case of A to Z")
    void changes_beyond_ascii() {
        var realm = server.realm("changes-beyond-ascii");
        var client = server.client(realm, Map.of("clientId", "changed"));
        var name = "Ömer";
        var omer = Callers.administrator(server, realm, name, "manage-clients", "view-clients");
        server.api(omer, "PATCH", "/api/clients/" + client.id(), Map.of("name", "one"))
                .expect(200);
        var all = "/api/realms/" + realm + "/audit?type=client.updated&actor=";

        for (var asked : List.of(name, "user:" + name, "Ö", "ÖMER"))
            assertThat(listed(all + URLEncoder.encode(asked, UTF_8), "eventType"))
                    .as(asked)
                    .containsExactly("client.updated");
        assertThat(listed(all + "Ümer", "eventType")).isEmpty();
    }

    @Test
    @DisplayName("days are of years of four digits: RFC 3339 §5.6")
    void days() {
        var realm = server.realm("days-filtered");
        var why = "A day such as 2026-01-31.";
        for (var day : List.of("%2B999999999-12-31", "-999999999-01-01", "%2B10000-01-01", "-0001-12-31")) {
            for (var list : List.of("failures", "audit"))
                for (var end : List.of("from", "to"))
                    refused("/api/realms/%s/%s?%s=%s".formatted(realm, list, end, day), end, why);
            refused("/api/clients?realm=%s&unusedSince=%s".formatted(realm, day), "unusedSince", why);
        }
        assertThat(listed("/api/realms/" + realm + "/audit?from=0000-01-01&to=9999-12-31", "number"))
                .isNotEmpty();
        server.api("GET", "/api/clients?realm=" + realm + "&unusedSince=9999-12-31", null)
                .expect(200);
    }

    @Test
    @DisplayName("client scopes: by whether clients get them from now on, and how")
    void scopes() {
        var realm = server.realm("scopes-filtered");
        for (var assigned : List.of("none", "default", "optional"))
            server.api(
                            "POST",
                            "/api/scopes",
                            Map.of("realmName", realm, "name", "my-" + assigned, "realmDefault", assigned))
                    .expect(201);
        var all = "/api/scopes?name=my-&realm=" + realm;

        for (var assigned : List.of("none", "default", "optional"))
            assertThat(listed(all + "&realmDefault=" + assigned, "name")).containsExactly("my-" + assigned);
        refused(all + "&realmDefault=always", "realmDefault", "One of none, default, optional.");
    }

    @Test
    @DisplayName("realms: by whether they are enabled")
    void realms() {
        server.realm("realms-filtered-on");
        server.realm("realms-filtered-off", Map.of("enabled", false));
        var all = "/api/realms?name=realms-filtered";

        assertThat(listed(all + "&enabled=true", "name")).containsExactly("realms-filtered-on");
        assertThat(listed(all + "&enabled=false", "name")).containsExactly("realms-filtered-off");
        refused(all + "&enabled=yes", "enabled", "true or false.");
    }
}
