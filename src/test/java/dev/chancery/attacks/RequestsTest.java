package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("HT, RU Odd requests to the whole server, and redirect URIs that cannot be registered")
class RequestsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearer\t%s",
                "Bearer  %s",
                "Bearer",
                "Bearer ",
                "Basic",
                "Basic ",
                "Bearer %s, Bearer %s",
                "%s",
                "Token %s",
                "Bearer=%s",
                "Bearer %s x"
            })
    @DisplayName("HT-05 an Authorization field of another form is 401 or 400 at the API, never a fault")
    void authorization(String form) {
        var header = form.replace("%s", SERVER.adminToken());
        var answer = RawHttp.send(
                SERVER,
                "GET /api/clients HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: " + header
                        + "\r\n\r\n");
        assertThat(RawHttp.status(answer)).as(answer).isIn(400, 401);
    }

    @Test
    @DisplayName("HT-05 the field given thrice is 400, of 1 MiB 431, and in lower case it works")
    void repeated() {
        var line = "Authorization: Bearer " + SERVER.adminToken() + "\r\n";
        var start = "GET /api/clients HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        assertThat(RawHttp.status(RawHttp.send(SERVER, start + line.repeat(3) + "\r\n")))
                .isEqualTo(400);
        var huge = "Authorization: Bearer " + "x".repeat(1 << 20) + "\r\n";
        assertThat(RawHttp.status(RawHttp.send(SERVER, start + huge + "\r\n"))).isIn(0, 431);
        assertThat(RawHttp.status(RawHttp.send(SERVER, start + line.replace("Bearer", "bearer") + "\r\n")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/clients", "/api;x/clients", "/%61pi/clients", "/./api/clients", "/x/../api/clients",
                "/..;/api/clients", "/api%2Fclients", "/api//clients", "/API/clients", "/api/clients%00",
                "/auth/auth/api/clients", "/api/clients/.", "/realms/..%2fapi/clients"
            })
    @DisplayName("HT-06 another spelling of a route is 404 or 400, even for its administrator")
    void spellings(String path) {
        var answer = RawHttp.send(
                SERVER,
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + SERVER.adminToken() + "\r\n\r\n");
        assertThat(RawHttp.status(answer)).as(answer).isIn(400, 404);
    }

    @Test
    @DisplayName("HT-02 HTTP/2 is not spoken in the clear: neither its preface nor an upgrade is taken")
    void http2() {
        var preface = RawHttp.send(SERVER, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        assertThat(RawHttp.status(preface)).isIn(0, 400, 426, 505);
        var upgrade = RawHttp.send(
                SERVER,
                "GET /realms/master HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
        assertThat(RawHttp.status(upgrade)).isNotEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "BREW", "get", "PROPFIND"})
    @DisplayName("HT-07 methods without a route are refused, and none can be put on by a header field or parameter")
    void methods(String method) {
        var answer =
                RawHttp.send(SERVER, method + " /api/clients HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(RawHttp.status(answer)).as(answer).isIn(400, 404, 405, 501);

        var client = SERVER.client("master");
        SERVER.send(SERVER.request("/api/clients/" + client.id() + "?_method=DELETE")
                        .header("X-HTTP-Method-Override", "DELETE")
                        .header("Authorization", "Bearer " + SERVER.adminToken()))
                .expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*",
                "https://*.example.com/cb",
                "https://example.com/*/cb",
                "https://example.com/cb*",
                "https://example.com/cb?x=*",
                "https://exa*mple.com/cb",
                "*/*",
                "https://example.com/**"
            })
    @DisplayName("RU-07, D9 a wildcard anywhere but at the end of the path cannot be registered")
    void wildcards(String uri) {
        refused(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=x", "state=y", "iss=z", "a=b&code=x", "CODE=x", "error=1", "access_token=1"})
    @DisplayName("RU-11 a registered URI cannot bring parameters of the answer along")
    void answer_parameters(String query) {
        refused("https://example.com/cb?" + query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "blob:https://x/y",
                "file:///etc/passwd",
                " javascript:alert(1)",
                "\tjavascript:alert(1)",
                "https://app@evil.example/",
                "https://a:b@example.com/",
                "https://evil.example\\@example.com/",
                "https:///evil",
                "https:evil",
                "//evil",
                "http://[::1%25evil]/",
                "https://example.com/cb#x",
                "https://example.com/cb/../x",
                "https://example.com/cb/..;/x",
                "https://example.com/%2e%2e%2fx",
                "https://example.com/..%5cx",
                "http://example.com/cb",
                "app:/cb"
            })
    @DisplayName("RU-03, RU-04, RU-05, RU-06, RU-08 URIs that lead elsewhere cannot be registered")
    void dangerous(String uri) {
        refused(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/\r\nX: y", "https://a.example/\nX: y", "https://a.example\r/", "\n"})
    @DisplayName("XS-06 an address with a line break cannot be saved, whatever it is for")
    void line_breaks(String address) {
        refused(address);
        for (var member : List.of("rootUrl", "homeUrl")) refused(member, address);
        refused("webOrigins", List.of(address));
    }

    private static void refused(String member, Object value) {
        var wish = Map.of("realmName", "master", "grantTypes", List.of("client_credentials"), member, value);
        assertThat(SERVER.api("POST", "/api/clients", wish).expect(400).body()).contains(member);
    }

    private static void refused(String uri) {
        for (var member : List.of("redirectUris", "postLogoutRedirectUris")) refused(member, List.of(uri));
    }
}
