package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("IS The issuer, its metadata, and who may read across origins")
class IssuerTest {
    private static final String PUBLIC_URL = "https://login.example.com/sso";

    @RegisterExtension
    static final TestServer SERVER = new TestServer().with(Setting.PUBLIC_URL, PUBLIC_URL);

    private static final String METADATA = "/realms/master/.well-known/openid-configuration";
    private static final String KEYS = "/realms/master/protocol/openid-connect/certs";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: 1",
                "Host: localhost\r\nX-Forwarded-Prefix: /evil",
                "Host: localhost\r\nForwarded: for=1.2.3.4;host=evil.example;proto=http",
                "Host: evil.example:99\r\nX-Original-URL: /evil\r\nX-Rewrite-URL: /evil"
            })
    @DisplayName("IS-01, IS-02 issuer, links and keys are the same whatever the request claims about the address")
    void configured(String headers) {
        for (var path : List.of(METADATA, KEYS, "/realms/master")) {
            var plain = SERVER.get(path).expect(200).body();
            var claimed =
                    RawHttp.send(SERVER, "GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
            assertThat(RawHttp.body(claimed)).as(headers).isEqualTo(plain);
        }
    }

    @Test
    @DisplayName("IS-01 an address in absolute form changes nothing, and Location is ours or relative")
    void absolute() {
        var target =
                "GET http://evil.example" + METADATA + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        assertThat(RawHttp.send(SERVER, target)).doesNotContain("evil.example");

        var json = "{\"realmName\":\"master\",\"grantTypes\":[\"client_credentials\"]}";
        var created = RawHttp.send(
                SERVER,
                "POST /api/clients HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nAuthorization: Bearer "
                        + SERVER.adminToken() + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                        + "\r\nConnection: close\r\n\r\n" + json);
        assertThat(created).startsWith("HTTP/1.1 201").contains("Location: ").doesNotContain("evil.example");
    }

    @Test
    @DisplayName("IS-01 the issuer of a token is the configured one")
    void tokens() {
        var client = SERVER.client("master");
        assertThat(SERVER.token(client).expect(200).claims()).containsEntry("iss", PUBLIC_URL + "/realms/master");
    }

    @Test
    @DisplayName("IS-02 a query does not change metadata or keys, and no answer may be kept as another's")
    void cache() {
        for (var path : List.of(METADATA, KEYS)) {
            var plain = SERVER.get(path).expect(200);
            for (var query : List.of("?x=1", "?callback=evil", "?realm=other", "?kid=../x"))
                assertThat(SERVER.get(path + query).expect(200).body()).isEqualTo(plain.body());
            assertThat(plain.header("Cache-Control")).isNotEmpty();
        }
    }

    @Test
    @DisplayName("IS-06 all addresses of the metadata, under every alias, name one issuer")
    void one_issuer() {
        for (var alias : List.of("", "/auth"))
            for (var path : List.of(
                    METADATA,
                    "/realms/master/.well-known/oauth-authorization-server",
                    "/.well-known/oauth-authorization-server/realms/master",
                    "/.well-known/openid-configuration/realms/master"))
                assertThat(SERVER.get(alias + path).expect(200).get("issuer"))
                        .as(alias + path)
                        .isEqualTo(PUBLIC_URL + "/realms/master");
    }

    @Test
    @DisplayName("IS-07 the JWKS holds public parts only, and every token's key")
    void public_keys() {
        for (var algorithm : List.of("RS256", "PS256", "ES256", "EdDSA")) {
            var realm =
                    SERVER.realm("is-" + algorithm.toLowerCase(Locale.ROOT), Map.of("signatureAlgorithm", algorithm));
            var token = SERVER.token(SERVER.client(realm)).expect(200).text("access_token");
            var kids = new HashSet<>();
            var keys = SERVER.get("/realms/" + realm + "/protocol/openid-connect/certs")
                    .expect(200);
            for (var key : (List<?>) keys.get("keys")) {
                var members = (Map<?, ?>) key;
                assertThat(members.keySet().toString()).doesNotContainPattern("\\b(d|p|q|dp|dq|qi|k|oth)\\b");
                kids.add(members.get("kid"));
            }
            assertThat(kids).contains(new Forgery(token).headerMembers().get("kid"));
        }
    }

    @Test
    @DisplayName("IS-07 everything that is advertised works: endpoints, grant types, methods of authentication")
    void truth() {
        var server = new TestServer().start();
        try (server) {
            var metadata = server.get(METADATA).expect(200);
            assertThat(metadata.json()
                            .get("id_token_signing_alg_values_supported")
                            .toString())
                    .doesNotContainIgnoringCase("none");
            assertThat(metadata.body()).doesNotContain("HS256");
            for (var member : metadata.json().entrySet())
                if (member.getKey().endsWith("_endpoint") || member.getKey().equals("jwks_uri"))
                    assertThat(exists(server, member.getValue().toString()))
                            .as(member.toString())
                            .isTrue();
            var client = server.client("master");
            for (var grant : (List<?>) metadata.get("grant_types_supported"))
                assertThat(server.token(client, Map.of("grant_type", grant.toString()))
                                .body())
                        .doesNotContain("unsupported_grant_type");
            var realm = new Protocol(server, "master");
            var form = "grant_type=client_credentials";
            assertThat((List<Object>) (List<?>) metadata.get("token_endpoint_auth_methods_supported"))
                    .contains("client_secret_basic", "client_secret_post", "none");
            realm.basic("token", TestServer.basic(client.clientId(), client.secret()), form)
                    .expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example", "null", "https://app.example.com.evil.example", "https://evilapp.example.com",
                "http://app.example.com", "https://app.example.com:444", "https://APP.example.com", "*",
                "https://app.example.com/"
            })
    @DisplayName("IS-08 only the client's exact origins may read its token answers")
    void origins(String origin) {
        var client = SERVER.client("master", Map.of("webOrigins", List.of("https://app.example.com")));

        var refused = from(origin, client);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(refused.header("Access-Control-Allow-Credentials")).isEmpty();
        var allowed = from("https://app.example.com", client);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(allowed.header("Vary")).containsIgnoringCase("Origin");
    }

    private static Answer from(String origin, TestServer.TestClient client) {
        return SERVER.send(SERVER.request(new Protocol(SERVER, "master").path("token"))
                .header("Origin", origin)
                .header("Authorization", TestServer.basic(client.clientId(), client.secret()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
    }

    private static boolean exists(TestServer server, String url) {
        var path = url.substring(server.server().publicUrl().length());
        return server.get(path).status() != 404;
    }
}
