package dev.chancery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Malformed HTTP is refused and the connection closed")
class MalformedHttpTest {
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

    private final AtomicInteger hidden = new AtomicInteger();
    private final TestListener server = TestListener.of(new Router()
            .get("/", request -> Response.text(200, request.header("X-Echo").orElse("")))
            .post("/", request -> Response.text(200, "got " + request.body().length))
            .get("/hidden", _ -> Response.text(200, "hidden " + hidden.incrementAndGet())));

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> smuggling() {
        return Stream.of(
                smuggled(
                        "CL+TE",
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                smuggled(
                        "TE+CL",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
                smuggled(
                        "TE+TE",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
                smuggled("TE: xchunked", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                smuggled(
                        "TE: chunked, identity",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
                smuggled(
                        "TE with a vertical tab",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n"),
                smuggled(
                        "space before the colon",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
                smuggled("obs-fold", "POST / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n"),
                smuggled("bare LF after the request line", "POST / HTTP/1.1\nHost: a\r\nContent-Length: 0\r\n\r\n"),
                smuggled("bare LF after a field", "POST / HTTP/1.1\r\nHost: a\nContent-Length: 0\r\n\r\n"),
                smuggled("bare LF at the head's end", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\n"),
                smuggled(
                        "bare LF after a chunk size",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\nx\r\n0\r\n\r\n"),
                smuggled(
                        "chunk extension with quotes",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a=\"\r\nx\r\n0\r\n\r\n"),
                smuggled(
                        "negative chunk size",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n"),
                smuggled(
                        "chunk size overflow",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000001\r\nx\r\n0\r\n\r\n"),
                smuggled(
                        "two Content-Lengths",
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n"),
                smuggled(
                        "the same Content-Length twice",
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n"),
                smuggled("a list of Content-Lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 0\r\n\r\n"),
                smuggled("negative Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
                smuggled("signed Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n"),
                smuggled(
                        "huge Content-Length",
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n"),
                smuggled(
                        "HTTP/1.0 with TE",
                        "POST / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                smuggled("no Host", "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
                smuggled("two Hosts", "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 0\r\n\r\n"),
                smuggled("unknown version", "POST / HTTP/1.2\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
                smuggled("version 9.9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n"),
                smuggled("HTTP/0.9", "GET /\r\n\r\n"));
    }

    private static Arguments smuggled(String name, String request) {
        return Arguments.of(name, request);
    }

    @ParameterizedTest(name = "HT-01 {0}")
    @MethodSource("smuggling")
    @DisplayName("HT-01 ambiguous framing: 400, closed, and the request behind it is never executed")
    void ht_01(String name, String request) {
        var answer = RawAnswer.to(server.port(), request + HIDDEN);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.closed()).isTrue();
        assertThat(answer.answers()).isEqualTo(1);
        assertThat(hidden).hasValue(0);
    }

    @Test
    @DisplayName("HT-01 requests that are well framed may be pipelined")
    void pipelined() {
        var answer = RawAnswer.to(
                server.port(),
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                        + "GET /hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer.answers()).isEqualTo(2);
        assertThat(answer.text()).contains("got 3").contains("hidden 1");
    }

    static Stream<String> badFields() {
        return Stream.of(
                "X-Echo: a\u0000b",
                "X-Echo: a\rb",
                "X\u0000: a",
                "X Y: a",
                "X\r: a",
                ": a",
                "no colon",
                "X-\u00e9: a",
                "(x): a",
                "X-Echo: a\u0008b");
    }

    @ParameterizedTest
    @MethodSource("badFields")
    @DisplayName("HT-03 NUL, CR or other controls in a field's name or value: 400")
    void ht_03(String field) {
        var answer = server.raw("GET / HTTP/1.1", field);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.closed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("badLines")
    @DisplayName("HT-03 a malformed request line: 400")
    void lines(String line) {
        assertThat(server.raw(line).status()).isEqualTo(400);
    }

    static Stream<String> badLines() {
        return Stream.of(
                "GET /\u0000 HTTP/1.1",
                "GET / x HTTP/1.1",
                " GET / HTTP/1.1",
                "GET / HTTP/1.1 ",
                "GET /\r/ HTTP/1.1",
                "G\u0000T / HTTP/1.1",
                "\u00ff\u00fe\u00fd",
                "GET",
                "GET http:// HTTP/1.1",
                "GET http://[::1 HTTP/1.1",
                "GET http://u:p@a/ HTTP/1.1",
                "GET /#x HTTP/1.1");
    }

    @Test
    @DisplayName("HT-05 a field that may come once is refused when it comes thrice: 400")
    void repeated() {
        assertThat(server.raw("GET / HTTP/1.1", "X-Echo: a", "X-Echo: b", "X-Echo: c")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("oddMethods")
    @DisplayName("HT-07 TRACE, CONNECT and unknown methods: 405 or 400")
    void ht_07(String line) {
        var answer = server.raw(line);

        assertThat(answer.status()).as(answer.text()).isIn(400, 405);
        assertThat(answer.text()).doesNotContain("X-Probe");
    }

    static Stream<String> oddMethods() {
        return Stream.of(
                "TRACE / HTTP/1.1\r\nX-Probe: 1",
                "CONNECT a:80 HTTP/1.1",
                "CONNECT / HTTP/1.1",
                "PROPFIND / HTTP/1.1",
                "get / HTTP/1.1",
                "Get / HTTP/1.1",
                "FOO / HTTP/1.1",
                "OPTIONS / HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "MOVE / HTTP/1.1",
                "G%45T / HTTP/1.1");
    }

    @Test
    @DisplayName("HT-07 a method given in a header field or parameter is ignored")
    void override() {
        var answer = server.raw(
                "GET /?_method=POST&X-HTTP-Method-Override=POST HTTP/1.1",
                "X-HTTP-Method-Override: POST",
                "X-HTTP-Method: POST",
                "X-Method-Override: POST");

        assertThat(answer.text()).startsWith("HTTP/1.1 200").doesNotContain("got");
    }

    @Test
    @DisplayName("an upgrade to h2c or a websocket is not taken up")
    void upgrade() {
        var h2c = RawAnswer.to(
                server.port(),
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
                        + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a\r\n\r\n");

        assertThat(h2c.status()).isEqualTo(200);
        assertThat(h2c.answers()).isEqualTo(2);
        assertThat(RawAnswer.to(server.port(), "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                        .status())
                .isIn(400, 426);
    }

    @Test
    @DisplayName("an expectation other than 100-continue is 417")
    void expectation() {
        assertThat(server.raw("POST / HTTP/1.1", "Expect: 200-maybe", "Content-Length: 0")
                        .status())
                .isIn(400, 417);
    }

    @Test
    @DisplayName("what refuses malformed HTTP tells nothing of the server and is hardened like every answer")
    void says_nothing() {
        var answer = server.raw("GET / HTTP/1.1", "X: a\u0000<script>").text();

        assertThat(answer)
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("\r\nX-Request-Id: r")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .contains("\"reference\"")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("\r\nserver:")
                .doesNotContain("script");
    }
}
