package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/// Valid requests to every route, bent at random. `-Dfuzz.seed` replays a run, `-Dsoak.minutes` bounds the long lane.
@OnBothDatabases
@DisplayName("HT-08 Mutated requests to every route, half of them authenticated")
class FuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_122L);
    private static final List<String> BAIT = List.of(
            "\u0000",
            "'",
            "\"",
            "\\",
            "{{7*7}}",
            "${x}",
            "../",
            "%00",
            "%2e%2e%2f",
            "\uFFFE",
            "9".repeat(400),
            "-1",
            "1e999",
            "null",
            "true",
            "[]",
            "{}",
            "[[[[",
            "<script>",
            "\r\n",
            ";",
            "é",
            "😀",
            "x".repeat(3_000));

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private TestClient client = new TestClient("", "", "", "");
    private List<String> canaries = List.of();

    @BeforeEach
    void arrange() {
        client = server.client("master");
        canaries = List.of("Exception", "\tat ", "dev.chancery.", "SQLITE", "postgresql", client.secret());
    }

    @Test
    @DisplayName(
            "HT-08 3,000 of them on each database, from a fixed seed: no 5xx, no stack trace, no secret; afterwards all is well")
    void short_lane() {
        run(new Random(SEED), 3_000, Instant.MAX);
    }

    @Test
    @Tag("soak")
    @DisplayName("HT-08 for as long as the soak lasts, from an ever new seed that is told")
    void long_lane() {
        var minutes = Long.getLong("soak.minutes", 10L);
        var seed = Long.getLong("fuzz.seed", System.nanoTime());
        var started = Instant.now();
        IO.println("fuzz.seed=" + seed);
        IO.println("fuzz: " + run(new Random(seed), Integer.MAX_VALUE, started.plus(Duration.ofSeconds(minutes * 10)))
                + " requests, no fault");
    }

    private int run(Random random, int most, Instant until) {
        var rows = RouteRow.all();
        var sent = 0;
        while (sent < most && Instant.now().isBefore(until)) {
            var row = rows.get(random.nextInt(rows.size()));
            var request = mutated(random, request(random, row));
            var answer = RawHttp.send(server, request);
            assertThat(RawHttp.status(answer))
                    .as("%s%n%s", new String(request, ISO_8859_1), answer)
                    .isLessThan(500);
            assertThat(answer).as(new String(request, ISO_8859_1)).doesNotContain(leaks(request));
            sent++;
        }
        var fresh = server.client("master");
        server.token(fresh).expect(200);
        assertThat(Residents.of(server).verifyAudit().faults()).isEmpty();
        return sent;
    }

    /// What must not come back, unless it was sent.
    private List<String> leaks(byte[] request) {
        var sent = new String(request, UTF_8);
        return canaries.stream().filter(canary -> !sent.contains(canary)).toList();
    }

    private byte[] request(Random random, RouteRow row) {
        var values = Map.of(
                "realm",
                "master",
                "name",
                "master",
                "clientId",
                client.id(),
                "secretId",
                "none",
                "fresh",
                "f" + random.nextInt(50));
        var path = row.pattern();
        var body = row.body().equals("-") ? "" : row.body();
        for (var value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
            body = body.replace("{" + value.getKey() + "}", value.getValue());
        }
        path = path.replaceAll("\\{[a-zA-Z]+}", "none");
        if (random.nextInt(3) == 0) path += "?realm=master&size=3&after=" + random.nextInt();
        var authorization = authorization(random, row);
        var type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        if (random.nextInt(2) == 0) body = bait(random, body);
        return (row.method() + " "
                        + (random.nextInt(4) == 0 ? bait(random, path).replace(' ', '+') : path)
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + (random.nextInt(2) == 0 ? "Authorization: " + authorization + "\r\n" : "")
                        + "Content-Type: " + type + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }

    /// Right, or with bait in what is decoded: the pair of Basic, the header of a token.
    private String authorization(Random random, RouteRow row) {
        var bent = random.nextInt(4) == 0;
        if (row.isAdministration()) {
            var token = new Forgery(server.adminToken());
            return "Bearer " + (bent ? token.withHeader(Map.of("kid", bait(random, "0123456789"))) : token.token());
        }
        return TestServer.basic(bent ? bait(random, client.clientId()) : client.clientId(), client.secret());
    }

    private static String bait(Random random, String text) {
        var at = text.isEmpty() ? 0 : random.nextInt(text.length());
        var end = Math.min(text.length(), at + random.nextInt(4));
        return text.substring(0, at) + BAIT.get(random.nextInt(BAIT.size())) + text.substring(end);
    }

    private static byte[] mutated(Random random, byte[] request) {
        if (random.nextInt(3) > 0) return request;
        for (var times = 1 + random.nextInt(3); times > 0; times--)
            request[random.nextInt(request.length)] = (byte) random.nextInt(256);
        return request;
    }
}
