package dev.chancery.spec.rfc8414;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.client.Grant;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
        "RFC 8414 Authorization Server Metadata, OpenID Connect Discovery 1.0: what is listed works, and nothing else")
class MetadataTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String REALM = "metered";

    private static TestClient client;

    @BeforeAll
    static void a_realm() {
        SERVER.realm(REALM);
        client = SERVER.client(REALM);
    }

    private static Map<String, Object> metadata() {
        return SERVER.get("/.well-known/oauth-authorization-server/realms/" + REALM)
                .expect(200)
                .json();
    }

    @SuppressWarnings("unchecked")
    private static List<String> listed(String member) {
        return (List<String>) metadata().get(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/oauth-authorization-server/realms/metered", // RFC 8414 §3.1
                "/realms/metered/.well-known/oauth-authorization-server",
                "/realms/metered/.well-known/openid-configuration", // Discovery §4
                "/.well-known/openid-configuration/realms/metered",
                "/auth/realms/metered/.well-known/openid-configuration"
            })
    @DisplayName("§3 the same document stands under every form of its address, with the one issuer")
    void addresses(String path) {
        var answer = SERVER.get(path).expect(200);

        assertThat(answer.json()).isEqualTo(metadata()).containsEntry("issuer", SERVER.issuer(REALM));
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    @DisplayName("§3.3 the issuer is the configured address, whatever Host or forwarded headers say")
    void issuer_is_configured() {
        var answer = SERVER.send(SERVER.request("/realms/" + REALM + "/.well-known/openid-configuration")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example"));

        assertThat(answer.expect(200).body()).doesNotContain("evil.example");
    }

    @Test
    @DisplayName("§2 REQUIRED members are there; of endpoints only those that exist")
    void members() {
        assertThat(metadata()).containsKeys("issuer", "token_endpoint", "jwks_uri", "response_types_supported");
        assertThat(metadata().keySet())
                .filteredOn(name -> name.endsWith("_endpoint") || name.endsWith("_uri"))
                .containsExactlyInAnyOrder(
                        "authorization_endpoint",
                        "device_authorization_endpoint",
                        "end_session_endpoint",
                        "token_endpoint",
                        "introspection_endpoint",
                        "userinfo_endpoint",
                        "revocation_endpoint",
                        "jwks_uri");
        assertThat(listed("response_types_supported")).containsExactly("code");
        assertThat(listed("code_challenge_methods_supported")).containsExactly("S256");
        assertThat(listed("claims_supported"))
                .contains("sub", "iss", "auth_time", "acr", "name", "email", "address", "phone_number")
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("§2 every address that is listed is answered there")
    void endpoints_answer() {
        assertThat(SERVER.get(pathOf("jwks_uri")).expect(200).json()).containsKey("keys");
        form(pathOf("token_endpoint"), Map.of("grant_type", "client_credentials"))
                .expect(200);
        var token = SERVER.token(client).text("access_token");
        assertThat(form(pathOf("introspection_endpoint"), Map.of("token", token))
                        .expect(200)
                        .get("active"))
                .isEqualTo(true);
        form(pathOf("revocation_endpoint"), Map.of("token", token)).expect(200);
        SERVER.get(pathOf("authorization_endpoint")).expect(400);
        assertThat(form(pathOf("device_authorization_endpoint"), Map.of())
                        .expect(400)
                        .text("error"))
                .isEqualTo("unauthorized_client");
        SERVER.get(pathOf("end_session_endpoint")).expect(200);
    }

    @Test
    @DisplayName("§2 no other protocol endpoint of OpenID Connect answers")
    void nothing_unlisted() {
        var base = "/realms/" + REALM + "/protocol/openid-connect";

        for (var path : List.of("/ext/par/request", "/ext/ciba/auth"))
            for (var method : List.of("GET", "POST"))
                SERVER.send(SERVER.request(base + path).method(method, BodyPublishers.noBody()))
                        .expect(404);
    }

    @ParameterizedTest
    @EnumSource(Grant.class)
    @DisplayName("§2 grant_types_supported: those that are listed are known, all others are unsupported_grant_type")
    void grant_types(Grant grant) {
        var answer = form(pathOf("token_endpoint"), Map.of("grant_type", grant.wire));

        if (listed("grant_types_supported").contains(grant.wire))
            assertThat(answer.text("error")).isNotEqualTo("unsupported_grant_type");
        else assertThat(answer.expect(400).get("error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    @DisplayName("§2 token_endpoint_auth_methods_supported: each works, for the clients it is for")
    void auth_methods() {
        var methods = listed("token_endpoint_auth_methods_supported");

        assertThat(methods).containsExactlyInAnyOrder("client_secret_basic", "client_secret_post", "none");
        SERVER.token(client).expect(200);
        byBasic(pathOf("token_endpoint"), "grant_type=client_credentials").expect(200);
        var open = SERVER.client(REALM, Map.of("publicClient", true, "grantTypes", List.of("password")));
        var asked = SERVER.tokenRequest(
                REALM,
                Map.of("grant_type", "password", "client_id", open.clientId(), "username", "a", "password", "b"));
        assertThat(asked.expect(400).get("error"))
                .as("the client has been accepted")
                .isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("§2 introspection_endpoint_auth_methods_supported: both work, and none is not among them")
    void introspection_auth_methods() {
        var token = SERVER.token(client).text("access_token");

        assertThat(listed("introspection_endpoint_auth_methods_supported"))
                .containsExactlyInAnyOrder("client_secret_basic", "client_secret_post");
        byBasic(pathOf("introspection_endpoint"), "token=" + token).expect(200);
        SERVER.form(pathOf("introspection_endpoint"), Map.of("token", token, "client_id", "admin-cli"))
                .expect(401);
    }

    @Test
    @DisplayName("§2 scopes_supported: a client can be given each of them, and then gets it")
    void scopes() {
        var scopes = new ArrayList<>(listed("scopes_supported"));
        assertThat(scopes).contains("profile", "email");
        var all = SERVER.client(REALM, Map.of("scopes", scopes));
        // D8: there is no ID token for a client on its own behalf, nor could it be away
        scopes.removeAll(List.of("openid", "offline_access"));

        assertThat(List.of(SERVER.token(all, Map.of("scope", String.join(" ", scopes)))
                        .expect(200)
                        .text("scope")
                        .split(" ")))
                .containsExactlyInAnyOrderElementsOf(scopes);
    }

    @Test
    @DisplayName("Discovery §3 claims_supported: what userinfo says for the listed scopes, and not for hidden ones")
    void claims() {
        SERVER.realm("claiming");
        SERVER.api("POST", "/api/scopes", scope("shown", "seat.row", true)).expect(201);
        SERVER.api("POST", "/api/scopes", scope("unshown", "hidden", false)).expect(201);

        assertThat(SERVER.get("/realms/claiming/.well-known/openid-configuration")
                        .get("claims_supported"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("sub", "name", "email_verified", "address", "updated_at", "seat")
                .doesNotContain("hidden", "row", "roles", "")
                .doesNotHaveDuplicates();
    }

    private static Map<String, Object> scope(String name, String claim, boolean included) {
        var mapper = new HashMap<String, Object>(Map.of("name", "a mapper", "type", "hardcoded-claim", "claim", claim));
        mapper.put("tokens", List.of("userinfo"));
        mapper.put("config", Map.of("value", "x"));
        return Map.of(
                "realmName", "claiming", "name", name, "includeInTokenScope", included, "mappers", List.of(mapper));
    }

    @Test
    @DisplayName("Discovery §3 id_token_signing_alg_values_supported is what the realm signs with")
    void algorithms() {
        SERVER.realm("curved", Map.of("signatureAlgorithm", "ES256"));

        assertThat(listed("id_token_signing_alg_values_supported")).isEqualTo(List.of("RS256"));
        assertThat(SERVER.get("/realms/curved/.well-known/openid-configuration")
                        .get("id_token_signing_alg_values_supported"))
                .isEqualTo(List.of("ES256"));
    }

    @Test
    @DisplayName("§3.1 a realm that does not exist has no metadata")
    void unknown_realm() {
        Stream.of("/realms/nowhere/.well-known/openid-configuration", "/realms/nowhere")
                .forEach(path -> SERVER.get(path).expect(404));
    }

    @Test
    @DisplayName("GET /realms/{realm} describes the realm as clients made for Keycloak read it")
    void description() {
        assertThat(SERVER.get("/auth/realms/" + REALM).expect(200).json())
                .containsEntry("realm", REALM)
                .containsEntry("token-service", SERVER.issuer(REALM) + "/protocol/openid-connect")
                .containsEntry("tokens-not-before", 0)
                .containsKey("public_key");
    }

    private static String pathOf(String member) {
        return URI.create(String.valueOf(metadata().get(member))).getPath();
    }

    private static Answer form(String path, Map<String, String> form) {
        var all = new HashMap<>(Map.of("client_id", client.clientId(), "client_secret", client.secret()));
        all.putAll(form);
        return SERVER.form(path, all);
    }

    private static Answer byBasic(String path, String form) {
        return SERVER.send(SERVER.request(path)
                .header("Authorization", TestServer.basic(client.clientId(), client.secret()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }
}
