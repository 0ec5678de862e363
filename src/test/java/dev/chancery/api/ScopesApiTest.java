package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.named;
import static dev.chancery.api.Callers.onlyIf;
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
@DisplayName("/api/scopes")
class ScopesApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("A31 a scope is made, given to a client as default or optional, and stands in its tokens")
    void made_and_assigned() {
        var realm = server.realm("scopes");

        var made = server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "codemie"))
                .expect(201);

        assertThat(made.json())
                .containsEntry("realmName", realm)
                .containsEntry("name", "codemie")
                .containsEntry("includeInTokenScope", true)
                .containsEntry("realmDefault", "none")
                .containsEntry("builtIn", false);
        var client = server.client(realm, Map.of("scopes", List.of("codemie"), "optionalScopes", List.of("phone")));
        assertThat(server.token(client).expect(200).get("scope")).isEqualTo("codemie");
        assertThat(server.token(client, Map.of("scope", "codemie phone"))
                        .expect(200)
                        .text("scope"))
                .contains("codemie", "phone");
    }

    @Test
    @DisplayName("D8 a new client gets the hidden realm defaults; those that tokens name only by its own scopes")
    void realm_defaults() {
        var realm = server.realm("defaults");
        for (var hidden : List.of(true, false))
            for (var assigned : List.of("default", "optional")) {
                var wish = new HashMap<String, Object>(Map.of("realmName", realm, "realmDefault", assigned));
                wish.put("name", assigned + (hidden ? "-hidden" : "-named"));
                wish.put("includeInTokenScope", !hidden);
                server.api("POST", "/api/scopes", wish).expect(201);
            }

        var client = server.client(realm);

        var shown = server.api("GET", "/api/clients/" + client.id(), null).json();
        assertThat(shown.get("scopes")).isEqualTo(List.of("openid", "profile", "email"));
        assertThat(shown.get("hiddenScopes").toString())
                .contains("default-hidden", "roles", "basic")
                .doesNotContain("optional-hidden");
        assertThat(shown.get("optionalScopes")).isEqualTo(List.of());
    }

    @Test
    @DisplayName("a scope is changed and deleted; a client that had it loses it in the same moment")
    void changed_and_deleted() {
        var realm = server.realm("rescoped");
        var made = server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "reports"))
                .expect(201);
        var client = server.client(realm, Map.of("scopes", List.of("profile", "reports")));
        var path = made.header("Location");

        var hidden = server.api("PATCH", path, Map.of("includeInTokenScope", false, "realmDefault", "optional"))
                .expect(200);
        assertThat(hidden.json()).containsEntry("realmDefault", "optional");
        assertThat(server.token(client).expect(200).get("scope")).isEqualTo("profile");
        onlyIf(server, made.header("ETag"), "DELETE", path, null).expect(412);
        onlyIf(server, hidden.header("ETag"), "DELETE", path, null).expect(204);

        var shown = server.api("GET", "/api/clients/" + client.id(), null).expect(200);
        assertThat(shown.text("scopes") + shown.text("hiddenScopes")).doesNotContain("reports");
    }

    @Test
    @DisplayName("the list can be of those scopes alone whose name begins with something")
    void by_name() {
        var realm = server.realm("searched-scopes");
        for (var name : List.of("orders.read", "orders.write"))
            server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", name))
                    .expect(201);

        var list = "/api/scopes?realm=" + realm + "&name=orders.";
        assertThat(content(server.api("GET", list, null).expect(200)))
                .extracting("name")
                .containsExactly("orders.read", "orders.write");
        assertThat(content(server.api("GET", list + "w", null).expect(200)))
                .extracting("name")
                .containsExactly("orders.write");
    }

    @Test
    @DisplayName("the list holds the built-in scopes, which can be described anew but not deleted, renamed or shown")
    void built_in() {
        var realm = server.realm("built-in");
        var list = content(
                server.api("GET", "/api/scopes?size=100&realm=" + realm, null).expect(200));
        var roles = list.stream()
                .filter(each -> each.get("name").equals("roles"))
                .findFirst()
                .orElseThrow();
        var path = "/api/scopes/" + roles.get("id");

        assertThat(list).extracting("name").contains("openid", "profile", "email", "offline_access", "roles");
        server.api("PATCH", path, Map.of("description", "What they may do")).expect(200);
        server.api("DELETE", path, null).expect(409);
        assertThat(named(server.api("PATCH", path, Map.of("name", "rolls")).expect(400)))
                .containsExactly("name");
        assertThat(named(server.api("PATCH", path, Map.of("includeInTokenScope", true))
                        .expect(400)))
                .containsExactly("includeInTokenScope");
    }

    @Test
    @DisplayName("RFC 6749 §3.3 a name with a space or a quote, a taken one, an unknown assignment: refused and named")
    void refused() {
        var realm = server.realm("refused");

        for (var name : List.of("two words", "qu\"ote", "", "ümlaut"))
            assertThat(named(server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", name))
                            .expect(400)))
                    .containsExactly("name");
        assertThat(named(server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "email"))
                        .expect(409)))
                .containsExactly("name");
        var always = Map.of("realmName", realm, "name", "x", "realmDefault", "always");
        assertThat(named(server.api("POST", "/api/scopes", always).expect(400))).containsExactly("realmDefault");
    }

    @Test
    @DisplayName("AD-02 AD-05 another realm's scope is not there; who only views clients changes none")
    void who_may() {
        var realm = server.realm("scoped");
        var made = server.api("POST", "/api/scopes", Map.of("realmName", "master", "name", "theirs"))
                .expect(201);
        var own = server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "own"))
                .expect(201);
        var viewer = Callers.administrator(server, realm, "viewer", "view-clients");

        server.api(viewer, "GET", made.header("Location"), null).expect(404);
        server.api(viewer, "GET", own.header("Location"), null).expect(200);
        server.api(viewer, "PATCH", own.header("Location"), Map.of("description", "x"))
                .expect(403);
        server.api(viewer, "DELETE", own.header("Location"), null).expect(403);
    }
}
