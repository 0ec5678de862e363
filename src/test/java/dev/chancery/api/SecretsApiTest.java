package dev.chancery.api;

import static dev.chancery.api.Callers.atOnce;
import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.json.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/clients/{clientId}/secrets")
class SecretsApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private static TestClient with(TestClient client, String secret) {
        return new TestClient(client.realm(), client.id(), client.clientId(), secret);
    }

    private Answer rotated(TestClient client, Object wish) {
        return server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", wish)
                .expect(200);
    }

    private String secrets(TestClient client) {
        return "/api/clients/" + client.id() + "/secrets";
    }

    @Test
    @DisplayName("B32 rotated, the old secret dies at once, and the new one is shown this once")
    void rotated_at_once() {
        var client = server.client("master");

        var fresh = rotated(client, null);

        assertThat(fresh.text("clientSecret")).startsWith("cs_").isNotEqualTo(client.secret());
        assertThat(fresh.header("Cache-Control")).isEqualTo("no-store");
        server.token(client).expect(401);
        server.token(with(client, fresh.text("clientSecret"))).expect(200);
        assertThat(server.api("GET", "/api/clients/" + client.id(), null).body())
                .doesNotContain("clientSecret", fresh.text("clientSecret"));
    }

    @Test
    @DisplayName("D7 rotated with an overlap, the old secret works until it ends, to the second")
    void rotated_with_overlap() {
        var client = server.client("master");

        var fresh = with(client, rotated(client, Map.of("overlapSeconds", 60)).text("clientSecret"));

        server.token(client).expect(200);
        server.token(fresh).expect(200);
        clock.advance(Duration.ofSeconds(59));
        server.token(client).expect(200);
        clock.advance(Duration.ofSeconds(1));
        server.token(client).expect(401);
        server.token(fresh).expect(200);
        var tooLong = server.api(
                "POST", "/api/clients/" + client.id() + "/rotate-secret", Map.of("overlapSeconds", 99_999_999));
        assertThat(named(tooLong.expect(400))).containsExactly("overlapSeconds");
    }

    @Test
    @DisplayName("several rotations at once leave one secret that works")
    void rotations_at_once() {
        var client = server.client("master");
        server.adminToken();

        var answers =
                atOnce(List.of(() -> rotated(client, null), () -> rotated(client, null), () -> rotated(client, null)));

        assertThat(answers)
                .extracting(answer ->
                        server.token(with(client, answer.text("clientSecret"))).status())
                .containsExactlyInAnyOrder(200, 401, 401);
    }

    @Test
    @DisplayName("secrets are named, expire, and are revoked one by one")
    void several() {
        var client = server.client("master");
        var until = clock.instant().plusSeconds(3600);

        var added = server.api("POST", secrets(client), Map.of("name", "blue", "expiresAt", until.toString()))
                .expect(201);

        var blue = with(client, added.text("secret"));
        server.token(blue).expect(200);
        var list = content(server.api("GET", secrets(client), null).expect(200));
        assertThat(list).extracting("name").containsExactlyInAnyOrder("first", "blue");
        assertThat(list.toString()).doesNotContain(client.secret(), blue.secret());
        server.api("DELETE", secrets(client) + "/" + added.text("id"), null).expect(204);
        server.token(blue).expect(401);
        server.token(client).expect(200);
        server.api("DELETE", secrets(client) + "/no-such-secret", null).expect(404);
        for (var wrong : List.of(
                Map.of("name", "late", "expiresAt", "2020-01-01T00:00:00Z"),
                Map.of("name", "x", "expiresAt", "soon"),
                Map.of("name", "x", "expiresAt", "+10000-01-01T00:00:00Z"),
                Map.of("name", "x", "expiresAt", "9999-12-31T23:59:59-18:00"),
                Map.of("name", "x", "expiresAt", "+1000000000-12-31T23:59:59Z"),
                Map.of("name", "x", "expiresAt", "-1000000000-01-01T00:00:00Z")))
            assertThat(named(server.api("POST", secrets(client), wrong).expect(400)))
                    .containsExactly("expiresAt");
    }

    @Test
    @DisplayName("a secret may expire as late as the year 9999")
    void latest_end() {
        var client = server.client("master");
        var last = Map.of("name", "last", "expiresAt", "9999-12-31T23:59:59Z");

        var added = server.api("POST", secrets(client), last).expect(201);

        assertThat(added.text("expiresAt")).isEqualTo("9999-12-31T23:59:59Z");
        server.token(with(client, added.text("secret"))).expect(200);
    }

    @Test
    @DisplayName("twenty secrets work at once and no more: the next is 409, added or rotated in with an overlap")
    void most_secrets() {
        var client = server.client("master");
        var soon = clock.instant().plusSeconds(60).toString();
        server.api("POST", secrets(client), Map.of("name", "brief", "expiresAt", soon))
                .expect(201);
        for (var i = 2; i < 20; i++)
            server.api("POST", secrets(client), Map.of("name", "n" + i)).expect(201);

        server.api("POST", secrets(client), Map.of("name", "one more")).expect(409);
        server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", Map.of("overlapSeconds", 3600))
                .expect(409);

        clock.advance(Duration.ofHours(2));
        server.token(client).expect(200);
        server.api("POST", secrets(client), Map.of("name", "in its place")).expect(201);
        server.api("POST", secrets(client), Map.of("name", "one more")).expect(409);
        server.token(with(client, rotated(client, null).text("clientSecret"))).expect(200);
        server.token(client).expect(401);
    }

    @Test
    @DisplayName("of the secrets that ended, the last fifty are shown; thirty days later none")
    void ended_secrets() {
        var client = server.client("master");
        for (var i = 0; i < 60; i++) rotated(client, null);
        assertThat(content(server.api("GET", secrets(client), null))).hasSizeBetween(51, 52);
        var last = with(client, rotated(client, null).text("clientSecret"));

        clock.advance(Duration.ofDays(29));
        server.emptyBins();
        assertThat(content(server.api("GET", secrets(client), null))).hasSizeGreaterThan(50);
        clock.advance(Duration.ofDays(2));
        server.emptyBins();

        assertThat(content(server.api("GET", secrets(client), null)))
                .singleElement()
                .satisfies(secret -> assertThat(secret).containsEntry("active", true));
        server.token(last).expect(200);
    }

    @Test
    @DisplayName("who used a secret last, when and how often is told, complete up to a time; else it is unknown")
    void usage() {
        var client = server.client("master");
        clock.advance(Duration.ofSeconds(5));
        server.token(client).expect(200);
        server.token(client).expect(200);

        server.reportUsage();
        var seen = server.api("GET", secrets(client), null).expect(200);

        assertThat(content(seen).getFirst())
                .containsEntry("useCount", 2)
                .containsEntry("lastUsedAt", clock.instant().toString())
                .containsEntry("lastUsedAddress", "127.0.0.1")
                .containsEntry("active", true);
        assertThat(seen.get("usage"))
                .isEqualTo(Map.of(
                        "state", "complete", "completeTo", clock.instant().toString()));

        var silentSince = clock.instant().minusSeconds(60);
        server.anotherNodeReported(silentSince);
        assertThat(server.api("GET", secrets(client), null).expect(200).get("usage"))
                .isEqualTo(Map.of("state", "unknown", "completeTo", silentSince.toString()));

        server.anotherNodeReported(clock.instant().minus(Duration.ofHours(25)));
        server.reportUsage();
        assertThat(server.api("GET", secrets(client), null).expect(200).get("usage"))
                .as("a node that was killed a day ago is taken to be gone")
                .isEqualTo(Map.of(
                        "state", "complete", "completeTo", clock.instant().toString()));
    }

    @Test
    @DisplayName(
            "D1 a recoverable secret can be read again, on record; a hashed one cannot; and no longer once it is hashed")
    void recoverable() {
        var client = server.client("master", Map.of("secretStorage", "recoverable"));
        var id = content(server.api("GET", secrets(client), null)).getFirst().get("id");
        var value = secrets(client) + "/" + id + "/value";

        assertThat(server.api("GET", value, null).expect(200).get("secret")).isEqualTo(client.secret());

        var audit = server.api("GET", "/api/realms/master/audit?type=client.secret_read&subject=" + client.id(), null);
        assertThat(content(audit)).hasSize(1);
        assertThat(audit.body()).doesNotContain(client.secret());
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("secretStorage", "hashed"))
                .expect(200);
        server.api("GET", value, null).expect(404);
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("secretStorage", "recoverable"))
                .expect(200);
        server.api("GET", value, null).expect(404);
        server.token(client).expect(200);
    }

    @Test
    @DisplayName("D1 a secret that is to be read once is, and from then on only its hash is kept; it works all along")
    void once() {
        var client = server.client("master", Map.of("secretStorage", "once"));
        var kept = content(server.api("GET", secrets(client), null)).getFirst();
        var value = secrets(client) + "/" + kept.get("id") + "/value";
        assertThat(kept).containsEntry("storage", "once");

        assertThat(server.api("GET", value, null).expect(200).get("secret")).isEqualTo(client.secret());

        server.api("GET", value, null).expect(404);
        assertThat(content(server.api("GET", secrets(client), null)).getFirst()).containsEntry("storage", "hashed");
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("secretStorage", "recoverable"))
                .expect(200);
        server.api("GET", value, null).expect(404);
        server.token(client).expect(200);
    }

    @Test
    @DisplayName("D1 of two who read it at the same time, one gets it")
    void once_at_once() {
        var client = server.client("master", Map.of("secretStorage", "once"));
        var id = content(server.api("GET", secrets(client), null)).getFirst().get("id");

        var answers =
                atOnce(Collections.nCopies(4, () -> server.api("GET", secrets(client) + "/" + id + "/value", null)));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 404, 404, 404);
    }

    @Test
    @DisplayName("D1 whoever comes for it after 24 hours comes too late, and a chore forgets it")
    void once_within_a_day() {
        var client = server.client("master", Map.of("secretStorage", "once"));
        var id = content(server.api("GET", secrets(client), null)).getFirst().get("id");
        var value = secrets(client) + "/" + id + "/value";

        clock.advance(Duration.ofHours(24));

        server.api("GET", value, null).expect(404);
        server.emptyBins();
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("secretStorage", "recoverable"))
                .expect(200);
        server.api("GET", value, null).expect(404);
    }

    @Test
    @DisplayName("AD-09 who only views clients reads no secret")
    void viewers_read_no_secret() {
        var realm = server.realm("viewed");
        var client = server.client(realm, Map.of("secretStorage", "recoverable"));
        var viewer = Callers.administrator(server, realm, "viewer", "view-clients");
        var list = server.api(viewer, "GET", secrets(client), null).expect(200);

        var id = content(list).getFirst().get("id");

        assertThat(list.body()).doesNotContain(client.secret());
        server.api(viewer, "GET", secrets(client) + "/" + id + "/value", null).expect(403);
        server.api(viewer, "POST", secrets(client), Map.of("name", "mine")).expect(403);
        server.api(viewer, "DELETE", secrets(client) + "/" + id, null).expect(403);
    }

    @Test
    @DisplayName("RFC 6749 §2.1 a public client has no secrets; one that becomes public loses them")
    void public_clients() {
        var client = server.client("master", Map.of("grantTypes", List.of("password")));
        var path = "/api/clients/" + client.id();

        server.api("PATCH", path, Map.of("publicClient", true)).expect(200);

        server.api("POST", path + "/rotate-secret", null).expect(409);
        server.api("PATCH", path, Map.of("publicClient", false, "grantTypes", List.of("client_credentials")))
                .expect(200);
        server.token(client).expect(401);
    }

    private Answer reported(String secret) {
        return server.send(server.request("/api/secrets/revoke-leaked")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonText.of(Map.of("secret", secret)))));
    }

    @Test
    @DisplayName(
            "whoever finds a secret kills it without a token; the answer is the same for any text; it is on record")
    void leaked() {
        var client = server.client("master");
        var other = server.client("master");

        var hit = reported(client.secret());
        var miss = reported("cs_nothing");
        var again = reported(client.secret());

        for (var answer : List.of(hit, miss, again)) {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
        }
        server.token(client).expect(401);
        server.token(other).expect(200);
        var audit = content(
                server.api("GET", "/api/realms/master/audit?type=client.secret_leaked&subject=" + client.id(), null));
        assertThat(audit).hasSize(1);
        assertThat(audit.getFirst()).containsEntry("address", "127.0.0.1");
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("reports from one address are limited, whether they hit or not; later it may report again")
    void leaks_are_limited() {
        clock.advance(Duration.ofHours(1));
        var client = server.client("master");
        for (var i = 0; i < 200; i++) reported("cs_" + i).expect(204);

        var refused = reported(client.secret()).expect(429);

        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 901L);
        server.token(client).expect(200);
        clock.advance(Duration.ofMinutes(15));
        reported(client.secret()).expect(204);
        server.token(client).expect(401);
    }
}
