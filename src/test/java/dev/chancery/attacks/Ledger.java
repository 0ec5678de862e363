package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.type.TypeReference;

/// Every change that a server has acknowledged, to be asked for again after it was killed.
final class Ledger {
    static final String CLIENT = "ledger";
    static final String SECRET = "a secret for the ledger, long enough";

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger number = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> clients = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> revoked = new ConcurrentLinkedQueue<>();

    int size() {
        return clients.size() + revoked.size();
    }

    /// As many threads as said register clients and revoke tokens until the server is gone.
    Writers write(ServerProcess server, int threads) throws IOException, InterruptedException {
        var token = token(server);
        var writers = new Writers(Executors.newFixedThreadPool(threads), new CountDownLatch(5));
        for (var i = 0; i < threads; i++)
            writers.threads.execute(() -> {
                try {
                    while (true) {
                        register(server, token);
                        revoke(server);
                        writers.acknowledged.countDown();
                    }
                } catch (IOException killed) {
                    writers.acknowledged.countDown();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        return writers;
    }

    void check(ServerProcess server) throws IOException, InterruptedException {
        look(server, List.copyOf(clients), List.copyOf(revoked));
    }

    /// The newest ones, which a crash would lose first.
    void checkSome(ServerProcess server) throws IOException, InterruptedException {
        look(server, newest(clients), newest(revoked));
    }

    private static List<String> newest(ConcurrentLinkedQueue<String> all) {
        var list = new ArrayList<>(all);
        return list.subList(Math.max(0, list.size() - 20), list.size());
    }

    private void look(ServerProcess server, List<String> expected, List<String> dead)
            throws IOException, InterruptedException {
        if (expected.isEmpty()) return;
        var token = token(server);
        for (var client : expected)
            assertThat(send(api(server, token, "GET", "/api/clients/" + client, ""))
                            .statusCode())
                    .as("the client %s, whose registration was acknowledged", client)
                    .isEqualTo(200);
        for (var each : dead)
            assertThat(text(server, "token/introspect", each))
                    .as("a token whose revocation was acknowledged")
                    .contains("\"active\":false");
    }

    private void register(ServerProcess server, String token) throws IOException, InterruptedException {
        var id = "c-" + number.incrementAndGet();
        var wish = Map.of("realmName", "master", "clientId", id, "grantTypes", List.of("client_credentials"));
        if (send(api(server, token, "POST", "/api/clients", JsonText.of(wish))).statusCode() == 201) clients.add(id);
    }

    private void revoke(ServerProcess server) throws IOException, InterruptedException {
        var token = token(server);
        var form = Map.of("client_id", CLIENT, "client_secret", SECRET, "token", token);
        if (send(form(server, "revoke", form)).statusCode() == 200) revoked.add(token);
    }

    private String token(ServerProcess server) throws IOException, InterruptedException {
        var form = Map.of("client_id", CLIENT, "client_secret", SECRET, "grant_type", "client_credentials");
        var answer = send(form(server, "token", form));
        var members = JsonText.MAPPER.readValue(answer.body(), new TypeReference<Map<String, Object>>() {});
        return String.valueOf(members.get("access_token"));
    }

    private String text(ServerProcess server, String endpoint, String token) throws IOException, InterruptedException {
        var form = Map.of("client_id", CLIENT, "client_secret", SECRET, "token", token);
        return new String(send(form(server, endpoint, form)).body(), UTF_8);
    }

    private static HttpRequest form(ServerProcess server, String endpoint, Map<String, String> form) {
        return request(server, "/realms/master/protocol/openid-connect/" + endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestServer.encoded(form)))
                .build();
    }

    private static HttpRequest api(ServerProcess server, String token, String method, String path, String json) {
        return request(server, path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
    }

    private static HttpRequest.Builder request(ServerProcess server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    record Writers(ExecutorService threads, CountDownLatch acknowledged) implements AutoCloseable {

        /// Until the first few rounds are done.
        void begun() throws InterruptedException {
            acknowledged.await();
        }

        @Override
        public void close() {
            threads.close();
        }
    }
}
