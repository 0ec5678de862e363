package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("DS Everything that arrives is bounded")
class SizesTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Protocol master = new Protocol(SERVER, "master");

    @Test
    @DisplayName("DS-01 content over 8 KiB is 413 at the token endpoint, over 64 KiB at the API, chunked or not")
    void content() {
        var form = "grant_type=client_credentials&x=";
        assertThat(master.raw("token", form + "a".repeat(8 * 1024)).status()).isEqualTo(413);
        assertThat(master.raw("token", form + "a".repeat(8 * 1024 - form.length()))
                        .status())
                .isEqualTo(401);
        var wish = Map.of("realmName", "master", "name", "x".repeat(64 * 1024), "grantTypes", List.of());
        assertThat(SERVER.api("POST", "/api/clients", wish).status()).isEqualTo(413);

        var bytes = (form + "a".repeat(100_000)).getBytes(UTF_8);
        var chunked = SERVER.send(SERVER.request(master.path("token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    @DisplayName("DS-02 1,001 parameters are 400, 1,000 header fields 431, an address of 64 KiB 414")
    void numbers() {
        var fields = new StringBuilder("grant_type=client_credentials");
        IntStream.range(0, 1_001).forEach(i -> fields.append('&').append(i).append('='));
        assertThat(master.raw("token", fields.toString()).status()).isEqualTo(400);

        var head = new StringBuilder("GET /realms/master HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        IntStream.range(0, 1_000).forEach(i -> head.append("X-").append(i).append(": 12345678901234567890\r\n"));
        assertThat(RawHttp.status(RawHttp.send(SERVER, head + "\r\n"))).isEqualTo(431);
        var address = "GET /realms/master?" + "x".repeat(65_536) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(RawHttp.status(RawHttp.send(SERVER, address))).isEqualTo(414);
    }

    @Test
    @DisplayName("DS-03 a scope of 2,500 words, or of one very long word, is invalid_scope")
    void scopes() {
        var client = SERVER.client("master");
        for (var scope : List.of("a ".repeat(2_500), "a".repeat(7_000), " ".repeat(2_000) + "b")) {
            var answer = SERVER.token(client, Map.of("scope", scope)).expect(400);
            assertThat(answer.get("error")).isEqualTo("invalid_scope");
            assertThat(answer.body().length()).isLessThan(1_000);
        }
    }

    @Test
    @DisplayName("DS-05 compressed content is 415, never unpacked")
    void compressed() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[1 << 20]);
        }
        for (var path : List.of(master.path("token"), "/api/clients")) {
            var answer = SERVER.send(SERVER.request(path)
                    .header("Content-Encoding", "gzip")
                    .header("Authorization", "Bearer " + SERVER.adminToken())
                    .header(
                            "Content-Type",
                            path.startsWith("/api") ? "application/json" : "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofByteArray(bomb.toByteArray())));
            assertThat(answer.status()).isEqualTo(415);
        }
    }

    @Test
    @DisplayName("DS-06 no regular expression of the sources repeats a repetition")
    void regular_expressions() throws IOException {
        var nested = Pattern.compile("[+*}]\\)[+*{]");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList())
                assertThat(literals(Files.readString(file))).as(file.toString()).noneMatch(nested.asPredicate());
        }
    }

    static Stream<String> odd() {
        return Stream.of(
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "{\"realmName\":\"master\",\"notBefore\":" + "9".repeat(50_000) + "}",
                "{\"realmName\":\"master\",\"notBefore\":1e999}",
                "{\"realmName\":\"master\",\"notBefore\":1.5}",
                "{\"realmName\":\"master\",\"realmName\":\"alpha\",\"grantTypes\":[]}",
                "{\"realmName\":\"master\",\"grantTypes\":\"client_credentials\"}",
                "{\"realmName\":\"\\ud800\",\"grantTypes\":[]}",
                "{\"" + "n".repeat(5_000) + "\":1}",
                "{} {}",
                "null",
                "[]",
                "7",
                "\"\"",
                "\uFEFF{}",
                "");
    }

    @ParameterizedTest
    @MethodSource("odd")
    @DisplayName("DS-07 JSON that is too deep, too long, doubled or of another form is 400")
    void json(String content) {
        var answer = SERVER.send(SERVER.request("/api/clients")
                .header("Authorization", "Bearer " + SERVER.adminToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(content)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("Exception", "tools.jackson", "\tat ");
    }

    @Test
    @DisplayName("DS-13 names made to collide are bounded in number before they are looked up, in forms and in JSON")
    void collisions() {
        var form = new StringBuilder("grant_type=x");
        var json = new StringBuilder("{\"realmName\":\"master\"");
        for (var i = 0; i < 1 << 11; i++) {
            var name = colliding(i);
            form.append('&').append(name).append('=');
            json.append(",\"").append(name).append("\":1");
        }
        assertThat(master.raw("token", form.toString()).status()).isIn(400, 413);
        assertThat(post(json.append('}').toString()).status()).isEqualTo(400);
    }

    /// Eleven pairs of "Aa" and "BB", which hash alike.
    private static String colliding(int number) {
        return IntStream.range(0, 11)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .reduce("", String::concat);
    }

    private static Answer post(String json) {
        return SERVER.send(SERVER.request("/api/clients")
                .header("Authorization", "Bearer " + SERVER.adminToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static List<String> literals(String source) {
        return Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"")
                .matcher(source)
                .results()
                .map(result -> result.group())
                .toList();
    }
}
