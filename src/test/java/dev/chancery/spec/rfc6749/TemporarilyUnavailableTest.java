package dev.chancery.spec.rfc6749;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("RFC 6749 §4.1.2.1, §5.2 what the server cannot do for a moment is an OAuth error that says so")
class TemporarilyUnavailableTest {
    private static final String APP = "https://app.example.com";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("503 temporarily_unavailable with Retry-After and no-store, readable by the client's own web pages")
    void busy() throws Exception {
        var client = server.client(
                "master", Map.of("webOrigins", List.of(APP), "grantTypes", List.of("client_credentials", "password")));
        Residents.of(server).user("master", "waiting-" + server.dialect());
        var token = server.token(client).expect(200).text("access_token");
        var revocation = Map.of("token", token);
        var signIn = Map.of(
                "grant_type", "password", "username", "waiting-" + server.dialect(), "password", Residents.PASSWORD);

        whileNobodyCanWrite(() -> {
            assertBusy(from(APP, client, "/token", signIn), APP);
            assertBusy(from(APP, client, "/revoke", revocation), APP);
            assertBusy(from("https://evil.example", client, "/revoke", revocation), "");
        });
        from(APP, client, "/token", signIn).expect(200);
        from(APP, client, "/revoke", revocation).expect(200);
    }

    private static void assertBusy(Answer answer, String origin) {
        answer.expect(503);
        assertThat(answer.get("error")).isEqualTo("temporarily_unavailable");
        assertThat(answer.text("error_description")).contains("try again").contains(answer.text("reference"));
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Vary")).isEqualTo("Origin");
    }

    private Answer from(String origin, TestClient client, String endpoint, Map<String, String> form) {
        var whole = new HashMap<>(form);
        whole.putAll(Map.of("client_id", client.clientId(), "client_secret", client.secret()));
        return server.send(server.request("/realms/master/protocol/openid-connect" + endpoint)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestServer.encoded(whole))));
    }

    /// Somebody else holds the one writer, or the tables.
    private void whileNobodyCanWrite(Runnable meanwhile) throws Exception {
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var other = Executors.newSingleThreadExecutor()) {
            var _ = other.submit(() -> Residents.of(server).database().write(tx -> {
                if (server.dialect() == Dialect.POSTGRES) tx.execute("LOCK TABLE revoked_token, guess IN SHARE MODE");
                held.countDown();
                return awaited(done);
            }));
            held.await();
            try {
                meanwhile.run();
            } finally {
                done.countDown();
            }
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
