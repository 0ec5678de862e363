package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("HT-06 one canonical path before routing and authorization")
class CanonicalPathTest {
    private final TestListener server = TestListener.of(
            settings -> settings.aliases(List.of("/auth")),
            new Router()
                    .get("/", _ -> Response.text(200, "root"))
                    .get("/admin", _ -> Response.text(200, "admin"))
                    .get(
                            "/admin/{name}",
                            request -> Response.text(200, request.path() + " " + request.parameter("name")))
                    .get("/admin/{name}/x", _ -> Response.text(200, "x")));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//admin",
                "///admin",
                "/admin//x",
                "/admin//",
                "/./admin",
                "/admin/.",
                "/admin/..",
                "/x/../admin",
                "/../admin",
                "/%2e/admin",
                "/x/%2e%2e/admin",
                "/x/.%2E/admin",
                "/..;/admin",
                "/admin;x",
                "/admin;jsessionid=1",
                "/;/admin",
                "/admin/a%2fb",
                "/admin/a%2Fx",
                "/admin%2fx",
                "/admin/a%5cb",
                "/admin/a\\b",
                "/admin/a%00",
                "/admin/%0d%0aSet-Cookie:a=b",
                "/admin/%7f",
                "/admin/a%",
                "/admin/a%2",
                "/admin/a%zz",
                "/admin/a%u0041",
                "/admin/a%c0%af",
                "/admin/a%ff",
                "/admin/a%ed%a0%80",
                "/admin/%c3",
                "/admin/a\"b",
                "/admin/<x>",
                "/admin/{x}",
                "/admin/a|b",
                "/admin/a^b",
                "/admin/`x`",
                "/%61dmin",
                "/adm%69n",
                "/admin/%61",
                "/admin/b%5A",
                "/admin/%7Eb",
                "/admin/a%2db",
                "/admin/%2E",
                "/admin/a%5f",
                "/admin/%3",
                "/%2561dmin",
                "/ADMIN",
                "/admin/caf\u00e9",
                "/admin/\u00ff\u00fe",
                "admin",
                "*",
                "/auth/auth/admin",
                "/authadmin",
                "/auth//admin",
                "//auth/admin",
                "/%61uth/admin",
            })
    @DisplayName("another spelling is 400 or 404")
    void refused(String path) {
        assertThat(server.raw("GET " + path + " HTTP/1.1").status()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "/admin, admin",
        "/admin/, admin",
        "/auth, root",
        "/auth/, root",
        "/auth/admin, admin",
        "/auth/admin/a, /admin/a a",
        "/admin/a%20b, /admin/a%20b a b",
        "/admin/caf%C3%A9, /admin/caf%C3%A9 café",
        "/admin/%252e%252e, /admin/%252e%252e %2e%2e",
        "/admin/50%25, /admin/50%25 50%",
        "/admin/a+b:c@d=e!$&'()*~, /admin/a+b:c@d=e!$&'()*~ a+b:c@d=e!$&'()*~",
        "/admin/.well-known, /admin/.well-known .well-known",
        "/admin/..., /admin/... ...",
        "http://evil.example/admin, admin",
    })
    @DisplayName("the canonical one is answered, its parameters decoded once")
    void answered(String path, String body) {
        var line = "GET " + path + " HTTP/1.1\r\nHost: " + (path.startsWith("http:") ? "evil.example" : "a");

        var answer = RawAnswer.to(server.port(), line + "\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(
                        answer.text().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                        java.nio.charset.StandardCharsets.UTF_8))
                .endsWith("\r\n\r\n" + body);
    }

    @Test
    @DisplayName("a query that is not plain ASCII is 400")
    void query() {
        assertThat(server.raw("GET /admin?x=\u00e9 HTTP/1.1").status()).isEqualTo(400);
        assertThat(server.raw("GET /admin?x=/../%2f;a HTTP/1.1").status()).isEqualTo(200);
    }
}
