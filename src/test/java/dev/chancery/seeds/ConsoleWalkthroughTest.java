package dev.chancery.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Shell;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A Client secret walk-through: steps 10 and 11")
class ConsoleWalkthroughTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String STEP_10 = """
            curl -X POST 'https://keycloak.example.com/auth/realms/codemie-prod/protocol/openid-connect/token' \\
            --header 'Content-Type: application/x-www-form-urlencoded' \\
            --data-urlencode 'client_id=<client-id>' \\
            --data-urlencode 'grant_type=client_credentials' \\
            --data-urlencode 'client_secret=<client-secret>'""";

    private static TestClient client;

    @BeforeAll
    static void a_realm_and_a_client() {
        SERVER.realm("codemie-prod", Map.of("tokenLifespanSeconds", 28500));
        client = SERVER.client("codemie-prod", Map.of("clientId", "api-demo-project", "name", "api-demo-project"));
    }

    @Test
    @DisplayName("A5–A45 A57 steps 3–9 in four calls: client, scope, mapper, role and attribute reach the token")
    void steps_3_to_11() {
        SERVER.realm("walk", Map.of("tokenLifespanSeconds", 28500));
        SERVER.api("POST", "/api/rbac/roles", Map.of("realmName", "walk", "name", "developer"))
                .expect(201);
        SERVER.api(
                        "POST",
                        "/api/scopes",
                        Map.of(
                                "realmName",
                                "walk",
                                "name",
                                "codemie",
                                "mappers",
                                List.of(Map.of(
                                        "name",
                                        "applications",
                                        "type",
                                        "user-attribute",
                                        "claim",
                                        "applications",
                                        "multivalued",
                                        true,
                                        "config",
                                        Map.of("attribute", "applications")))))
                .expect(201);
        var wish = new HashMap<String, Object>(Map.of(
                "clientId",
                "api-demo-project",
                "name",
                "api-demo-project",
                "grantTypes",
                List.of("authorization_code", "password", "client_credentials"),
                "rootUrl",
                "https://codemie.example.com",
                "redirectUris",
                List.of("https://codemie.example.com/*"),
                "postLogoutRedirectUris",
                List.of("+"),
                "webOrigins",
                List.of("https://codemie.example.com"),
                "scopes",
                List.of("profile", "email", "codemie")));
        wish.put(
                "serviceAccount",
                Map.of(
                        "email",
                        "api-demo-project@domain.com",
                        "firstName",
                        "api-demo",
                        "lastName",
                        "project",
                        "roles",
                        List.of("developer"),
                        "attributes",
                        Map.of("applications", List.of("demo-project"))));
        var walked = SERVER.client("walk", wish);

        for (var path : List.of("", "/auth")) {
            var answer = SERVER.form(
                            path + "/realms/walk/protocol/openid-connect/token",
                            Map.of(
                                    "client_id",
                                    walked.clientId(),
                                    "grant_type",
                                    "client_credentials",
                                    "client_secret",
                                    walked.secret()))
                    .expect(200);

            assertThat(answer.json())
                    .containsEntry("expires_in", 28500)
                    .containsEntry("scope", "profile email codemie");
            assertThat(answer.claims())
                    .containsEntry("applications", List.of("demo-project"))
                    .containsEntry("roles", List.of("developer"))
                    .containsEntry("realm_access", Map.of("roles", List.of("developer")))
                    .containsEntry("email", "api-demo-project@domain.com")
                    .containsEntry("name", "api-demo project")
                    .containsEntry("preferred_username", "service-account-api-demo-project")
                    .containsEntry("scope", "profile email codemie")
                    .containsEntry("allowed-origins", List.of("https://codemie.example.com"));
        }
    }

    private static Shell step10() {
        return Shell.run(STEP_10.replace("https://keycloak.example.com", SERVER.url())
                        .replace("<client-id>", client.clientId())
                        .replace("<client-secret>", client.secret()))
                .succeeded();
    }

    @Test
    @DisplayName("A46 A47 A49 A50–A55 step 10's curl line, under /auth, gets the documented answer")
    void step_10() {
        var answer = step10().json();

        assertThat(answer)
                .containsEntry("expires_in", 28500)
                .containsEntry("refresh_expires_in", 0)
                .containsEntry("token_type", "Bearer")
                .containsEntry("not-before-policy", 0)
                .containsEntry("scope", "profile email");
        assertThat(new ArrayList<>(answer.keySet()))
                .containsExactly(
                        "access_token", "expires_in", "refresh_expires_in", "token_type", "not-before-policy", "scope");
        assertThat((String) answer.get("access_token")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    @DisplayName("A48 a body of another content type is refused with 415, and one without a type too")
    void content_type() {
        var path = "/auth/realms/codemie-prod/protocol/openid-connect/token";
        var json = SERVER.request(path).header("Content-Type", "application/json");

        assertThat(SERVER.send(json.POST(BodyPublishers.ofString("{\"grant_type\":\"client_credentials\"}")))
                        .expect(415)
                        .get("error"))
                .isEqualTo("invalid_request");
        SERVER.send(SERVER.request(path).POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .expect(415);
    }

    @Test
    @DisplayName("A51 expires_in is the realm's, unless the client has its own (D3), and the token says the same")
    void lifetimes() {
        var own = SERVER.client("codemie-prod", Map.of("tokenLifespanSeconds", 60));

        for (var each : Map.of(client, 28500, own, 60).entrySet()) {
            var answer = SERVER.token(each.getKey()).expect(200);
            var claims = answer.claims();
            assertThat(answer.get("expires_in")).isEqualTo(each.getValue());
            assertThat((Integer) claims.get("exp") - (Integer) claims.get("iat"))
                    .isEqualTo(each.getValue());
        }
    }

    @Test
    @DisplayName("A54 not-before-policy is when the realm last voided its tokens")
    void not_before_policy() {
        var realm = SERVER.realm("voided", Map.of("notBefore", 1_700_000_000));

        assertThat(SERVER.token(SERVER.client(realm)).expect(200).get("not-before-policy"))
                .isEqualTo(1_700_000_000);
    }

    @Test
    @DisplayName("A56 A57 the token is a JWT for the Authorization header: it names its client and carries its roles")
    void step_11() {
        var role = SERVER.api("POST", "/api/rbac/roles", Map.of("realmName", "codemie-prod", "name", "developer"))
                .expect(201);
        var account =
                SERVER.api("GET", "/api/clients/" + client.clientId(), null).text("serviceAccountId");
        SERVER.api(
                        "POST",
                        "/api/rbac/user-role-mappings",
                        Map.of("realmName", "codemie-prod", "roleId", role.text("id"), "userId", account))
                .expect(201);

        var claims = Answer.claimsOf((String) step10().json().get("access_token"));

        assertThat(claims)
                .containsEntry("iss", SERVER.issuer("codemie-prod"))
                .containsEntry("sub", account)
                .containsEntry("azp", "api-demo-project")
                .containsEntry("preferred_username", "service-account-api-demo-project")
                .containsEntry("typ", "Bearer")
                .containsEntry("roles", List.of("developer"))
                .containsEntry("realm_access", Map.of("roles", List.of("developer")));
    }
}
