package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Groups, their members, roles and sessions, searched")
class SearchTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String make(String path, String realm, Map<String, String> members) {
        var wish = new HashMap<>(members);
        wish.put("realmName", realm);
        return server.api("POST", path, wish).expect(201).text("id");
    }

    private Answer search(String path, String text) {
        return server.api("GET", path + "&search=" + URLEncoder.encode(text, StandardCharsets.UTF_8), null);
    }

    private List<Object> found(String path, String text, String member) {
        return content(search(path, text).expect(200)).stream()
                .map(each -> each.get(member))
                .toList();
    }

    @Test
    @DisplayName(
            "groups by a part of their name, in any case, wherever they are or in one group, and in no other realm")
    void groups() {
        var realm = server.realm("groups-searched");
        var staff = make("/api/groups", realm, Map.of("name", "Staff"));
        var help = make("/api/groups", realm, Map.of("name", "Help desk", "parentId", staff));
        make("/api/groups", realm, Map.of("name", "DESK", "parentId", help));
        make("/api/groups", realm, Map.of("name", "100%_Ärzte"));
        make("/api/groups", server.realm("groups-elsewhere"), Map.of("name", "desk"));
        var all = "/api/groups?realm=" + realm;

        assertThat(found(all, "desk", "path")).containsExactly("/Staff/Help desk/DESK", "/Staff/Help desk");
        assertThat(found(all + "&parent=" + staff, "desk", "name")).containsExactly("Help desk");
        assertThat(found(all, "ärz", "name")).containsExactly("100%_Ärzte");
        assertThat(found(all, "%_", "name")).containsExactly("100%_Ärzte");
        assertThat(found(all, "_", "name")).containsExactly("100%_Ärzte");
        assertThat(found(all, "", "name")).containsExactly("100%_Ärzte", "Staff");

        server.api("PATCH", "/api/groups/" + help, Map.of("name", "Ärger")).expect(200);
        assertThat(found(all, "ärg", "path")).containsExactly("/Staff/Ärger");
        assertThat(named(search(all, "x".repeat(256)).expect(400))).containsExactly("search");
    }

    @Test
    @DisplayName("page by page, each once; what leads on in one search leads nowhere in another")
    void pages() {
        var realm = server.realm("groups-paged");
        var staff = make("/api/groups", realm, Map.of("name", "staff"));
        for (var parent : List.of(Map.<String, String>of(), Map.of("parentId", staff)))
            for (var name : List.of("desk a", "desk b")) {
                var group = new HashMap<>(parent);
                group.put("name", name);
                make("/api/groups", realm, group);
            }
        var all = "/api/groups?realm=" + realm;

        var first = search(all + "&size=3", "desk").expect(200);
        assertThat(first.json()).containsEntry("totalElements", 4);
        assertThat(content(first)).extracting("name").containsExactly("desk a", "desk a", "desk b");
        assertThat(found(all + "&after=" + first.text("next"), "desk", "name")).containsExactly("desk b");
        search(all + "&after=" + first.text("next"), "a").expect(400);
    }

    @Test
    @DisplayName("the members of a group as people are: by the beginning of any of their names")
    void members() {
        var realm = server.realm("members-searched");
        var staff = make("/api/groups", realm, Map.of("name", "staff"));
        for (var name : List.of("Ada Lovelace", "Grace Hopper", "Ada Yonath")) {
            var words = name.split(" ");
            var username = words[1].toLowerCase(Locale.ROOT);
            var id = make(
                    "/api/users", realm, Map.of("username", username, "firstName", words[0], "lastName", words[1]));
            if (!username.equals("yonath"))
                server.api("PUT", "/api/groups/" + staff + "/members/" + id, null)
                        .expect(204);
        }
        var all = "/api/groups/" + staff + "/members?realm=" + realm;

        assertThat(found(all, "ADA", "username")).containsExactly("lovelace");
        assertThat(found(all, "hop", "username")).containsExactly("hopper");
        assertThat(found(all, "opper", "username")).isEmpty();
        assertThat(found(all, "", "username")).containsExactly("hopper", "lovelace");
        assertThat(search(all, "ada").json()).containsEntry("totalElements", 1);
    }

    @Test
    @DisplayName("the roles of the realm, of one client, or of all, by a part of their name, in any case")
    void roles() {
        var realm = server.realm("roles-searched");
        server.client(realm, Map.of("clientId", "shop"));
        make("/api/rbac/roles", realm, Map.of("name", "Ärztin_1"));
        make("/api/rbac/roles", realm, Map.of("name", "Night-watch"));
        make("/api/rbac/roles", realm, Map.of("name", "night%", "clientId", "shop"));
        make("/api/rbac/roles", realm, Map.of("name", "day", "clientId", "shop"));
        var all = "/api/rbac/roles?realm=" + realm;

        assertThat(found(all, "NIGHT", "name")).containsExactly("Night-watch");
        assertThat(found(all, "ärzt", "name")).containsExactly("Ärztin_1");
        assertThat(found(all + "&client=shop", "Night", "name")).containsExactly("night%");
        assertThat(found(all + "&client=shop", "%", "name")).containsExactly("night%");
        assertThat(found(all + "&client=shop", "", "name")).containsExactly("day", "night%");
        assertThat(found(all + "&everywhere=true", "night", "name")).containsExactly("Night-watch", "night%");
    }

    @Test
    @DisplayName("sessions by the beginning of any name of the person, also of those at a client")
    void sessions() {
        var realm = server.realm("sessions-searched");
        var app = SignedIn.client(server, realm, Map.of("clientId", "app"));
        var ada = SignedIn.at(server, app);
        var other = SignedIn.at(server, app);
        ada.tokens();
        other.tokens();
        server.api("PATCH", "/api/users/" + ada.user().id(), Map.of("firstName", "Ada", "lastName", "Lovelace"))
                .expect(200);
        var all = "/api/sessions?realm=" + realm;

        assertThat(found(all, "LOVE", "userId")).containsExactly(ada.user().id().value());
        assertThat(found(all + "&clientId=app", "ada", "userId"))
                .containsExactly(ada.user().id().value());
        assertThat(found(all + "&clientId=web", "ada", "userId")).isEmpty();
        assertThat(found(all, "somebody", "userId")).hasSize(2);
    }
}
