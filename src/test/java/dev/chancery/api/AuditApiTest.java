package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.grant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.event.AuditEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/realms/{name}/audit")
class AuditApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private List<Map<String, Object>> audit(String realm, String filter) {
        return content(server.api("GET", "/api/realms/" + realm + "/audit?size=100" + filter, null)
                .expect(200));
    }

    @Test
    @DisplayName("a line has the documented envelope first, then who, from where, and what proves it")
    void envelope() {
        var client = server.client(server.realm("envelope"));

        var line = audit("envelope", "&type=client.created").getFirst();

        assertThat(line.keySet())
                .startsWith("eventId", "eventType", "aggregateId", "realm", "payload", "occurredAt")
                .contains("actor", "address", "number", "digest", "chainHash");
        assertThat(line)
                .containsEntry("eventType", "client.created")
                .containsEntry("aggregateId", client.id())
                .containsEntry("realm", "envelope")
                .containsEntry("occurredAt", "2030-01-31T12:00:00Z")
                .containsEntry("actor", "user:admin@master")
                .containsEntry("address", "127.0.0.1");
    }

    @Test
    @DisplayName(
            "every change leaves one line with before and after, never with a secret or a hash, and the chain holds")
    void complete() {
        var realm = server.realm("complete");
        var client = server.client(realm, Map.of("secretStorage", "recoverable"));
        var path = "/api/clients/" + client.id();
        server.api("PATCH", path, Map.of("name", "after the change")).expect(200);
        server.api("POST", path + "/rotate-secret", null).expect(200);
        var added =
                server.api("POST", path + "/secrets", Map.of("name", "second")).expect(201);
        server.api("GET", path + "/secrets/" + added.text("id") + "/value", null)
                .expect(200);
        server.api("DELETE", path + "/secrets/" + added.text("id"), null).expect(204);
        server.api("DELETE", path, null).expect(204);
        server.api("POST", path + "/restore?realm=complete", null).expect(200);
        var ada = Callers.person(server, realm, "ada");
        server.api("PATCH", "/api/users/" + ada, Map.of("firstName", "Ada")).expect(200);
        server.api("PUT", "/api/users/" + ada + "/password", Map.of("password", "a fine new password"))
                .expect(204);
        var held = grant(server, realm, ada, "view-users").expect(201);
        server.api("DELETE", held.header("Location"), null).expect(204);
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
        server.api("PATCH", "/api/realms/" + realm, Map.of("displayName", "Complete"))
                .expect(200);
        server.api("POST", "/api/realms/" + realm + "/keys/rotate", null).expect(204);

        var lines = audit(realm, "");

        assertThat(lines.reversed())
                .extracting("eventType")
                .filteredOn(type -> !type.equals("key.published"))
                .containsSubsequence(
                        "realm.created",
                        "client.created",
                        "client.updated",
                        "client.secret_rotated",
                        "client.secret_created",
                        "client.secret_read",
                        "client.secret_revoked",
                        "client.deleted",
                        "client.restored",
                        "user.created",
                        "user.updated",
                        "user.password_changed",
                        "role_mapping.created",
                        "role_mapping.deleted",
                        "user.deleted",
                        "realm.updated");
        var updated = audit(realm, "&type=client.updated&subject=" + client.id());
        assertThat(updated).hasSize(1);
        assertThat(updated.getFirst().get("payload").toString()).contains("before", "after", "after the change");
        assertThat(lines.toString())
                .doesNotContain(
                        client.secret(), added.text("secret"), Callers.PASSWORD, "argon2", "a fine new password");
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("a line says what the thing is called now, and of what is gone how it was called then")
    void names_of_things() {
        var realm = server.realm("called");
        var client = server.client(realm, Map.of("clientId", "shop"));
        var binned = server.client(realm, Map.of("clientId", "old-shop"));
        server.api("GET", "/api/realms/called/keys", null).expect(200);
        var ada = Callers.person(server, realm, "ada", "view-users");
        var gone = Callers.person(server, realm, "grace");
        var made = new HashMap<String, String>();
        Map.of("scopes", "orders", "groups", "staff", "rbac/roles", "clerk").forEach((things, name) -> {
            var one = server.api("POST", "/api/" + things, Map.of("realmName", realm, "name", name));
            made.put(name, "/api/" + things + "/" + one.expect(201).text("id"));
        });
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("name", "Shop"))
                .expect(200);
        server.api("PATCH", made.get("orders"), Map.of("description", "Orders")).expect(200);
        server.api("PUT", "/api/users/" + ada + "/password", Map.of("password", "a fine new password"))
                .expect(204);
        server.api("PATCH", "/api/users/" + ada, Map.of("username", "countess")).expect(200);
        made.values().forEach(path -> server.api("DELETE", path, null).expect(204));
        server.api("DELETE", "/api/users/" + gone, null).expect(204);
        server.api("DELETE", "/api/clients/" + binned.id(), null).expect(204);

        var called = Map.of(
                "realm.created", List.of("called"),
                "client.updated", List.of("shop"),
                "client.deleted", List.of("old-shop"),
                "user.password_changed", List.of("countess"),
                "user.deleted", List.of("grace"),
                "scope.created", List.of("orders"),
                "scope.deleted", List.of("orders"),
                "group.deleted", List.of("staff"),
                "role.deleted", List.of("clerk"),
                "role_mapping.created", List.of("countess"));
        called.forEach((type, names) -> assertThat(audit(realm, "&type=" + type))
                .extracting("aggregateName")
                .as(type)
                .containsAll(names));
        var line = audit(realm, "&type=client.updated").getFirst();
        assertThat(server.api("GET", "/api/realms/called/audit/" + line.get("eventId"), null)
                        .expect(200)
                        .text("aggregateName"))
                .isEqualTo("shop");
        assertThat(audit(realm, "&type=key.published"))
                .extracting("aggregateName")
                .containsOnlyNulls();
    }

    @Test
    @DisplayName("a line says whether the thing is there now, and not in the bin")
    void exists() {
        var realm = server.realm("there");
        var shop = server.client(realm, Map.of("clientId", "shop"));
        var made = Map.of("realmName", realm, "name", "orders");
        var scope = server.api("POST", "/api/scopes", made).expect(201).text("id");
        assertThat(existing("client.created", shop.id())).isTrue();
        assertThat(existing("scope.created", scope)).isTrue();
        assertThat(audit(realm, "&type=realm.created").getFirst()).containsEntry("aggregateExists", true);

        server.api("DELETE", "/api/clients/" + shop.id(), null).expect(204);
        server.api("DELETE", "/api/scopes/" + scope, null).expect(204);
        assertThat(existing("client.created", shop.id())).isFalse();
        assertThat(existing("scope.created", scope)).isFalse();

        server.api("POST", "/api/clients/" + shop.id() + "/restore?realm=there", null)
                .expect(200);
        assertThat(existing("client.deleted", shop.id())).isTrue();
    }

    private boolean existing(String type, String subject) {
        var line = audit("there", "&type=" + type + "&subject=" + subject).getFirst();
        return (Boolean) Objects.requireNonNull(line.get("aggregateExists"));
    }

    @Test
    @DisplayName(
            "the names of a page are asked for once for each kind of thing, by their ids, however many lines it has")
    void names_at_once() {
        var realm = server.realm("counted");
        for (var name : List.of("one", "two", "three")) {
            server.client(realm, Map.of("clientId", name));
            for (var things : List.of("scopes", "groups", "rbac/roles"))
                server.api("POST", "/api/" + things, Map.of("realmName", realm, "name", name))
                        .expect(201);
            Callers.person(server, realm, name);
        }
        var residents = Residents.of(server);
        var lines = residents.trail(realm, 50).stream()
                .filter(line -> !line.topic().equals("realm"))
                .toList();
        assertThat(lines).extracting(AuditEntry::topic).contains("client", "scope", "group", "role", "user");

        var id = residents.realm(realm).id();
        var asked = new Plans(residents.database(), "seqscan", "bitmapscan").of(() -> {
            var read = residents.subjects().of(id, lines);
            assertThat(lines)
                    .filteredOn(line -> line.topic().equals("scope"))
                    .allSatisfy(line -> assertThat(read.of(line).name()).isNotNull());
        });

        assertThat(asked).hasSize(6).allSatisfy(plan -> assertThat(plan.text()).doesNotContainPattern(Plans.WALKED));
    }

    @Test
    @DisplayName("who it was is told for good, by the sub of their tokens, when the name has become another's")
    void actor_id() {
        var realm = server.realm("names");
        var first = Callers.person(server, realm, "ada", "manage-clients");
        server.api(Callers.signedIn(server, realm, "ada"), "POST", "/api/clients", named("one"))
                .expect(201);
        server.api("DELETE", "/api/users/" + first, null).expect(204);
        var second = Callers.person(server, realm, "ada", "manage-clients");
        server.api(Callers.signedIn(server, realm, "ada"), "POST", "/api/clients", named("two"))
                .expect(201);

        assertThat(audit(realm, "&type=client.created").subList(0, 3))
                .filteredOn(line -> line.get("actor").equals("user:ada@names"))
                .extracting("actorId")
                .containsExactly(second, first);
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    private static Map<String, Object> named(String clientId) {
        return Map.of("realmName", "names", "clientId", clientId, "grantTypes", List.of("client_credentials"));
    }

    @Test
    @DisplayName(
            "a deleted realm's trail stays readable by its id, also after the bin was emptied; master's trail names it")
    void deleted_realms() {
        var realm = server.realm("deleted");
        var client = server.client(realm);
        var id = server.api("GET", "/api/realms/deleted", null).text("id");
        var stranger = Callers.administrator(server, server.realm("neighbour"), "auditor", "view-events");
        server.api("DELETE", "/api/realms/deleted", null).expect(204);

        server.api(stranger, "GET", "/api/realms/" + id + "/audit", null).expect(404);
        for (var type : List.of("realm.deleted", "realm.purged")) {
            server.api("GET", "/api/realms/deleted/audit", null).expect(404);
            assertThat(audit(id, "&type=client.created&subject=" + client.id()))
                    .singleElement()
                    .satisfies(line -> assertThat(line).containsEntry("aggregateId", client.id()));
            assertThat(audit(id, "&type=" + type)).hasSize(1);
            assertThat(audit("master", "&type=" + type + "&subject=" + id))
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line.get("payload").toString()).contains("deleted"));
            clock.advance(Duration.ofDays(31));
            server.emptyBins();
        }
        server.api("GET", "/api/realms/" + client.id() + "/audit", null).expect(404);
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("pages go from the newest to the oldest, and miss none")
    void pages() {
        var realm = server.realm("paged");
        for (var i = 0; i < 5; i++) server.client(realm);
        var all = audit(realm, "");
        var seen = new HashSet<Object>();
        var after = "";

        do {
            var page = server.api("GET", "/api/realms/paged/audit?size=2" + after, null)
                    .expect(200);
            content(page).forEach(line -> seen.add(line.get("number")));
            after = page.json().containsKey("next") ? "&after=" + page.text("next") : "";
        } while (!after.isEmpty());

        assertThat(all).extracting("number").isSortedAccordingTo((a, b) -> Integer.compare((int) b, (int) a));
        assertThat(seen).hasSize(all.size());
        server.api("GET", "/api/realms/paged/audit?after=forged", null).expect(400);
    }

    @Test
    @DisplayName("only who may view events reads it, and of no other realm")
    void who_may_read() {
        var realm = server.realm("read");
        var auditor = Callers.administrator(server, realm, "auditor", "view-events");
        var clerk = Callers.administrator(server, realm, "clerk", "manage-realms", "manage-users", "manage-clients");

        server.api(auditor, "GET", "/api/realms/read/audit", null).expect(200);
        server.api(auditor, "GET", "/api/realms/master/audit", null).expect(404);
        server.api(clerk, "GET", "/api/realms/read/audit", null).expect(403);
    }
}
