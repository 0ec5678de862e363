package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TK The token endpoint")
class TokenEndpointTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String JSON = "{\"grant_type\":\"client_credentials\"}";

    private final Protocol master = new Protocol(SERVER, "master");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "magic",
                "CLIENT_CREDENTIALS",
                "client_credentials ",
                "implicit",
                "urn:ietf:params:oauth:grant-type:saml2-bearer"
            })
    @DisplayName("TK-11 a grant type that the server does not have is unsupported_grant_type")
    void unknown_grant(String grant) {
        var client = SERVER.client("master");

        var answer = SERVER.token(client, Map.of("grant_type", grant));

        assertThat(answer.expect(400).get("error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    @DisplayName("TK-11 a grant type that the client is not registered for is unauthorized_client")
    void foreign_grant() {
        Residents.of(SERVER).user("master", "tk-person");
        var machine = SERVER.client("master");
        var person = Map.of("grant_type", "password", "username", "tk-person", "password", Residents.PASSWORD);

        assertThat(SERVER.token(machine, person).expect(400).get("error")).isEqualTo("unauthorized_client");

        var app = SERVER.client("master", Map.of("grantTypes", List.of("password")));
        assertThat(SERVER.token(app).expect(400).get("error")).isEqualTo("unauthorized_client");
        SERVER.token(app, person).expect(200);
    }

    @Test
    @DisplayName("TK-11 only a form in the body of a POST, each parameter once")
    void other_forms() {
        var client = SERVER.client("master");
        var valid = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(client.clientId(), client.secret());

        master.raw("token", valid).expect(200);
        assertThat(SERVER.get(master.path("token")).status()).isEqualTo(405);
        assertThat(SERVER.get(master.path("token") + "?" + valid).status()).isEqualTo(405);
        for (var twice : List.of("grant_type=client_credentials", "client_id=" + client.clientId(), "scope=&scope="))
            assertThat(master.raw("token", valid + "&" + twice).expect(400).get("error"))
                    .isEqualTo("invalid_request");
        assertThat(typed("application/json", JSON).status()).isEqualTo(415);
        assertThat(typed("multipart/form-data; boundary=x", "--x--").status()).isEqualTo(415);
        assertThat(typed("text/plain", valid).status()).isEqualTo(415);
        assertThat(master.raw("token", "").expect(400).get("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "openid", "offline_access", "chancery-admin", "roles admin", "email email2", "*"})
    @DisplayName("TK-12 client_credentials with a scope that the client was not given is invalid_scope")
    void foreign_scope(String scope) {
        var client = SERVER.client("master", Map.of("scopes", List.of("profile", "email")));

        var answer = SERVER.token(client, Map.of("scope", scope)).expect(400);

        assertThat(answer.get("error")).isEqualTo("invalid_scope");
        assertThat(answer.json()).doesNotContainKey("access_token");
    }

    @Test
    @DisplayName(
            "TK-12 client_credentials buys neither an ID token nor a refresh token, whatever scopes the client has")
    void access_token_only() {
        var scopes = List.of("openid", "profile", "email", "offline_access");
        var client = SERVER.client("master", Map.of("scopes", scopes));

        var answer = SERVER.token(client).expect(200);

        assertThat(answer.json()).doesNotContainKeys("id_token", "refresh_token");
        assertThat(answer.text("scope")).doesNotContain("openid", "offline_access");
        var offline = SERVER.token(client, Map.of("scope", "offline_access")).expect(400);
        assertThat(offline.get("error")).isEqualTo("invalid_scope");
    }

    @Test
    @DisplayName("TK-13 a public client cannot act on its own behalf, nor be registered to")
    void public_client() {
        var answer =
                SERVER.tokenRequest("master", Map.of("grant_type", "client_credentials", "client_id", "admin-cli"));
        assertThat(answer.expect(400).get("error")).isEqualTo("unauthorized_client");

        var wish = Map.of("realmName", "master", "publicClient", true, "grantTypes", List.of("client_credentials"));
        var refused = SERVER.api("POST", "/api/clients", wish).expect(400);
        assertThat(refused.body()).contains("grantTypes");
    }

    @Test
    @DisplayName("TK-14 no answer of these endpoints may be stored, good or bad")
    void no_store() {
        var client = SERVER.client("master");
        var token = SERVER.token(client).expect(200);

        notStored(token);
        notStored(SERVER.token(client, Map.of("grant_type", "magic")));
        notStored(SERVER.token(client, Map.of("client_secret", "wrong")));
        notStored(typed("application/json", JSON));
        notStored(master.introspect(client, token.text("access_token")));
        notStored(master.introspect(client, "rubbish"));
        notStored(master.revoke(client, "rubbish"));
        notStored(master.raw("revoke", ""));
    }

    @Test
    @DisplayName(
            "TK-17, D11 the password grant is off unless the client is switched on for it, and never passes a second factor")
    void password() {
        Residents.of(SERVER).user("master", "tk-typist");
        var person = Map.of("grant_type", "password", "username", "tk-typist", "password", Residents.PASSWORD);
        var client = SERVER.client("master");
        assertThat(SERVER.token(client, person).expect(400).get("error")).isEqualTo("unauthorized_client");

        SERVER.realm("strict", Map.of("mfaRequired", true));
        Residents.of(SERVER).user("strict", "tk-typist");
        var app = SERVER.client("strict", Map.of("grantTypes", List.of("password")));
        assertThat(SERVER.token(app, person).expect(400).get("error")).isEqualTo("invalid_grant");
    }

    private static void notStored(Answer answer) {
        assertThat(answer.header("Cache-Control")).as(answer.body()).isEqualTo("no-store");
    }

    private Answer typed(String type, String content) {
        return SERVER.send(SERVER.request(master.path("token"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(content)));
    }
}
