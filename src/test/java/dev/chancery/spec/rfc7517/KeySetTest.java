package dev.chancery.spec.rfc7517;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import dev.chancery.json.JsonText;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;

@DisplayName("RFC 7517 JSON Web Key Set")
class KeySetTest {
    private static final SettableClock CLOCK = new SettableClock("2030-01-01T00:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    @ParameterizedTest
    @CsvSource({
        "RS256, RSA, 'e n'",
        "PS256, RSA, 'e n'",
        "ES256, EC, 'crv x y'", // RFC 7518 §6.2.1
        "EdDSA, OKP, 'crv x'" // RFC 8037 §2
    })
    @DisplayName("§4, §9.2 a key is shown with its public parts, and with nothing else")
    void public_parts(String algorithm, String type, String parts) {
        var realm = SERVER.realm("keys-" + algorithm.toLowerCase(Locale.ROOT), Map.of("signatureAlgorithm", algorithm));

        var key = keys(realm).values().iterator().next();

        assertThat(key)
                .containsEntry("kty", type)
                .containsEntry("alg", algorithm)
                .containsEntry("use", "sig");
        var shown = new TreeSet<>(key.keySet());
        shown.removeAll(Set.of("kty", "alg", "use", "kid"));
        assertThat(shown).containsExactly(parts.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"RS256", "PS256", "ES256", "EdDSA"})
    @DisplayName("§4.5 tokens name their key and its algorithm")
    void kid(String algorithm) {
        var realm = SERVER.realm("kid-" + algorithm.toLowerCase(Locale.ROOT), Map.of("signatureAlgorithm", algorithm));

        var header = header(SERVER.token(SERVER.client(realm)));

        assertThat(header).containsEntry("alg", algorithm);
        assertThat(keys(realm).get(header.get("kid"))).containsEntry("alg", algorithm);
    }

    @Test
    @DisplayName("§5 no realm shares a key with another")
    void own_keys() {
        var first = keys(SERVER.realm("first"));
        var second = keys(SERVER.realm("second"));

        assertThat(first.keySet()).doesNotContainAnyElementsOf(second.keySet());
    }

    @Test
    @DisplayName("§5 verifiers may keep the set, for minutes; web pages may read it")
    void caching() {
        var answer = SERVER.get("/realms/master/protocol/openid-connect/certs").expect(200);

        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    @DisplayName(
            "a new key is published first, signs when every verifier knows it, and the old one is kept for its tokens")
    void rotation() {
        var realm = SERVER.realm("rotating", Map.of("tokenLifespanSeconds", 86_400));
        var client = SERVER.client(realm);
        var old = signer(client);

        SERVER.api("POST", "/api/realms/rotating/keys/rotate", null).expect(204);

        assertThat(keys(realm)).hasSize(2).containsKey(old);
        assertThat(signer(client)).isEqualTo(old);
        CLOCK.advance(Duration.ofMinutes(59));
        assertThat(signer(client)).isEqualTo(old);
        var last = SERVER.token(client).expect(200);
        CLOCK.advance(Duration.ofMinutes(2));
        var fresh = signer(client);
        assertThat(fresh).isNotEqualTo(old);
        CLOCK.advance(Duration.ofDays(1).minusMinutes(3));
        assertThat(keys(realm)).containsKeys(old, fresh);
        assertThat(isActive(client, last)).as("while its last token lives").isTrue();
        CLOCK.advance(Duration.ofMinutes(3));
        assertThat(keys(realm).keySet()).containsExactly(fresh);
    }

    @Test
    @DisplayName("revoking the keys ends every token that they signed, at once")
    void revocation() {
        var realm = SERVER.realm("compromised");
        var client = SERVER.client(realm);
        var issued = SERVER.token(client).expect(200);

        SERVER.api("POST", "/api/realms/compromised/keys/rotate", Map.of("revoke", true))
                .expect(204);

        assertThat(keys(realm))
                .hasSize(1)
                .doesNotContainKey(String.valueOf(header(issued).get("kid")));
        assertThat(isActive(client, issued)).isFalse();
        assertThat(isActive(client, SERVER.token(client))).isTrue();
    }

    @Test
    @DisplayName(
            "a realm that changes its algorithm publishes a key of the new one first, and signs with it when every verifier knows it")
    void change_of_algorithm() {
        var realm = SERVER.realm("changing");
        var client = SERVER.client(realm);
        var issued = SERVER.token(client).expect(200);

        use("ES256", realm);

        assertThat(header(SERVER.token(client))).isEqualTo(header(issued));
        assertThat(keys(realm).values()).extracting("alg").containsExactlyInAnyOrder("RS256", "ES256");
        assertThat(advertised(realm)).containsExactlyInAnyOrder("RS256", "ES256");
        CLOCK.advance(Duration.ofMinutes(59));
        assertThat(header(SERVER.token(client))).isEqualTo(header(issued));
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(header(SERVER.token(client))).containsEntry("alg", "ES256");
        assertThat(keys(realm)).hasSize(2);
    }

    @Test
    @DisplayName("a realm that goes back to an algorithm whose key is still published signs with it at once")
    void back() {
        var realm = SERVER.realm("hesitating");
        var client = SERVER.client(realm);
        var first = signer(client);
        use("ES256", realm);
        keys(realm);
        CLOCK.advance(Duration.ofMinutes(61));
        assertThat(signer(client)).isNotEqualTo(first);

        use("RS256", realm);

        assertThat(signer(client)).isEqualTo(first);
    }

    @Test
    @DisplayName("a superseded key never signs again: its algorithm comes back with a new one, published first")
    void superseded() {
        var realm = SERVER.realm("returning");
        var client = SERVER.client(realm);
        var first = signer(client);
        use("ES256", realm);
        keys(realm);
        CLOCK.advance(Duration.ofMinutes(61));
        SERVER.api("POST", "/api/realms/returning/keys/rotate", null).expect(204);
        CLOCK.advance(Duration.ofMinutes(61));
        var elliptic = signer(client);

        use("RS256", realm);

        assertThat(signer(client)).isEqualTo(elliptic);
        assertThat(keys(realm)).as("still shown for what it signed").containsKey(first);
        CLOCK.advance(Duration.ofMinutes(61));
        var last = header(SERVER.token(client));
        assertThat(last).containsEntry("alg", "RS256");
        assertThat(last.get("kid")).isNotEqualTo(first);
    }

    private static void use(String algorithm, String realm) {
        SERVER.api("PATCH", "/api/realms/" + realm, Map.of("signatureAlgorithm", algorithm))
                .expect(200);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> advertised(String realm) {
        return (List<Object>) SERVER.get("/realms/" + realm + "/.well-known/openid-configuration")
                .expect(200)
                .get("id_token_signing_alg_values_supported");
    }

    private static String signer(TestClient client) {
        return String.valueOf(header(SERVER.token(client)).get("kid"));
    }

    private static Map<String, Object> header(Answer issued) {
        var token = issued.expect(200).text("access_token");
        var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JsonText.MAPPER.readValue(header, new TypeReference<>() {});
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> keys(String realm) {
        var set = SERVER.get("/realms/" + realm + "/protocol/openid-connect/certs")
                .expect(200);
        var byKid = new HashMap<String, Map<String, Object>>();
        for (var key : (List<Map<String, Object>>) set.get("keys")) byKid.put(String.valueOf(key.get("kid")), key);
        return byKid;
    }

    private static boolean isActive(TestClient client, Answer issued) {
        var form = Map.of(
                "token", issued.text("access_token"), "client_id", client.clientId(), "client_secret", client.secret());
        return (Boolean) SERVER.form("/realms/" + client.realm() + "/protocol/openid-connect/token/introspect", form)
                .expect(200)
                .get("active");
    }
}
