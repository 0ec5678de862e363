package dev.chancery.spec.openid;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.session.SignIn;
import dev.chancery.session.Terms;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("OpenID Connect Core §2 ID tokens")
class IdTokenTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm(Map<String, Object> members) {
        return server.realm("id-" + UUID.randomUUID(), members);
    }

    private TestClient client() {
        return SignedIn.client(server, realm(Map.of()), Map.of());
    }

    private static Map<String, Object> idToken(Answer tokens) {
        return Answer.claimsOf(tokens.text("id_token"));
    }

    private static Terms asking(List<String> idToken, List<String> userinfo) {
        return new Terms(null, null, null, idToken, userinfo);
    }

    private static Answer tokens(SignedIn one) {
        return one.redeem(one.code(), Map.of("code_verifier", "")).expect(200);
    }

    @Test
    @DisplayName(
            "TK-15 §2 the required claims, and nonce, auth_time, acr and amr as they were: nothing of scopes for userinfo")
    void claims() {
        var one = SignedIn.at(server, client());
        var signedInAt = clock.instant().getEpochSecond();
        clock.advance(Duration.ofSeconds(20));
        var now = clock.instant().getEpochSecond();

        var tokens = one.tokens();

        var claims = new HashMap<>(idToken(tokens));
        assertThat(claims.remove("jti").toString()).isNotEqualTo(tokens.claims().get("jti"));
        assertThat(claims.remove("at_hash")).isEqualTo(half("SHA-256", 16, tokens.text("access_token")));
        assertThat(claims)
                .isEqualTo(Map.ofEntries(
                        Map.entry("iss", server.issuer(one.client().realm())),
                        Map.entry("sub", one.user().id().value()),
                        Map.entry("aud", one.client().clientId()),
                        Map.entry("azp", one.client().clientId()),
                        Map.entry("iat", (int) now),
                        Map.entry("exp", (int) now + 300),
                        Map.entry("auth_time", (int) signedInAt),
                        Map.entry("nonce", "n-0S6_WzA2Mj"),
                        Map.entry("acr", "1"),
                        Map.entry("amr", List.of("pwd")),
                        Map.entry("sid", one.sid().value())));
        assertThat(Answer.partOf(tokens.text("id_token"), 0))
                .containsEntry("typ", "JWT")
                .containsKeys("kid", "alg");
        assertThat(tokens.text("session_state")).isEqualTo(one.sid().value());
        assertThat(tokens.claims())
                .containsEntry("sid", one.sid().value())
                .containsEntry("auth_time", (int) signedInAt)
                .containsEntry("acr", "1");
    }

    @Test
    @DisplayName("TK-15 acr says two factors only for who showed two, and a refresh never claims a later sign-in")
    void levels() {
        var one = SignedIn.at(server, client());
        var two = one.by(SignIn.by(List.of("pwd", "otp", "mfa"), clock.instant()));
        var signedInAt = (int) clock.instant().getEpochSecond();
        var tokens = two.tokens();
        assertThat(idToken(tokens)).containsEntry("acr", "2").containsEntry("amr", List.of("pwd", "otp", "mfa"));
        assertThat(tokens.claims()).containsEntry("acr", "2");
        assertThat(idToken(one.tokens())).containsEntry("acr", "1").containsEntry("amr", List.of("pwd"));
        clock.advance(Duration.ofSeconds(60));

        var refreshed = idToken(two.refresh(tokens).expect(200));

        // Core §12.2: "its iss … sub … aud … Claim Value MUST be the same as in the ID Token issued when the original
        // authentication occurred", auth_time "the time of the original authentication"
        assertThat(refreshed).containsEntry("auth_time", signedInAt).containsEntry("acr", "2");
        for (var claim : List.of("iss", "sub", "aud", "azp", "nonce", "sid"))
            assertThat(refreshed.get(claim)).isEqualTo(idToken(tokens).get(claim));
    }

    @Test
    @DisplayName("§3.1.2.1 without openid there is no ID token")
    void openid() {
        var one = SignedIn.at(server, client());

        assertThat(one.scope("profile").tokens().json()).doesNotContainKey("id_token");
        var narrowed = one.refresh(one.tokens().text("refresh_token"), Map.of("scope", "profile"));
        assertThat(narrowed.expect(200).json()).doesNotContainKey("id_token");
    }

    @Test
    @DisplayName("§5.5 a claim that was asked for by name is in the ID token, or at userinfo, without its scope")
    void asked_one_by_one() {
        var realm = realm(Map.of());
        var user = server.api(
                        "POST",
                        "/api/users",
                        Map.of(
                                "realmName",
                                realm,
                                "username",
                                "ada",
                                "email",
                                "ada@example.com",
                                "firstName",
                                "Ada",
                                "attributes",
                                Map.of("phoneNumber", List.of("+44 1"))))
                .expect(201);
        var ada = Residents.of(server).find(realm, "ada");
        assertThat(user.text("id")).isEqualTo(ada.id().value());
        var one = SignedIn.at(server, SignedIn.client(server, realm, Map.of()), ada)
                .scope("openid");

        var tokens = tokens(one.asking(asking(List.of("email", "sub", "acr"), List.of("phone_number"))));

        assertThat(idToken(tokens))
                .containsEntry("email", "ada@example.com")
                .containsEntry("sub", ada.id().value())
                .containsEntry("acr", "1")
                .doesNotContainKeys("email_verified", "given_name", "phone_number");
        var userinfo = server.send(server.request("/realms/%s/protocol/openid-connect/userinfo".formatted(realm))
                .header("Authorization", "Bearer " + tokens.text("access_token")));
        assertThat(userinfo.expect(200).json()).isEqualTo(Map.of("sub", ada.id().value(), "phone_number", "+44 1"));
    }

    @Test
    @DisplayName(
            "§5.3.2, §8 a pairwise sub is the same in both tokens and at userinfo, and who is meant is found again")
    void pairwise() {
        var mapper =
                Map.of("name", "pairwise", "type", "pairwise-subject", "config", Map.of("salt", "0123456789abcdef"));
        var realm = realm(Map.of());
        var one = SignedIn.at(server, SignedIn.client(server, realm, Map.of("mappers", List.of(mapper))));

        var tokens = one.tokens();

        var sub = idToken(tokens).get("sub");
        assertThat(sub)
                .isNotEqualTo(one.user().id().value())
                .isEqualTo(tokens.claims().get("sub"));
        assertThat(tokens.text("id_token")).doesNotContain(one.user().id().value());
        assertThat(hinted(realm, tokens.text("id_token")))
                .isEqualTo(one.user().id().value());
    }

    @Test
    @DisplayName("§3.1.2.1 as a hint an ID token of the realm is read, also an expired one; nothing else is")
    void hints() {
        var one = SignedIn.at(server, client());
        var tokens = one.tokens();
        clock.advance(Duration.ofDays(2));

        var realm = one.client().realm();
        assertThat(hinted(realm, tokens.text("id_token")))
                .isEqualTo(one.user().id().value());
        assertThat(hinted(realm, tokens.text("access_token"))).isEmpty();
        assertThat(hinted(realm, tokens.text("refresh_token"))).isEmpty();
        assertThat(hinted(realm, tokens.text("id_token").replaceFirst("..$", "AA")))
                .isEmpty();
        assertThat(hinted(realm(Map.of()), tokens.text("id_token"))).isEmpty();
        var service = server.client(realm);
        assertThat(hinted(realm, server.token(service).text("access_token"))).isEmpty();
    }

    @Test
    @DisplayName("§3.1.3.6 at_hash is half of the hash that the signature uses: SHA-512 for Ed25519")
    void at_hash() {
        var realm = realm(Map.of("signatureAlgorithm", "EdDSA"));
        var one = SignedIn.at(server, SignedIn.client(server, realm, Map.of()));

        var tokens = one.tokens();

        assertThat(idToken(tokens).get("at_hash")).isEqualTo(half("SHA-512", 32, tokens.text("access_token")));
    }

    @Test
    @DisplayName("§2 no mapper says what the server has to say")
    void mappers() {
        var lies = List.of("sub", "aud", "nonce", "auth_time", "acr", "amr", "sid", "at_hash", "grant_id").stream()
                .map(claim -> Map.of(
                        "name",
                        claim,
                        "type",
                        "hardcoded-claim",
                        "claim",
                        claim,
                        "tokens",
                        List.of("id_token", "access_token"),
                        "config",
                        Map.of("value", "a lie")))
                .toList();
        var realm = realm(Map.of());
        for (var lie : lies) {
            var made = server.api(
                    "POST",
                    "/api/clients",
                    Map.of(
                            "realmName",
                            realm,
                            "grantTypes",
                            List.of("authorization_code", "refresh_token"),
                            "redirectUris",
                            List.of(SignedIn.REDIRECT),
                            "scopes",
                            List.of("openid"),
                            "mappers",
                            List.of(lie)));
            if (made.status() == 400) continue;
            var client = new TestClient(realm, made.text("id"), made.text("clientId"), made.text("clientSecret"));
            var tokens = SignedIn.at(server, client).tokens();
            for (var claim : List.of("sub", "aud", "auth_time", "sid", "grant_id"))
                assertThat(tokens.claims().get(claim)).isNotEqualTo("a lie");
            if (!lie.get("claim").equals("grant_id"))
                assertThat(idToken(tokens).get(lie.get("claim"))).isNotEqualTo("a lie");
        }
    }

    private String hinted(String realm, String token) {
        return SignedIn.hinted(server, realm, token);
    }

    private static String half(String algorithm, int bytes, String token) {
        try {
            var hash = MessageDigest.getInstance(algorithm).digest(token.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
