package dev.chancery.pages;

import static dev.chancery.pages.PagesTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.http.StaticFiles;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files that pages are made with")
class StaticFilesTest {
    private static PageServer server;

    @BeforeAll
    static void open() {
        server = new PageServer(Map.of());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @DisplayName("are kept for good at the address that pages name, as what they are")
    @CsvSource({"chancery.css, text/css;charset=utf-8", "icon.svg, image/svg+xml"})
    void kept(String name, String type) {
        var address = new StaticFiles("").address(name);
        assertThat(address).matches("/static/[a-z.]+\\?v=[0-9a-f]{16}");

        var answer = server.get(address);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotBlank();
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @DisplayName("are asked for again at an address of another release, or of none")
    @ValueSource(strings = {"", "?v=0123456789abcdef", "?v"})
    void other_release(String query) {
        var answer = server.get("/static/chancery.css" + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @DisplayName("are those that are named, and nothing else that lies beside them")
    @ValueSource(
            strings = {
                "/static/",
                "/static/chancery.css.bak",
                "/static/CHANCERY.CSS",
                "/static/..%2fmessages%2flogin.properties",
                "/static/%2e%2e/messages/login.properties",
                "/static/../messages/login.properties",
                "/static/messages/login.properties",
                "/static/chancery.css%00.svg",
                "/static/.."
            })
    void nothing_else(String path) {
        assertThat(server.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    @DisplayName("lie under the path that the server is reached by")
    void base() {
        assertThat(new StaticFiles("/id").address("icon.svg")).startsWith("/id/static/icon.svg?v=");
    }
}
