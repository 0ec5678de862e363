package dev.chancery.spec.rfc7517;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-17 the keys of a realm, on two nodes")
class KeysOnTwoNodesTest {
    private static final Map<String, Object> ES256 = Map.of("signatureAlgorithm", "ES256");

    private static TestServer here;
    private static TestServer behind;

    /// The clock of one node is 3 seconds behind the other's.
    @BeforeAll
    static void start() {
        here = new TestServer(Dialect.POSTGRES, new SettableClock("2030-01-01T00:00:03Z")).start();
        behind = here.neighbour(new SettableClock("2030-01-01T00:00:00Z"));
    }

    @AfterAll
    static void stop() {
        behind.close();
        here.close();
    }

    @Test
    @DisplayName(
            "R-10 the first tokens of a realm, asked for by many on both nodes at once, are there for each, by one key")
    void first_requests() throws Exception {
        try (var crowd = Executors.newFixedThreadPool(12)) {
            for (var number = 0; number < 5; number++) {
                var client = here.client(here.realm("young-" + number, ES256));
                var asked = new ArrayList<Callable<Answer>>();
                for (var each = 0; each < 6; each++) {
                    asked.add(() -> here.token(client));
                    asked.add(() -> behind.token(client));
                }
                for (var answer : crowd.invokeAll(asked)) answer.get().expect(200);
                assertThat(kids(here, client.realm())).hasSize(1);
            }
        }
    }

    @Test
    @DisplayName("a node whose clock is behind uses the key that another has just made, and believes no revoked one")
    void clock_behind() {
        var client = here.client(here.realm("made-there", ES256));
        var token = here.token(client).expect(200).text("access_token");
        behind.token(client).expect(200);
        assertThat(isActive(behind, client, token)).isTrue();

        here.api("POST", "/api/realms/made-there/keys/rotate", Map.of("revoke", true))
                .expect(204);

        while (kids(behind, "made-there").equals(List.of(kid(token)))) Thread.onSpinWait(); // the feed decides how long
        assertThat(isActive(behind, client, token)).isFalse();
        behind.token(client).expect(200);
        assertThat(kids(behind, "made-there")).hasSize(1).isEqualTo(kids(here, "made-there"));
    }

    @Test
    @DisplayName(
            "keys that are revoked while they are rotated are all gone: the one key left is that of the revocation")
    void revoked_while_rotated() throws Exception {
        here.client(here.realm("racing", ES256));
        kids(here, "racing");
        var path = "/api/realms/racing/keys/rotate";
        here.adminToken();

        try (var others = Executors.newFixedThreadPool(3)) {
            var release = new CountDownLatch(1);
            holdFeed(others, release);
            var rotated = others.submit(() -> here.api("POST", path, null));
            awaitBlocked(1);
            var revoked = others.submit(() -> here.api("POST", path, Map.of("revoke", true)));
            awaitBlocked(2);
            release.countDown();

            rotated.get().expect(204);
            revoked.get().expect(204);
        }
        var audit = here.api("GET", "/api/realms/racing/audit?type=key.revoked", null)
                .expect(200);
        assertThat(kids(here, "racing")).hasSize(1).allMatch(audit.body()::contains);
    }

    /// Nobody can end a unit that changes something until the release.
    private static void holdFeed(ExecutorService others, CountDownLatch release) throws InterruptedException {
        var held = new CountDownLatch(1);
        Future<?> holding = others.submit(() -> Residents.of(here).database().write(tx -> {
            tx.execute("UPDATE change_head SET n = n WHERE id = 1");
            held.countDown();
            try {
                return release.await(4, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
        }));
        held.await();
        assertThat(holding.isDone()).isFalse();
    }

    private static void awaitBlocked(int most) {
        var question =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (Residents.of(here)
                        .database()
                        .<Integer>read(tx ->
                                tx.createQuery(question).mapTo(Integer.class).one())
                < most) Thread.onSpinWait();
    }

    private static boolean isActive(TestServer node, TestServer.TestClient client, String token) {
        var form = Map.of("token", token, "client_id", client.clientId(), "client_secret", client.secret());
        return Boolean.TRUE.equals(
                node.form("/realms/" + client.realm() + "/protocol/openid-connect/token/introspect", form)
                        .expect(200)
                        .get("active"));
    }

    private static String kid(String token) {
        return String.valueOf(Answer.partOf(token, 0).get("kid"));
    }

    @SuppressWarnings("unchecked")
    private static List<String> kids(TestServer node, String realm) {
        var set =
                node.get("/realms/" + realm + "/protocol/openid-connect/certs").expect(200);
        return ((List<Map<String, Object>>) set.get("keys"))
                .stream().map(key -> String.valueOf(key.get("kid"))).toList();
    }
}
