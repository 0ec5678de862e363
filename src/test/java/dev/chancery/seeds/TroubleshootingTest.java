package dev.chancery.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A Client secret walk-through: troubleshooting")
class TroubleshootingTest {
    private static final SettableClock CLOCK = new SettableClock("2030-01-01T00:00:00Z");

    @RegisterExtension
    static final TestServer SERVER = new TestServer(Dialect.SQLITE, CLOCK);

    private static final String REALM = "codemie-prod";

    private static TestClient client;

    @BeforeAll
    static void a_realm_and_a_client() {
        SERVER.realm(REALM);
        client = SERVER.client(REALM, Map.of("clientId", "api-demo-project"));
    }

    @Test
    @DisplayName("A59 authentication failure: the caller sees one answer, the administrator which of the causes it was")
    void authentication_failure() {
        SERVER.realm("codemie-test");
        SERVER.client("codemie-test", Map.of("clientId", "lives-elsewhere"));

        var unknown = explained(refused("api-demo-projekt", client.secret()));
        var elsewhere = explained(refused("lives-elsewhere", "cs_whatever"));
        var wrong = explained(refused("api-demo-project", "cs_wrong"));

        assertThat(unknown).containsEntry("cause", "unknown_client").containsEntry("subject", "api-demo-projekt");
        assertThat(unknown).doesNotContainKey("elsewhere");
        assertThat(elsewhere)
                .containsEntry("cause", "unknown_client")
                .containsEntry("elsewhere", List.of("codemie-test"));
        assertThat(wrong).containsEntry("cause", "wrong_secret").containsEntry("subject", "api-demo-project");
        for (var each : List.of(unknown, elsewhere, wrong))
            assertThat((String) each.get("remedy")).isNotBlank();
    }

    @Test
    @DisplayName("A59 a secret that has expired is told apart from one that was never right")
    void expired_secret() {
        var rotating = SERVER.client(REALM);
        SERVER.api("POST", "/api/clients/" + rotating.clientId() + "/rotate-secret", Map.of("overlapSeconds", 60))
                .expect(200);

        CLOCK.advance(Duration.ofMinutes(1));

        assertThat(explained(refused(rotating.clientId(), rotating.secret()))).containsEntry("cause", "expired_secret");
    }

    @Test
    @DisplayName("A59 a realm that does not exist is said to be so")
    void wrong_realm() {
        var answer = SERVER.token(new TestClient("codemie-prd", "", client.clientId(), client.secret()));

        assertThat(answer.expect(404).text("error")).contains("Realm");
    }

    @Test
    @DisplayName(
            "A60 scope issues: the missing scope is named; assigned to the client or not there at all, the administrator sees")
    void scope_issues() {
        var unassigned = SERVER.token(client, Map.of("scope", "phone")).expect(400);
        var unknown = SERVER.token(client, Map.of("scope", "codemie")).expect(400);

        assertThat(unassigned.text("error_description")).contains("'phone'");
        assertThat(explained(unassigned))
                .containsEntry("cause", "scope_not_assigned")
                .containsEntry("detail", "scope phone");
        assertThat(unknown.text("error_description")).contains("'codemie'");
        assertThat(explained(unknown)).containsEntry("cause", "unknown_scope").containsEntry("detail", "scope codemie");
    }

    @Test
    @DisplayName("A60 once the scope is made and assigned to the client, it is granted")
    void scope_assigned() {
        var asking = SERVER.client(REALM);
        SERVER.token(asking, Map.of("scope", "reports")).expect(400);

        SERVER.api("POST", "/api/scopes", Map.of("realmName", REALM, "name", "reports"))
                .expect(201);
        SERVER.api("PATCH", "/api/clients/" + asking.clientId(), Map.of("optionalScopes", List.of("reports")))
                .expect(200);

        assertThat(SERVER.token(asking, Map.of("scope", "reports")).expect(200).get("scope"))
                .isEqualTo("reports");
    }

    private static Answer refused(String clientId, String secret) {
        var answer = SERVER.token(new TestClient(REALM, "", clientId, secret)).expect(401);
        assertThat(answer.get("error")).isEqualTo("invalid_client");
        assertThat(answer.text("error_description").replace(answer.text("reference"), "…"))
                .isEqualTo(
                        "Client authentication failed. Check the realm, the client id and the secret. (reference …)");
        return answer;
    }

    private static Map<String, Object> explained(Answer refused) {
        return SERVER.api("GET", "/api/realms/%s/failures/%s".formatted(REALM, refused.get("reference")), null)
                .expect(200)
                .json();
    }
}
