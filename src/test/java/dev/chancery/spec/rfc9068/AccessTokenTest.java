package dev.chancery.spec.rfc9068;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("RFC 9068 JWT Access Tokens, RFC 7519 claims, and what resource servers in the field look for (D12)")
class AccessTokenTest {
    private static final SettableClock CLOCK = new SettableClock("2030-01-01T00:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    @Test
    @DisplayName("RFC 7519 §4.1 iss, sub, aud, exp, iat and jti; RFC 9068 §2.2 client_id and scope")
    void claims() {
        var client = SERVER.client("master");
        var serviceAccount =
                SERVER.api("GET", "/api/clients/" + client.clientId(), null).text("serviceAccountId");

        var claims = SERVER.token(client).expect(200).claims();

        var now = (int) CLOCK.instant().getEpochSecond();
        assertThat(claims)
                .containsEntry("iss", SERVER.issuer("master"))
                .containsEntry("sub", serviceAccount)
                .containsEntry("aud", SERVER.issuer("master"))
                .containsEntry("iat", now)
                .containsEntry("exp", now + 300)
                .containsEntry("client_id", client.clientId())
                .containsEntry("scope", "profile email")
                .containsEntry("azp", client.clientId())
                .containsEntry("typ", "Bearer")
                .containsEntry("preferred_username", "service-account-" + client.clientId());
        assertThat((String) claims.get("jti")).isNotEmpty();
    }

    @Test
    @DisplayName("RFC 7519 §4.1.7 no two tokens have the same jti, even in the same second")
    void jti() {
        var client = SERVER.client("master");

        assertThat(SERVER.token(client).claims().get("jti"))
                .isNotEqualTo(SERVER.token(client).claims().get("jti"));
    }

    @Test
    @DisplayName("RFC 9068 §3 aud is what the client is given, else the realm's default, else the issuer")
    void audience() {
        SERVER.realm("with-default", Map.of("defaultAudience", "https://api.example.com"));
        var defaulted = SERVER.client("with-default");
        var one = SERVER.client("with-default", Map.of("audience", List.of("reports")));
        var two = SERVER.client("with-default", Map.of("audience", List.of("reports", "billing")));

        assertThat(audienceOf(defaulted)).isEqualTo("https://api.example.com");
        assertThat(audienceOf(one)).isEqualTo("reports");
        assertThat(audienceOf(two)).isEqualTo(List.of("reports", "billing"));
    }

    @Test
    @DisplayName("RFC 9068 §2.1 typ is JWT as most resource servers expect it; at+jwt where realm or client ask for it")
    void typ() {
        SERVER.realm("by-the-letter", Map.of("accessTokenType", "at+jwt"));
        var realms = SERVER.client("by-the-letter");
        var own = SERVER.client("by-the-letter", Map.of("accessTokenType", "JWT"));

        assertThat(typOf(SERVER.client("master"))).isEqualTo("JWT");
        assertThat(typOf(realms)).isEqualTo("at+jwt");
        assertThat(typOf(own)).isEqualTo("JWT");
    }

    @Test
    @DisplayName("RFC 8725 §3.9 a change of audience reaches the next token")
    void change_of_audience() {
        var client = SERVER.client("master");
        assertThat(audienceOf(client)).isEqualTo(SERVER.issuer("master"));

        SERVER.api("PATCH", "/api/clients/" + client.clientId(), Map.of("audience", List.of("reports")))
                .expect(200);

        assertThat(audienceOf(client)).isEqualTo("reports");
    }

    @Test
    @DisplayName("roles stand at the top, and under realm_access for resource servers made for Keycloak")
    void roles() {
        var claims = Answer.claimsOf(SERVER.adminToken());

        assertThat(new ArrayList<Object>((List<?>) claims.get("roles"))).contains("admin");
        assertThat(claims.get("realm_access")).isEqualTo(Map.of("roles", claims.get("roles")));
    }

    private static Object audienceOf(TestClient client) {
        return SERVER.token(client).expect(200).claims().get("aud");
    }

    private static String typOf(TestClient client) {
        var token = SERVER.token(client).expect(200).text("access_token");
        var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return JsonText.MAPPER.readTree(header).get("typ").asString();
    }
}
