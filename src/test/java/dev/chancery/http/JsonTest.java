package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JSON is read strictly: RFC 8259, RFC 7493")
class JsonTest {
    record Wish(
            @Nullable String name,
            int count,
            boolean enabled,
            @Nullable List<Wish> more) {}

    private final TestListener server = TestListener.of(new Router()
            .post("/wish", request -> Response.json(200, Json.read(request, Wish.class)))
            .post(
                    "/tree",
                    request -> Response.json(
                            200, Json.tree(request, "application/json", "application/merge-patch+json"))));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("a record is read and written back")
    void reads() {
        var json = "{\"name\":\"é\\n\\u00e9\\ud83d\\ude00\",\"count\":1,\"enabled\":true,\"more\":null}";

        var answer = server.post("/wish", json, "Content-Type", "application/json; charset=utf-8");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"name\":\"é\\né😀\",\"count\":1,\"enabled\":true,\"more\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nonsense",
                "{\"name\":\"a\"} x",
                "{\"name\":\"a\"}{}",
                "{\"count\":1,\"count\":2}",
                "{'name':'a'}",
                "{name:1}",
                "{\"name\":\"a\",}",
                "{\"count\":NaN}",
                "{\"count\":01}",
                "/* */{}",
                "null",
                "[]",
                "\"x\"",
                "{\"name\":\"a\\u0000\"}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\udc00\\ud800\"}",
                "{\"\\ud800x\":1}",
                "{\"name\":\"\t\"}",
                "\ufeff{}",
                "{\"count\":1e999999999}",
                "{\"count\":99999999999}"
            })
    @DisplayName("what is malformed, repeated, trailing, or cannot be stored is 400")
    void malformed(String json) {
        assertThat(server.post("/wish", json, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"unknown\":1} | unknown",
                "{\"count\":\"1\"} | count",
                "{\"count\":1.5} | count",
                "{\"count\":null} | count",
                "{\"count\":true} | count",
                "{\"count\":2147483648} | count",
                "{\"count\":9223372036854775808} | count",
                "{\"more\":[{\"count\":9223372036854775808}]} | more[0].count",
                "{\"enabled\":\"true\"} | enabled",
                "{\"enabled\":1} | enabled",
                "{\"name\":1} | name",
                "{\"name\":true} | name",
                "{\"name\":{}} | name",
                "{\"more\":[{\"count\":1},{\"count\":\"x\"}]} | more[1].count",
                "{\"more\":{}} | more",
            })
    @DisplayName("a member that is unknown or of another type is 400 and named, its value not repeated")
    void members(String json, String member) {
        var answer = server.post("/wish", json, "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"wrong member: " + member + "\"").doesNotContain("dev.chancery");
    }

    @Test
    @DisplayName("what is not JSON is 400, and the place is named")
    void malformed() {
        var answer = server.post("/wish", "{\"count\": 1,\n }", "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the content is not JSON: see line 2, column 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wish", "/tree"})
    @DisplayName("depth, numbers and names are bounded, and duplicates refused in trees too")
    void bounds(String path) {
        for (var json : List.of(
                "[".repeat(51) + "]".repeat(51),
                "{\"a\":".repeat(51) + "1" + "}".repeat(51),
                "{\"count\":" + "1".repeat(101) + "}",
                "{\"" + "x".repeat(2_000) + "\":1}",
                "{\"a\":1,\"a\":2}"))
            assertThat(server.post(path, json, "Content-Type", "application/json")
                            .statusCode())
                    .isEqualTo(400);
    }

    @Test
    @DisplayName("octets that are not UTF-8 are 400")
    void octets() {
        var body = BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'});
        assertThat(server.send("POST", "/tree", body, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("another media type is 415")
    void media_type() {
        assertThat(server.post("/wish", "{}", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(server.post("/wish", "{}").statusCode()).isEqualTo(415);
        assertThat(server.post("/tree", "{\"a\":null}", "Content-Type", "application/merge-patch+json")
                        .body())
                .isEqualTo("{\"a\":null}");
    }
}
