package dev.chancery.attacks;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.db.TestDatabases;
import dev.chancery.json.JsonText;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-01, AD-22 kill -9 while a realm's document is applied")
class KilledApplyTest {
    private static final int THINGS = 200;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @DisplayName("the realm is as before or as after, never in between")
    void all_or_nothing() throws Exception {
        var folder = TestDatabases.folder();
        for (var pause : List.of(20, 150, 600)) {
            var before = roles(folder);
            assertThat(before).isIn(0, THINGS);
            if (before == THINGS) return;
            killed(folder, pause);
        }
        assertThat(roles(folder)).isIn(0, THINGS);
    }

    private void killed(Path folder, int milliseconds) throws Exception {
        var roles = IntStream.range(0, THINGS)
                .mapToObj(i -> Map.of("name", "r" + i))
                .toList();
        try (var server = ServerProcess.start(folder)) {
            var request = api(server)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(JsonText.of(Map.of("roles", roles))));
            var sent = http.sendAsync(request.build(), BodyHandlers.ofString());
            MILLISECONDS.sleep(milliseconds);
            server.kill();
            sent.handle((_, _) -> true).join();
        }
    }

    /// Of the document, that the realm has; none, when there is no realm.
    private int roles(Path folder) throws Exception {
        try (var server = ServerProcess.start(folder)) {
            var answer = http.send(api(server).GET().build(), BodyHandlers.ofString());
            if (answer.statusCode() == 404) return 0;
            return (int) JsonText.MAPPER
                    .readTree(answer.body())
                    .path("roles")
                    .valueStream()
                    .filter(role -> role.path("name").asString().matches("r\\d+"))
                    .count();
        }
    }

    private HttpRequest.Builder api(ServerProcess server) throws Exception {
        var secret = URLEncoder.encode(Ledger.SECRET, StandardCharsets.UTF_8);
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(Ledger.CLIENT, secret);
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        var answer = http.send(request.build(), BodyHandlers.ofString()).body();
        var token = JsonText.MAPPER.readTree(answer).path("access_token").asString();
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/realms/killed/configuration"))
                .header("Authorization", "Bearer " + token);
    }
}
