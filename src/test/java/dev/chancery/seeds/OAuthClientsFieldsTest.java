package dev.chancery.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B OAuth Clients API: the fields of a request")
class OAuthClientsFieldsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @DisplayName("B6 realmName is required; a realm that does not exist is named in the refusal")
    void realm_name() {
        SERVER.realm("shop");

        assertThat(create(Map.of("realmName", "shop")).expect(201).get("realmName"))
                .isEqualTo("shop");
        assertThat(create(without("realmName")).expect(400).text("message")).contains("realmName");
        assertThat(create(Map.of("realmName", "nowhere")).expect(404).text("message"))
                .contains("nowhere");
    }

    @Test
    @DisplayName("B7 publicClient is false by default; a public client gets no secret")
    void public_client() {
        assertThat(create(Map.of()).expect(201).json())
                .containsEntry("publicClient", false)
                .containsKey("clientSecret");
        assertThat(create(Map.of(
                                "publicClient",
                                true,
                                "grantTypes",
                                List.of("authorization_code"),
                                "redirectUris",
                                List.of("https://app.example.com/callback")))
                        .expect(201)
                        .json())
                .containsEntry("publicClient", true)
                .doesNotContainKey("clientSecret");
    }

    @Test
    @DisplayName("B8 pkceRequired is true by default, and may be switched off")
    void pkce_required() {
        assertThat(create(Map.of()).expect(201).get("pkceRequired")).isEqualTo(true);
        assertThat(create(Map.of("pkceRequired", false)).expect(201).get("pkceRequired"))
                .isEqualTo(false);
    }

    @Test
    @DisplayName("B9 redirectUris is required where a flow redirects, and may be absent otherwise (D5)")
    void redirect_uris() {
        var code = List.of("authorization_code");

        assertThat(create(Map.of("grantTypes", code)).expect(400).text("message"))
                .contains("redirectUris");
        create(Map.of("grantTypes", code, "redirectUris", List.of())).expect(400);
        assertThat(create(Map.of()).expect(201).get("redirectUris")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "javascript:alert(1)", "/relative", "https://a.example/#fragment", "https://u@a.example/"})
    @DisplayName("B9 a redirect URI that could hand a code to anybody is refused")
    void dangerous_redirect_uris(String uri) {
        var refused = create(Map.of("grantTypes", List.of("authorization_code"), "redirectUris", List.of(uri)));

        assertThat(refused.expect(400).text("message")).contains("redirectUris");
    }

    @Test
    @DisplayName("B10 webOrigins are the origins that may read the answers")
    void web_origins() {
        var created =
                create(Map.of("webOrigins", List.of("https://app.example.com"))).expect(201);

        assertThat(created.get("webOrigins")).isEqualTo(List.of("https://app.example.com"));
        create(Map.of("webOrigins", List.of("*"))).expect(400);
        create(Map.of("webOrigins", List.of("https://app.example.com/path"))).expect(400);
    }

    @Test
    @DisplayName(
            "B11 grantTypes is required: authorization_code, client_credentials, refresh_token and more; others are refused by name")
    void grant_types() {
        var three = List.of("authorization_code", "client_credentials", "refresh_token");
        var uris = List.of("https://app.example.com/callback");

        assertThat(create(Map.of("grantTypes", three, "redirectUris", uris))
                        .expect(201)
                        .get("grantTypes"))
                .isEqualTo(three);
        assertThat(create(without("grantTypes")).expect(400).text("message")).contains("grantTypes");
        assertThat(create(Map.of("grantTypes", List.of("magic"))).expect(400).text("message"))
                .contains("grantTypes", "client_credentials");
    }

    @Test
    @DisplayName(
            "B12 scopes are openid, profile and email by default; they name scopes of the realm, not free strings (D8)")
    void scopes() {
        assertThat(create(Map.of()).expect(201).get("scopes")).isEqualTo(List.of("openid", "profile", "email"));
        assertThat(create(Map.of("scopes", List.of("email"))).expect(201).get("scopes"))
                .isEqualTo(List.of("email"));
        assertThat(create(Map.of("scopes", List.of("made-up"))).expect(400).text("message"))
                .contains("scopes", "made-up");
    }

    @Test
    @DisplayName("B15 the clientId may be chosen (D2), once in a realm")
    void chosen_client_id() {
        assertThat(create(Map.of("clientId", "billing")).expect(201).get("clientId"))
                .isEqualTo("billing");

        var second = create(Map.of("clientId", "billing")).expect(409);

        assertThat(second.text("message")).contains("clientId", "billing");
    }

    @Test
    @DisplayName("B5 an unknown member, a wrong type or another content type is refused")
    void strict() {
        assertThat(create(Map.of("redirect_uris", List.of())).expect(400).text("message"))
                .contains("redirect_uris");
        assertThat(create(Map.of("publicClient", "false")).expect(400).text("message"))
                .contains("publicClient");
        SERVER.send(SERVER.request("/api/clients")
                        .header("Authorization", "Bearer " + SERVER.adminToken())
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}")))
                .expect(415);
    }

    private static Answer create(Map<String, Object> members) {
        var body =
                new HashMap<String, Object>(Map.of("realmName", "master", "grantTypes", List.of("client_credentials")));
        body.putAll(members);
        body.values().removeIf(""::equals);
        return SERVER.api("POST", "/api/clients", body);
    }

    private static Map<String, Object> without(String member) {
        return Map.of(member, "");
    }
}
