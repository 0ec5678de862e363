package dev.chancery.api;

import static dev.chancery.api.Callers.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Mappers that say how somebody signed in, and as whom")
class SignInMappersTest {
    private static final String SALT = "0123456789abcdef";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private static Map<String, Object> mapper(String type, String claim, Map<String, String> config) {
        var mapper = new HashMap<String, Object>(Map.of("name", claim + " by " + type, "type", type, "config", config));
        if (!claim.isEmpty()) mapper.put("claim", claim);
        return mapper;
    }

    private static Map<String, Object> pairwise(Map<String, String> more) {
        var config = new HashMap<>(Map.of("salt", SALT));
        config.putAll(more);
        return mapper("pairwise-subject", "", config);
    }

    private TestClient signingIn(String realm, Map<String, ?> more) {
        var members = new HashMap<String, Object>(Map.of("grantTypes", List.of("password")));
        members.putAll(more);
        return server.client(realm, members);
    }

    private String token(TestClient client, String username) {
        var wish = Map.of(
                "grant_type",
                "password",
                "client_id",
                client.clientId(),
                "client_secret",
                client.secret(),
                "username",
                username,
                "password",
                Callers.PASSWORD);
        return server.tokenRequest(client.realm(), wish).expect(200).text("access_token");
    }

    private Map<String, Object> introspected(TestClient client, String token) {
        var form = Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token);
        return server.form("/realms/" + client.realm() + "/protocol/openid-connect/token/introspect", form)
                .expect(200)
                .json();
    }

    @Test
    @DisplayName("TK-15 acr tells that it was a password alone; a client on its own behalf has signed nobody in")
    void level() {
        var realm = server.realm("levels");
        Callers.person(server, realm, "ada");

        assertThat(Answer.claimsOf(token(signingIn(realm, Map.of()), "ada"))).containsEntry("acr", "1");
        assertThat(server.token(server.client(realm)).expect(200).claims()).doesNotContainKey("acr");
    }

    @Test
    @DisplayName("session-note says of each request who asked, and from where")
    void notes() {
        try (var behind =
                new TestServer().with(Setting.TRUSTED_PROXIES, "127.0.0.1/32").start()) {
            var client = behind.client(
                    behind.realm("noted"),
                    Map.of(
                            "mappers",
                            List.of(
                                    mapper("session-note", "from", Map.of("note", "clientAddress")),
                                    mapper("session-note", "by", Map.of("note", "client_id")),
                                    mapper("session-note", "nothing", Map.of("note", "unheard-of")))));
            var form = TestServer.encoded(Map.of(
                    "grant_type",
                    "client_credentials",
                    "client_id",
                    client.clientId(),
                    "client_secret",
                    client.secret()));
            for (var address : List.of("192.0.2.1", "192.0.2.2"))
                assertThat(behind.send(behind.request("/realms/noted/protocol/openid-connect/token")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .header("X-Forwarded-For", address)
                                        .POST(BodyPublishers.ofString(form)))
                                .expect(200)
                                .claims())
                        .containsEntry("from", address)
                        .containsEntry("by", client.clientId())
                        .doesNotContainKey("nothing");
        }
    }

    @Test
    @DisplayName("OpenID Connect Core §8.1 each sector has its own sub for a person, always the same")
    void sectors() throws GeneralSecurityException {
        var realm = server.realm("sectors");
        var id = Callers.person(server, realm, "ada");
        var callback = List.of("https://app.example.com/callback");
        var first = signingIn(realm, Map.of("mappers", List.of(pairwise(Map.of())), "redirectUris", callback));
        var second = signingIn(realm, Map.of("mappers", List.of(pairwise(Map.of("sector", "app.example.com")))));
        var elsewhere = signingIn(realm, Map.of("mappers", List.of(pairwise(Map.of("sector", "other.example.com")))));
        var alone = signingIn(realm, Map.of("mappers", List.of(pairwise(Map.of()))));
        var open = signingIn(realm, Map.of());

        var sub = sub(token(first, "ada"));
        assertThat(sub).isEqualTo(asKeycloakMakesIt("app.example.com", id)).isNotEqualTo(id);
        assertThat(sub(token(first, "ada"))).isEqualTo(sub);
        assertThat(sub(token(second, "ada"))).isEqualTo(sub);
        assertThat(sub(token(elsewhere, "ada"))).isEqualTo(asKeycloakMakesIt("other.example.com", id));
        assertThat(sub(token(alone, "ada"))).isEqualTo(asKeycloakMakesIt(alone.clientId(), id));
        assertThat(sub(token(open, "ada"))).isEqualTo(id);

        var preview = server.api("POST", "/api/clients/" + first.id() + "/token-preview", Map.of("userId", id))
                .expect(200);
        assertThat(preview.json().get("claims")).asString().contains("sub=" + sub);
        assertThat(preview.json().get("why")).asString().contains("for the sector app.example.com");
    }

    private static String sub(String token) {
        return Answer.claimsOf(token).get("sub").toString();
    }

    private static String asKeycloakMakesIt(String sector, String person) throws GeneralSecurityException {
        var sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(sector.getBytes(UTF_8));
        sha256.update(person.getBytes(UTF_8));
        return UUID.nameUUIDFromBytes(sha256.digest(SALT.getBytes(UTF_8))).toString();
    }

    @Test
    @DisplayName("a token with such a sub lives and dies with the person, and tells nobody who that is")
    void strict() {
        var realm = server.realm("strict");
        var id = Callers.person(server, realm, "ada");
        var client = signingIn(realm, Map.of("mappers", List.of(pairwise(Map.of())), "scopes", List.of()));
        var token = token(client, "ada");
        var another = token(client, "ada");

        assertThat(introspected(client, token))
                .containsEntry("active", true)
                .containsEntry("sub", sub(token))
                .doesNotContainKeys("username", "preferred_username");
        assertThat(Answer.claimsOf(token)).doesNotContainKey("preferred_username");
        assertThat(Answer.claimsOf(token).toString()).doesNotContain(id, "ada");

        server.form(
                        "/realms/strict/protocol/openid-connect/revoke",
                        Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", another))
                .expect(200);
        assertThat(introspected(client, another)).containsEntry("active", false);
        server.api("PATCH", "/api/users/" + id, Map.of("enabled", false)).expect(200);
        assertThat(introspected(client, token)).containsEntry("active", false);
        server.api("PATCH", "/api/users/" + id, Map.of("enabled", true)).expect(200);
        assertThat(introspected(client, token)).containsEntry("active", true);
        server.api("DELETE", "/api/clients/" + client.id(), null).expect(204);
        var again = signingIn(
                realm,
                Map.of("clientId", client.clientId(), "mappers", List.of(pairwise(Map.of())), "scopes", List.of()));
        assertThat(introspected(again, token))
                .as("of another client of this name")
                .containsEntry("active", false);
        var last = token(again, "ada");
        server.api("DELETE", "/api/users/" + id, null).expect(204);
        assertThat(introspected(again, last)).containsEntry("active", false);
    }

    @Test
    @DisplayName("whoever administers with such a token is known all the same")
    void administrator() {
        var realm = server.realm("veiled");
        Callers.person(server, realm, "ada", "view-users");
        var client =
                signingIn(realm, Map.of("scopes", List.of("chancery-admin"), "mappers", List.of(pairwise(Map.of()))));

        server.api(token(client, "ada"), "GET", "/api/users?realm=veiled", null).expect(200);
        server.api(token(client, "ada"), "GET", "/api/clients?realm=veiled", null)
                .expect(403);
    }

    @Test
    @DisplayName("a salt that can be guessed, a sector that is no host, and another claim are refused")
    void refused() {
        var realm = server.realm("refused");
        var partly = new HashMap<>(pairwise(Map.of()));
        partly.put("tokens", List.of("access_token"));
        var late = new HashMap<>(mapper("acr", "", Map.of()));
        late.put("tokens", List.of("introspection"));
        var odd = List.of(
                partly,
                late,
                mapper("pairwise-subject", "", Map.of()),
                mapper("pairwise-subject", "", Map.of("salt", "short")),
                pairwise(Map.of("sector", "https://example.com")),
                mapper("pairwise-subject", "subject", Map.of("salt", SALT)),
                mapper("acr", "level", Map.of()),
                mapper("session-note", "sub", Map.of("note", "client_id")));
        var members =
                List.of("tokens", "tokens", "config.salt", "config.salt", "config.sector", "claim", "claim", "claim");

        for (var i = 0; i < odd.size(); i++) {
            var wish = Map.of(
                    "realmName", realm, "grantTypes", List.of("client_credentials"), "mappers", List.of(odd.get(i)));
            assertThat(named(server.api("POST", "/api/clients", wish).expect(400)))
                    .containsExactly("mappers[0]." + members.get(i));
        }
        var scope = Map.of("realmName", realm, "name", "veil", "mappers", List.of(pairwise(Map.of())));
        assertThat(named(server.api("POST", "/api/scopes", scope).expect(400)))
                .as("whoever asks for less would get the real sub")
                .containsExactly("mappers");
    }

    @Test
    @DisplayName("OpenID Connect Core §8.1 with redirect URIs to several hosts the sector has to be said")
    void several_hosts() {
        var realm = server.realm("several");
        Callers.person(server, realm, "ada");
        var one = List.of("https://app.example.com/callback");
        var two = List.of("https://app.example.com/callback", "https://staging.example.com/callback");
        var client = signingIn(realm, Map.of("mappers", List.of(pairwise(Map.of())), "redirectUris", one));
        var sub = sub(token(client, "ada"));
        var relative = signingIn(
                realm,
                Map.of(
                        "mappers", List.of(pairwise(Map.of())),
                        "rootUrl", "https://APP.example.com",
                        "redirectUris", List.of("/callback")));
        assertThat(sub(token(relative, "ada"))).isEqualTo(sub);

        var path = "/api/clients/" + client.id();
        assertThat(named(server.api("PATCH", path, Map.of("redirectUris", two)).expect(400)))
                .containsExactly("mappers");
        var said = List.of(pairwise(Map.of("sector", "app.example.com")));
        server.api("PATCH", path, Map.of("redirectUris", two, "mappers", said)).expect(200);
        assertThat(sub(token(client, "ada"))).isEqualTo(sub);
    }
}
