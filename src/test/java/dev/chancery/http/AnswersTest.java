package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("Answers")
class AnswersTest {

    @Test
    @DisplayName("a fault is answered with a reference only, and the log knows the rest under it")
    void fault() {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(FrontDoor.class);
        logger.addAppender(log);
        try (var server = TestListener.of(_ -> {
            throw new IllegalStateException("the secret cause");
        })) {
            var answer = server.get("/", "X-Request-Id", "mine");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"reference\":\"r1\"}");
            assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("r1");
            assertThat(log.list).hasSize(1);
            assertThat(log.list.getFirst().getFormattedMessage()).contains("r1");
            assertThat(log.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("the secret cause");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    @DisplayName("an error of the machine is a fault like any other")
    void stack_overflow() {
        try (var server = TestListener.of(new Router().get("/", _ -> {
            throw new StackOverflowError();
        }))) {
            assertThat(server.get("/").statusCode()).isEqualTo(500);
            assertThat(server.get("/absent").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("RFC 9457 a refusal is a problem with its reference, and logs no fault")
    void refusal() {
        try (var server = TestListener.of(_ -> {
            throw new HttpRefusal(429, "too often", Map.of("Retry-After", "3"));
        })) {
            var answer = server.get("/");

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
            assertThat(answer.body()).isEqualTo("{\"status\":429,\"detail\":\"too often\",\"reference\":\"r1\"}");
        }
    }

    @Test
    @DisplayName("every answer is hardened unless its handler says otherwise, and none names the server")
    void headers() {
        var router = new Router()
                .get("/plain", _ -> Response.text(200, "x"))
                .get(
                        "/own",
                        _ -> Response.html(200, "x")
                                .with("Cache-Control", "max-age=60")
                                .with("content-security-policy", "default-src 'self'"));
        try (var server = TestListener.of(settings -> settings.https(true), router)) {
            var plain = server.get("/plain").headers();
            assertThat(plain.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(plain.firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(plain.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(plain.firstValue("Content-Security-Policy"))
                    .hasValue("default-src 'none'; frame-ancestors 'none'");
            assertThat(plain.firstValue("Strict-Transport-Security"))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("max-age=31536000"));
            assertThat(plain.firstValue("Server")).isEmpty();
            assertThat(plain.firstValue("X-Powered-By")).isEmpty();

            var own = server.get("/own").headers();
            assertThat(own.allValues("Cache-Control")).containsExactly("max-age=60");
            assertThat(own.allValues("Content-Security-Policy")).containsExactly("default-src 'self'");
        }
        try (var server = TestListener.of(router)) {
            assertThat(server.get("/plain").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("id and address are bound for the log, afresh for each request")
    void scope() {
        try (var server = TestListener.of(
                _ -> Response.text(200, RequestScope.current().orElseThrow().toString()))) {
            assertThat(server.get("/").body()).isEqualTo("RequestScope[id=r1, address=127.0.0.1]");
            assertThat(server.get("/").body()).contains("r2");
            assertThat(RequestScope.current()).isEmpty();
        }
    }

    @Test
    @DisplayName("a redirect is 303, and a header value cannot break out")
    void redirect() {
        var redirect = Response.redirect(URI.create("https://app.example/cb?x=é"));
        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.headers()).containsEntry("Location", "https://app.example/cb?x=%C3%A9");
        assertThatThrownBy(() -> Response.empty(200).with("X", "a\r\nSet-Cookie: b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("every exchange is told with its route, or none")
    void exchanges() {
        var told = Collections.synchronizedList(new ArrayList<String>());
        try (var server = TestListener.of(
                settings -> settings.tell(done ->
                        told.add((done.route() == null ? "-" : done.route().pattern()) + " " + done.method() + " "
                                + done.status() + " " + done.bytes() + " " + (done.nanos() > 0))),
                new Router().get("/a/{b}", _ -> Response.empty(204)))) {
            server.get("/a/1");
            server.get("/absent");
            server.post("/a/1", "");
            server.raw("GET / HTTP/1.1", "X: \u0000");
        }
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "/a/{b} GET 204 0 true", "- GET 404 75 true", "- POST 405 76 true", "- GET 400 93 true");
    }
}
