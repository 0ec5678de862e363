package dev.chancery.api;

import static dev.chancery.api.Callers.administrator;
import static dev.chancery.api.Callers.onlyIf;
import static dev.chancery.api.Callers.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.db.Changes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("?dryRun=true")
class DryRunTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer dry(String method, String path, Object body) {
        return server.api(method, path + (path.contains("?") ? "&" : "?") + "dryRun=true", body);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Answer answer, String member) {
        return (List<Map<String, Object>>) answer.expect(200).get(member);
    }

    /// The only token that would change.
    private static Map<String, Object> token(Answer dry) {
        assertThat(list(dry, "tokens")).hasSize(1);
        return list(dry, "tokens").getFirst();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> token, String member) {
        return (Map<String, Object>) token.get(member);
    }

    private static Map<String, Object> change(Object before, Object after) {
        return Map.of("before", before, "after", after);
    }

    @Test
    @DisplayName(
            "tells of a new client what its token would say, and keeps the secret that will never be valid to itself")
    void new_client() {
        var realm = server.realm("fresh-clients");
        var wish = Map.of("realmName", realm, "clientId", "one", "grantTypes", List.of("client_credentials"));

        var dry = dry("POST", "/api/clients", wish);

        assertThat(dry.get("status")).isEqualTo(201);
        assertThat(dry.body()).doesNotContain("clientSecret").doesNotContain("cs_");
        assertThat(token(dry))
                .containsEntry("clientId", "one")
                .containsEntry("golden", false)
                .containsEntry("removed", Map.of());
        assertThat(map(token(dry), "added")).containsEntry("client_id", "one");
        assertThat(list(dry, "changes"))
                .extracting(change -> change.get("type"))
                .containsExactly("client.created");
        server.api("GET", "/api/clients/one?realm=" + realm, null).expect(404);
    }

    @Test
    @DisplayName("tells of a client that goes, comes back, or stops acting on its own behalf that its token does too")
    void going() {
        var realm = server.realm("going");
        var client = server.client(realm, Map.of("clientId", "goer"));
        var path = "/api/clients/" + client.id();

        var gone = token(dry("DELETE", path, null));
        assertThat(gone).containsEntry("added", Map.of());
        assertThat(map(gone, "removed")).containsKeys("client_id", "iss", "sub");

        var silent = token(dry("PATCH", path, Map.of("grantTypes", List.of("password"))));
        assertThat(silent.get("removed")).isEqualTo(gone.get("removed"));

        var off = token(dry("PATCH", path, Map.of("enabled", false)));
        assertThat(off).containsEntry("changed", Map.of());
        assertThat(map(off, "refusals")).containsEntry("before", List.of());

        server.token(client).expect(200);
        server.api("DELETE", path, null).expect(204);
        var back = token(dry("POST", path + "/restore?realm=" + realm, null));
        assertThat(back.get("added")).isEqualTo(gone.get("removed"));
        server.token(client).expect(401);
    }

    @Test
    @DisplayName("tells of a realm that goes that its tokens do, and of one that comes that there are none yet")
    void realms() {
        var realm = server.realm("leaving");
        server.client(realm, Map.of("clientId", "tenant"));

        var dry = dry("DELETE", "/api/realms/" + realm, null);
        assertThat(token(dry)).containsEntry("clientId", "tenant").containsEntry("realm", realm);
        assertThat(list(dry, "changes"))
                .extracting(change -> change.get("realm"))
                .contains(realm, "master");
        server.api("GET", "/api/realms/" + realm, null).expect(200);

        var fresh = dry("POST", "/api/realms", Map.of("name", "never-made"));
        assertThat(list(fresh, "changes"))
                .anySatisfy(change -> assertThat(change)
                        .containsEntry("type", "realm.created")
                        .containsEntry("realm", "never-made"));
        assertThat(list(fresh, "tokens")).isEmpty();
        server.api("GET", "/api/realms/never-made", null).expect(404);
    }

    @Test
    @DisplayName("is refused as the write is: 400, 404, 409, 412, 415; and with the right tag it is not")
    void refused() {
        var realm = server.realm("refusing");
        var client = server.client(realm, Map.of("clientId", "taken"));
        var path = "/api/clients/" + client.id() + "?dryRun=true";
        var wish = Map.of("realmName", realm, "clientId", "taken", "grantTypes", List.of("client_credentials"));

        for (var dryRun : List.of("true", "false")) {
            var flag = "?dryRun=" + dryRun;
            assertThat(server.api("PATCH", "/api/clients/" + client.id() + flag, Map.of("nonsense", 1))
                            .expect(400)
                            .body())
                    .contains("nonsense");
            server.api("DELETE", "/api/clients/absent" + flag, null).expect(404);
            assertThat(server.api("POST", "/api/clients" + flag, wish)
                            .expect(409)
                            .text("detail"))
                    .contains("exists in this realm");
            onlyIf(server, "\"7\"", "DELETE", "/api/clients/" + client.id() + flag, null)
                    .expect(412);
            server.api("POST", "/api/clients" + flag, null).expect(415);
        }
        onlyIf(server, "\"1\"", "DELETE", path, null).expect(200);
    }

    @Test
    @DisplayName("leaves nothing in any cache: tokens and lists say what they said")
    void caches() {
        var realm = server.realm("cached");
        var client = server.client(realm, Map.of("clientId", "steady"));
        var token = server.token(client).expect(200).claims();
        var listed = server.api("GET", "/api/clients?size=1&realm=" + realm, null)
                .expect(200)
                .json();

        dry("PATCH", "/api/clients/" + client.id(), Map.of("audience", List.of("elsewhere"), "name", "Other"))
                .expect(200);
        dry("PATCH", "/api/realms/" + realm, Map.of("enabled", false)).expect(200);
        dry("POST", "/api/clients/" + client.id() + "/rotate-secret", null).expect(200);
        dry("POST", "/api/clients", Map.of("realmName", realm, "grantTypes", List.of("password")))
                .expect(200);

        assertThat(server.token(client).expect(200).claims()).containsEntry("aud", token.get("aud"));
        assertThat(server.api("GET", "/api/clients?size=1&realm=" + realm, null).json())
                .isEqualTo(listed);
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("says what a service account's token then says, when its role, attribute or mapper changes")
    void comes_true() {
        var realm = server.realm("prophecies");
        server.api("POST", "/api/rbac/roles", Map.of("realmName", realm, "name", "auditor"))
                .expect(201);
        var client = server.client(realm, Map.of("clientId", "subject"));
        var path = "/api/clients/" + client.id();
        var says = Map.of(
                "name", "site", "type", "user-attribute", "claim", "site", "config", Map.of("attribute", "site"));
        for (var patch : List.<Map<String, ?>>of(
                Map.of("serviceAccount", Map.of("roles", List.of("auditor"))),
                Map.of("mappers", List.of(says)),
                Map.of("serviceAccount", Map.of("attributes", Map.of("site", List.of("Delft")))),
                Map.of("serviceAccount", Map.of("attributes", Map.of("site", List.of("Hoorn")))),
                Map.of("scopes", List.of("microprofile-jwt")),
                Map.of("tokenLifespanSeconds", 77))) {
            var before = server.token(client).expect(200);
            var foretold = list(dry("PATCH", path, patch), "tokens");
            server.api("PATCH", path, patch).expect(200);
            var after = server.token(client).expect(200);
            var expected = lasting(before);
            for (var token : foretold) {
                expected.keySet().removeAll(map(token, "removed").keySet());
                expected.putAll(map(token, "added"));
                for (var claim : map(token, "changed").keySet())
                    expected.put(claim, map(map(token, "changed"), claim).get("after"));
            }
            assertThat(lasting(after)).isEqualTo(expected);
        }
        assertThat(token(dry("PATCH", path, Map.of("tokenLifespanSeconds", 78))))
                .containsEntry("expiresIn", change(77, 78));
    }

    private static Map<String, Object> lasting(Answer token) {
        var claims = new HashMap<>(token.claims());
        claims.keySet().removeAll(List.of("exp", "iat", "jti"));
        return claims;
    }

    @Test
    @DisplayName(
            "compares a hundred tokens at most, those that have the scope first of all, and says how many more there are")
    void bounded() {
        var realm = server.realm("crowded");
        var scope = server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "rare"))
                .expect(201)
                .text("id");
        for (int i = 0; i < 103; i++) server.client(realm, Map.of("clientId", "crowd-%03d".formatted(i)));
        server.client(realm, Map.of("clientId", "z-last", "scopes", List.of("rare")));
        var says = Map.of("name", "x", "type", "hardcoded-claim", "claim", "x", "config", Map.of("value", "1"));

        var narrow = dry("PATCH", "/api/scopes/" + scope, Map.of("mappers", List.of(says)));
        assertThat(token(narrow)).containsEntry("clientId", "z-last").containsEntry("added", Map.of("x", "1"));
        assertThat(narrow.json()).containsEntry("compared", 1).containsEntry("notCompared", 0);

        var wide = dry("PATCH", "/api/realms/" + realm, Map.of("defaultAudience", "https://api.example"));
        assertThat(wide.json()).containsEntry("compared", 100).containsEntry("notCompared", 4);
        assertThat(list(wide, "tokens")).hasSize(100);
    }

    @Test
    @DisplayName(
            "AD-02 shows payloads to those who read the trail alone, and tokens to those who see clients and people")
    void hidden() {
        var realm = server.realm("veiled");
        var client = server.client(realm, Map.of("clientId", "shy"));
        var clerk = administrator(server, realm, "clerk", "manage-clients");
        var reader = administrator(server, realm, "reader", "manage-clients", "view-users", "view-events");
        var path = "/api/clients/" + client.id() + "?dryRun=true";
        var patch = Map.of("audience", List.of("elsewhere"));

        var little = server.api(clerk, "PATCH", path, patch).expect(200);
        assertThat(little.json())
                .containsEntry("tokensHiddenIn", List.of(realm))
                .containsEntry("compared", 0);
        assertThat(list(little, "tokens")).isEmpty();
        assertThat(list(little, "changes").getFirst())
                .containsOnlyKeys("type", "aggregateId", "realm")
                .containsEntry("aggregateId", client.id());

        var all = server.api(reader, "PATCH", path, patch).expect(200);
        assertThat(all.json()).containsEntry("tokensHiddenIn", List.of());
        assertThat(token(all).get("changed")).asString().contains("elsewhere");
        assertThat(list(all, "changes").getFirst().get("payload")).asString().contains("elsewhere");
        assertThat(list(all, "changes").getFirst())
                .containsEntry(
                        "changes",
                        List.of(Map.of("member", "/audience", "before", List.of(), "after", List.of("elsewhere"))));
    }

    @Test
    @DisplayName("hashes no password: on SQLite everybody's writes would wait for it")
    void passwords() {
        var realm = server.realm("hashless");
        var ada = person(server, realm, "ada");
        var before = Residents.of(server).hashes();

        dry("PUT", "/api/users/" + ada + "/password", Map.of("password", "another password"))
                .expect(200);
        dry("POST", "/api/users", Map.of("realmName", realm, "username", "eve", "password", "one more password"))
                .expect(200);
        dry("PUT", "/api/users/" + ada + "/password", Map.of("password", "short"))
                .expect(400);

        assertThat(Residents.of(server).hashes()).isEqualTo(before);
    }

    @Test
    @DisplayName("is not blamed for what others change meanwhile")
    void others() throws Exception {
        var realm = server.realm("busy");
        var client = server.client(realm, Map.of("clientId", "contested"));
        server.api("PUT", "/api/clients/contested/golden-token?realm=" + realm, Map.of())
                .expect(201);
        var done = new AtomicBoolean();
        try (var other = Executors.newSingleThreadExecutor()) {
            var changing = other.submit(() -> {
                for (int i = 0; !done.get(); i++)
                    server.api("PATCH", "/api/clients/" + client.id(), Map.of("audience", List.of("api-" + i)))
                            .expect(200);
            });
            try {
                for (int i = 0; i < 40; i++) requireOwn(dry("PATCH", "/api/realms/" + realm, lifespan(i)));
            } finally {
                done.set(true);
            }
            changing.get();
        }
        requireOwn(dry("PATCH", "/api/realms/" + realm, lifespan(0)).expect(200));
    }

    @Test
    @DisplayName("is not hindered by those who sign in and out meanwhile")
    void traffic() throws Exception {
        var realm = server.realm("lively");
        server.client(realm);
        var id = Residents.of(server).realm(realm).id().value();
        var db = Residents.of(server).database();
        var done = new AtomicBoolean();
        try (var others = Executors.newSingleThreadExecutor()) {
            var traffic = others.submit(() -> {
                while (!done.get())
                    for (var kind : List.of("session", "token", "grant", "consent", "device", "mfa"))
                        db.unit(() -> {
                            Changes.announce(id, kind, "somebody's");
                        });
            });
            try {
                for (int i = 0; i < 20; i++)
                    dry("PATCH", "/api/realms/" + realm, lifespan(i)).expect(200);
            } finally {
                done.set(true);
            }
            traffic.get();
        }
    }

    private static Map<String, Integer> lifespan(int number) {
        return Map.of("tokenLifespanSeconds", 1_000 + number);
    }

    private static void requireOwn(Answer dry) {
        if (dry.status() == 503) assertThat(dry.header("Retry-After")).isEqualTo("1");
        else
            assertThat(list(dry, "tokens"))
                    .anySatisfy(token -> assertThat(token)
                            .containsEntry("clientId", "contested")
                            .containsEntry("changed", Map.of())
                            .containsKey("expiresIn"));
    }
}
