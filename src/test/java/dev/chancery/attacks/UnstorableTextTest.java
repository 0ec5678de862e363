package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("HT-03 Texts that no column can hold are refused, wherever they stand, and never a fault")
class UnstorableTextTest {
    private static final String GRANT = "grant_type=client_credentials";
    private static final List<String> PARAMETERS =
            List.of("realm", "search", "name", "username", "email", "role", "user", "kind", "subject", "after", "size");

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("HT-03, CA-03 a NUL in Basic credentials, as it is or encoded, is invalid_client")
    void basic() {
        var master = new Protocol(server, "master");
        for (var pair : List.of("a\u0000:x", "a%00:x", "a:x%00", "a:\u0000", "%00:"))
            for (var endpoint : List.of("token", "token/introspect", "revoke")) {
                var credentials = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
                var answer = master.basic(endpoint, "Basic " + credentials, GRANT + "&token=x");
                assertThat(answer.expect(401).get("error")).as(pair).isEqualTo("invalid_client");
            }
    }

    @Test
    @DisplayName("HT-03, JW-04 a NUL in the kid of a token is a token that is not valid")
    void kid() {
        var client = server.client("master");
        var genuine = new Forgery(server.token(client).expect(200).text("access_token"));
        for (var kid : List.of("\u0000", "a\u0000b", "a\u0001b", "a\u007f")) {
            var bent = genuine.withHeader(Map.of("kid", kid));
            server.api(bent, "GET", "/api/clients", null).expect(401);
            assertThat(new Protocol(server, "master").isActive(client, bent)).isFalse();
        }
    }

    @Test
    @DisplayName("HT-03 a NUL in any path, query or member of any route is 400 or 404, and changes nothing")
    void routes() {
        server.adminToken();
        var before = Residents.of(server).rows();
        for (var row : RouteRow.all()) {
            var body = row.body().startsWith("{") ? Map.of("name", "a\u0000", "realmName", "a\u0000") : null;
            var path = row.pattern().replaceAll("\\{[a-zA-Z]+}", "a%00b");
            if (!path.equals(row.pattern())) refused(row, path, body);
            if (body != null) refused(row, row.pattern().replaceAll("\\{[a-zA-Z]+}", "none"), body);
        }
        for (var list :
                List.of("realms", "clients", "scopes", "users", "rbac/roles", "rbac/user-role-mappings", "groups"))
            for (var name : PARAMETERS)
                assertThat(server.api("GET", "/api/" + list + "?" + name + "=a%00", null)
                                .status())
                        .as("%s?%s", list, name)
                        .isIn(400, 404);
        assertThat(Residents.of(server).rows()).isEqualTo(before);
    }

    private void refused(RouteRow row, String path, Map<String, String> body) {
        var content = body == null ? "" : JsonText.of(body).replace("\u0000", "\\u0000");
        var answer = RawHttp.send(
                server,
                "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(row.method(), path, server.adminToken(), content.length(), content));
        assertThat(RawHttp.status(answer)).as(row.method() + " " + path).isIn(400, 404, 415);
    }
}
