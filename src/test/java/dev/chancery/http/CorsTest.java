package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CORS")
class CorsTest {
    private final Cors cors = new Cors(Set.of("https://app.example"));
    private final TestListener server = TestListener.of(new Router()
            .get("/", request -> cors.share(request, Response.text(200, "x").with("Vary", "Accept")))
            .options("/", request -> cors.preflight(request, "GET, POST", "Authorization, Content-Type")));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("an allowed origin may read, whatever its request brought along")
    void allowed() {
        var answer = server.raw("GET / HTTP/1.1", "Origin: https://app.example").text();

        assertThat(answer)
                .contains("\r\nAccess-Control-Allow-Origin: https://app.example\r\n", "\r\nVary: Accept, Origin\r\n")
                .contains("\r\nAccess-Control-Allow-Credentials: true\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "*",
                "https://app.example.evil",
                "https://xapp.example",
                "http://app.example",
                "https://app.example:444",
                "https://APP.example",
                "https://app.example/",
                "https://app.example https://evil.example",
                "https://app.example\r\nOrigin: https://evil.example",
                ""
            })
    @DisplayName("IS-08 any other spelling may not")
    void refused(String origin) {
        var answer = server.raw("GET / HTTP/1.1", "Origin: " + origin).text();

        assertThat(answer).doesNotContain("Access-Control").contains("Vary: Accept, Origin");
    }

    @Test
    @DisplayName("a preflight is answered for an allowed origin, and tells others nothing")
    void preflight() {
        assertThat(server.raw(
                                "OPTIONS / HTTP/1.1",
                                "Origin: https://app.example",
                                "Access-Control-Request-Method: POST")
                        .text())
                .startsWith("HTTP/1.1 204")
                .contains(
                        "Access-Control-Allow-Methods: GET, POST",
                        "Access-Control-Allow-Headers: Authorization, Content-Type");
        assertThat(server.raw(
                                "OPTIONS / HTTP/1.1",
                                "Origin: https://evil.example",
                                "Access-Control-Request-Method: POST")
                        .text())
                .startsWith("HTTP/1.1 204")
                .doesNotContain("Access-Control");
    }

    @Test
    @DisplayName("IS-08 neither * nor null can be allowed")
    void wildcards() {
        assertThatThrownBy(() -> new Cors(Set.of("*"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cors(Set.of("null"))).isInstanceOf(IllegalArgumentException.class);
    }
}
