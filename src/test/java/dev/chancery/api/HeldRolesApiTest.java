package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.grant;
import static dev.chancery.api.Callers.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/rbac/held-roles")
class HeldRolesApiTest {
    private static final Object NONE = List.of();

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String make(String path, String realm, Map<String, ?> members) {
        var wish = new HashMap<String, Object>(members);
        wish.put("realmName", realm);
        return server.api("POST", path, wish).expect(201).text("id");
    }

    private Map<String, Map<String, Object>> held(String realm, String holder) {
        var byName = new HashMap<String, Map<String, Object>>();
        var path = "/api/rbac/held-roles?realm=%s&userId=%s".formatted(realm, holder);
        for (var role : content(server.api("GET", path, null).expect(200)))
            byName.put(role.get("roleName").toString(), role);
        return byName;
    }

    @Test
    @DisplayName("say of each role whether it was granted, comes by a group, by default, or as part of another")
    void how() {
        var realm = server.realm("holders");
        make("/api/rbac/roles", realm, Map.of("name", "reader"));
        make("/api/rbac/roles", realm, Map.of("name", "everybody", "default", true));
        make("/api/rbac/roles", realm, Map.of("name", "lead", "composites", Map.of("realm", List.of("reader"))));
        var staff = make("/api/groups", realm, Map.of("name", "staff"));
        var desk = make("/api/groups", realm, Map.of("name", "desk", "parentId", staff));
        var ada = person(server, realm, "ada");
        server.api("PUT", "/api/groups/" + desk + "/members/" + ada, null).expect(204);
        grant(server, realm, staff, "lead").expect(201);
        var mapping = grant(server, realm, ada, "reader").expect(201).text("id");

        var hers = held(realm, ada);
        assertThat(hers.keySet()).containsExactlyInAnyOrder("everybody", "lead", "reader");
        assertThat(hers.get("reader"))
                .containsEntry("mappingId", mapping)
                .containsEntry("partOf", List.of("lead"))
                .containsEntry("groups", NONE);
        assertThat(hers.get("lead")).containsEntry("groups", List.of("/staff")).doesNotContainKey("mappingId");
        assertThat(hers.get("everybody")).containsEntry("default", true).containsEntry("partOf", NONE);
        var ofDesk = held(realm, desk);
        assertThat(ofDesk.keySet()).containsExactlyInAnyOrder("lead", "reader");
        assertThat(ofDesk.get("lead")).containsEntry("groups", List.of("/staff"));
        assertThat(held(realm, staff).get("lead"))
                .containsKey("mappingId")
                .containsEntry("groups", NONE)
                .containsEntry("default", false);
    }

    @Test
    @DisplayName("of somebody of another realm are not there")
    void foreign() {
        var theirs = server.realm("held-theirs");
        var ours = server.realm("held-ours");
        var theirPerson = person(server, theirs, "ada");
        var clerk = administrator(server, ours, "clerk", "view-users");

        for (var realm : List.of(ours, theirs))
            server.api(clerk, "GET", "/api/rbac/held-roles?realm=%s&userId=%s".formatted(realm, theirPerson), null)
                    .expect(404);
        server.api("GET", "/api/rbac/held-roles?realm=" + ours, null).expect(400);
    }
}
