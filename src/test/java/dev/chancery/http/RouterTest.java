package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Routing")
class RouterTest {
    private final Router router = new Router()
            .get("/", _ -> Response.text(200, "root"))
            .get("/realms/{realm}", request -> Response.text(200, "realm " + request.parameter("realm")))
            .get(
                    "/realms/{name}/clients/{id}",
                    request -> Response.text(200, request.parameter("name") + "/" + request.parameter("id")))
            .post("/realms/{realm}/clients/search", _ -> Response.text(200, "search"))
            .get("/realms/master", _ -> Response.text(200, "the literal"))
            .put("/things", request -> Response.text(200, request.method()))
            .patch("/things", request -> Response.text(200, request.method()))
            .delete("/things", request -> Response.text(200, request.method()))
            .options("/things", _ -> Response.empty(204));
    private final TestListener server = TestListener.of(router);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("literal segments win over names, and names carry their decoded values")
    void matches() {
        assertThat(server.get("/").body()).isEqualTo("root");
        assertThat(server.get("/realms/master").body()).isEqualTo("the literal");
        assertThat(server.get("/realms/caf%C3%A9%20x").body()).isEqualTo("realm café x");
        assertThat(server.get("/realms/a/clients/b").body()).isEqualTo("a/b");
        assertThat(server.post("/realms/a/clients/search", "").body()).isEqualTo("search");
    }

    @Test
    @DisplayName("a literal without the method leaves the way to the name free")
    void backtracks() {
        assertThat(server.get("/realms/a/clients/search").body()).isEqualTo("a/search");
    }

    @Test
    @DisplayName("a trailing slash changes nothing")
    void trailing_slash() {
        assertThat(server.get("/realms/a/").body()).isEqualTo("realm a");
    }

    @Test
    @DisplayName("RFC 9110 §15.5.5 an unknown path is 404, §15.5.6 another method is 405 with Allow")
    void refusals() {
        assertThat(server.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(server.get("/realms").statusCode()).isEqualTo(404);
        assertThat(server.get("/realms/a/clients").statusCode()).isEqualTo(404);

        var refused = server.post("/realms/a", "");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(server.send("GET", "/things", BodyPublishers.noBody())
                        .headers()
                        .firstValue("Allow"))
                .hasValue("DELETE, OPTIONS, PATCH, PUT");
    }

    @Test
    @DisplayName("RFC 9110 §9.3.2 HEAD is answered from GET, without content")
    void head() {
        var answer = server.send("HEAD", "/realms/a", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).hasValue("7");
    }

    @Test
    @DisplayName("PUT, PATCH, DELETE and OPTIONS have routes of their own")
    void methods() {
        for (var method : new String[] {"PUT", "PATCH", "DELETE"})
            assertThat(server.send(method, "/things", BodyPublishers.noBody()).body())
                    .isEqualTo(method);
        assertThat(server.send("OPTIONS", "/things", BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("every route is listed, and none can be given twice")
    void lists() {
        assertThat(router.routes()).hasSize(9);
        assertThat(router.routes().getFirst().pattern()).isEqualTo("/");
        assertThatThrownBy(() -> router.get("/realms/{other}", _ -> Response.empty(200)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("what a handler throws is rendered by the router's own renderer")
    void renders() {
        var own = new Router()
                .get("/refuse", _ -> {
                    throw new HttpRefusal(409, "no", Map.of());
                })
                .onError((request, thrown) -> Response.text(418, request.path() + " " + thrown.getMessage()));
        try (var other = TestListener.of(own)) {
            assertThat(other.get("/refuse").body()).isEqualTo("/refuse no");
            assertThat(other.get("/absent").statusCode()).isEqualTo(418);
        }
    }
}
