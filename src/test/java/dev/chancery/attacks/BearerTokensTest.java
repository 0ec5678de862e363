package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.crypto.Signer;
import dev.chancery.crypto.SigningKey;
import dev.chancery.db.Dialect;
import dev.chancery.json.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("JW Tokens that come back: as a bearer on /api, at introspection, at revocation")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BearerTokensTest {
    private final SettableClock clock = new SettableClock("2026-11-22T12:00:00Z");

    @RegisterExtension
    final TestServer server = new TestServer(Dialect.SQLITE, clock);

    private TestClient client = new TestClient("", "", "", "");
    private Forgery genuine = new Forgery("");

    @BeforeAll
    void arrange() {
        client = server.client("master", Map.of("scopes", List.of("chancery-admin"), "tokenLifespanSeconds", 3600));
        Residents.of(server).grant("master", Residents.of(server).serviceAccount("master", client.clientId()), "admin");
        genuine = fresh();
    }

    @Test
    @DisplayName("JW-01, JW-02 alg none in any spelling, and HMAC keyed with the public key, are refused at every door")
    void confusion() {
        for (var alg : List.of("none", "None", "nOnE", "NONE", "", "RS256")) refusedEverywhere(genuine.unsigned(alg));
        refusedEverywhere(genuine.unsigned("none") + genuine.token().split("\\.", -1)[2]);
        var description = server.get("/realms/master").expect(200).text("public_key");
        var der = Base64.getDecoder().decode(description);
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        for (var alg : List.of("HS256", "HS384", "HS512"))
            for (var key : List.of(der, pem.getBytes(UTF_8), description.getBytes(UTF_8)))
                refusedEverywhere(genuine.hmac(alg, key));
    }

    @Test
    @DisplayName("JW-03, JW-05 a key of the attacker's, whether named, embedded or linked, vouches for nothing")
    void foreign_key() {
        var signer = new Signer();
        var key = SigningKey.generate(SignatureAlgorithm.RS256);
        var jwk = key.publicJwk().toJSONObject();
        refusedEverywhere(genuine.signedBy(key, signer, Map.of()));
        refusedEverywhere(genuine.signedBy(key, signer, Map.of("kid", key.kid())));
        refusedEverywhere(genuine.signedBy(key, signer, Map.of("jwk", jwk)));
        refusedEverywhere(genuine.signedBy(key, signer, Map.of("jku", "http://localhost:1/jwks")));
        refusedEverywhere(genuine.signedBy(key, signer, Map.of("x5u", "http://localhost:1/x5u")));
        var elliptic = SigningKey.generate(SignatureAlgorithm.ES256);
        refusedEverywhere(genuine.signedBy(elliptic, signer, Map.of("alg", "ES256")));
    }

    @Test
    @DisplayName("JW-04, JW-06 odd kids and critical extensions are refused, and harm nobody")
    void odd_headers() {
        var kids = List.of("../../dev/null", "' OR '1'='1", "k".repeat(10_000), "a\u0000b", "", "\uD83D\uDE00");
        for (var kid : kids) refusedEverywhere(genuine.withHeader(Map.of("kid", kid)));
        refusedEverywhere(genuine.withHeader(Map.of("kid", 7)));
        refusedEverywhere(genuine.withHeader(Map.of("crit", List.of("exp"))));
        refusedEverywhere(genuine.withHeader(Map.of("crit", List.of("b64"), "b64", false)));
    }

    @Test
    @DisplayName("JW-07 duplicate members, BOM, trailing bytes, padding and whitespace are refused")
    void odd_encoding() {
        var parts = genuine.token().split("\\.", -1);
        var header = genuine.header();
        var twice = "{\"alg\":\"none\"," + header.substring(1);
        refusedEverywhere(Forgery.encode(twice) + "." + parts[1] + "." + parts[2]);
        refusedEverywhere(Forgery.encode("\uFEFF" + header) + "." + parts[1] + "." + parts[2]);
        refusedEverywhere(Forgery.encode(header + " {}") + "." + parts[1] + "." + parts[2]);
        for (var tail : List.of("=", "==", ".", "A", "%20")) refusedEverywhere(genuine.token() + tail);
    }

    @Test
    @DisplayName(
            "JW-10, RL-01 a token of another realm, and one for another audience, are refused where they do not belong")
    void other_places() {
        server.realm("jw-other");
        var foreigner = server.client("jw-other");
        var foreign = server.token(foreigner).expect(200).text("access_token");
        assertThat(new Protocol(server, "master").isActive(client, foreign)).isFalse();

        var ordinary = server.client("master");
        var token = server.token(ordinary).expect(200).text("access_token");
        assertThat(bearer(token)).isEqualTo(401);
        assertThat(bearer(genuine.token())).isEqualTo(200);
    }

    @Test
    @DisplayName("JW-10 what the realm signed as something else, or for another issuer, is no access token")
    void other_kinds() {
        var residents = Residents.of(server);
        var claims = new HashMap<>(Answer.claimsOf(genuine.token()));
        var same = residents.signed("master", claims);
        assertThat(new Protocol(server, "master").isActive(client, same)).isTrue();

        for (var bent : List.<Map<String, Object>>of(
                Map.of("typ", "ID"),
                Map.of("typ", "Logout"),
                Map.of("typ", "Refresh"),
                Map.of("iss", server.issuer("jw-elsewhere")),
                Map.of("azp", 7),
                Map.of("exp", 1))) {
            var other = new HashMap<>(claims);
            other.putAll(bent);
            refusedEverywhere(residents.signed("master", other));
        }
        for (var missing : List.of("typ", "iss", "exp", "iat", "jti", "sub", "azp")) {
            var other = new HashMap<>(claims);
            other.remove(missing);
            refusedEverywhere(residents.signed("master", other));
        }
    }

    @Test
    @DisplayName("JW-11 an expired token is refused by the clock, and changed times by the signature")
    void times() {
        var hasty = server.client("master", Map.of("tokenLifespanSeconds", 30));
        var token = server.token(hasty).expect(200).text("access_token");
        assertThat(new Protocol(server, "master").isActive(hasty, token)).isTrue();

        clock.advance(Duration.ofSeconds(31));

        assertThat(new Protocol(server, "master").isActive(hasty, token)).isFalse();
        var later = clock.instant().getEpochSecond() + 3_600;
        for (Object exp : List.of(later, "never", -1, 1.5e300))
            refusedEverywhere(new Forgery(token).withClaims(Map.of("exp", exp)));
    }

    @Test
    @DisplayName("JW-12, JW-13, DS-04 five parts, and encryption from outside, are refused before any work with keys")
    void encrypted() {
        for (var alg : List.of("RSA1_5", "dir", "PBES2-HS256+A128KW", "A128KW", "RSA-OAEP-256")) {
            var header = genuine.headerMembers();
            header.putAll(Map.of("alg", alg, "enc", "A128GCM", "zip", "DEF", "p2c", Integer.MAX_VALUE, "p2s", "AAAA"));
            var encoded = Forgery.encode(JsonText.of(header));
            refusedEverywhere(encoded + ".AAAA.AAAA.AAAA.AAAA");
            refusedEverywhere(encoded + ".AAAA.AAAA");
        }
    }

    @Test
    @DisplayName("JW-15, D12 an access token says who issued it, for whom, to whom, until when, and what kind it is")
    void layout() {
        assertThat(genuine.headerMembers()).containsEntry("typ", "JWT").containsKeys("alg", "kid");
        var claims = Answer.claimsOf(genuine.token());
        assertThat(claims)
                .containsKeys("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "azp", "scope")
                .containsEntry("typ", "Bearer")
                .containsEntry("iss", server.issuer("master"))
                .containsEntry("client_id", client.clientId());
    }

    @Test
    @DisplayName("JW-17, RT-16 a token with one bit turned is inactive, wherever the bit is")
    void bit_flips() {
        var master = new Protocol(server, "master");
        for (var bit = 0; bit < genuine.token().length() * 8; bit += 53) {
            var bent = genuine.bitFlipped(bit);
            var form = Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", bent);
            assertThat(server.form(master.path("token/introspect"), form)
                            .expect(200)
                            .body())
                    .as(bent)
                    .isEqualTo("{\"active\":false}");
        }
        refusedEverywhere(genuine.token().substring(0, genuine.token().length() - 1));
        refusedEverywhere(genuine.token() + "A");
    }

    @Test
    @DisplayName("JW-18 1,000 mutated tokens, from a fixed seed: never a 5xx, never accepted")
    void fuzz() {
        var random = new Random(20261122);
        var master = new Protocol(server, "master");
        for (var i = 0; i < 1_000; i++) {
            var bent = mutated(random);
            if (bent.equals(genuine.token())) continue;
            var answer = master.introspect(client, bent);
            assertThat(answer.status()).as(bent).isLessThan(500);
            assertThat(answer.body()).as(bent).doesNotContain("\"active\":true");
        }
        assertThat(master.isActive(client, genuine.token())).isTrue();
    }

    private String mutated(Random random) {
        var parts = new ArrayList<>(List.of(genuine.token().split("\\.", -1)));
        var part = random.nextInt(3);
        var decoded = Base64.getUrlDecoder().decode(parts.get(part));
        for (var times = random.nextInt(3); times >= 0; times--)
            decoded[random.nextInt(decoded.length)] = (byte) random.nextInt(256);
        parts.set(part, random.nextBoolean() ? Forgery.encode(decoded) : new String(decoded, UTF_8));
        if (random.nextInt(10) == 0) parts.remove(random.nextInt(3));
        return String.join(".", parts);
    }

    private Forgery fresh() {
        return new Forgery(server.token(client).expect(200).text("access_token"));
    }

    private void refusedEverywhere(String token) {
        var master = new Protocol(server, "master");
        assertThat(master.introspect(client, token).expect(200).body())
                .as(token)
                .isEqualTo("{\"active\":false}");
        assertThat(master.revoke(client, token).status()).as(token).isEqualTo(200);
        if (token.chars().allMatch(letter -> letter > ' ' && letter < 127))
            assertThat(bearer(token)).as(token).isEqualTo(401);
        assertThat(master.isActive(client, genuine.token()))
                .as("the genuine token, after %s was revoked", token)
                .isTrue();
    }

    private int bearer(String token) {
        return server.send(server.request("/api/clients")
                        .header("Authorization", "Bearer " + token)
                        .method("GET", BodyPublishers.noBody()))
                .status();
    }
}
