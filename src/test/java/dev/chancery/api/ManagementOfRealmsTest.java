package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static dev.chancery.api.Callers.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("The clients that stand for a realm come and go with it")
class ManagementOfRealmsTest {
    private static final String WITHIN = "realm-management";

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private List<Map<String, Object>> roles(String realm, String client) {
        return Callers.rolesOf(server, realm, client);
    }

    private int status(String token, String path) {
        return server.api(token, "GET", path, null).status();
    }

    @Test
    @DisplayName("a realm's client in master goes into the bin with it, and comes back with what it gave")
    void comes_and_goes() {
        var id = server.api("POST", "/api/realms", Map.of("name", "passing"))
                .expect(201)
                .text("id");
        var token = Callers.provisioner(server, "caretaker", "passing", "view-clients");
        assertThat(status(token, "/api/clients?realm=passing")).isEqualTo(200);

        server.api("DELETE", "/api/realms/passing", null).expect(204);
        server.api("GET", "/api/clients/passing-realm", null).expect(404);
        assertThat(Answer.claimsOf(signedIn(server, "master", "caretaker"))).doesNotContainKey("resource_access");
        assertThat(status(token, "/api/clients?realm=passing")).isEqualTo(404);

        server.api("POST", "/api/realms/" + id + "/restore", null).expect(200);
        assertThat(status(token, "/api/clients?realm=passing")).isEqualTo(200);
        assertThat(Answer.claimsOf(signedIn(server, "master", "caretaker")))
                .containsEntry("resource_access", Map.of("passing-realm", Map.of("roles", List.of("view-clients"))));

        server.api("DELETE", "/api/realms/passing", null).expect(204);
        var binned = content(server.api("GET", "/api/clients?realm=master&deleted=true", null)
                .expect(200));
        assertThat(binned).extracting(each -> each.get("clientId")).contains("passing-realm");
        for (var each : binned)
            server.api("POST", "/api/clients/%s/restore?realm=master".formatted(each.get("id")), null)
                    .expect(409);
        server.realm("passing");
        assertThat(status(token, "/api/clients?realm=passing"))
                .as("another realm of this name")
                .isEqualTo(404);
    }

    @Test
    @DisplayName("the bins are emptied of a realm and of its client in master together, and lists hear of it")
    void emptied() {
        var id = server.api("POST", "/api/realms", Map.of("name", "emptied"))
                .expect(201)
                .text("id");
        server.api("DELETE", "/api/realms/emptied", null).expect(204);
        assertThat(binned()).contains("emptied-realm");

        clock.advance(Duration.ofDays(31));
        server.adminToken();
        Residents.of(server).emptyBinOfClients();
        assertThat(binned()).contains("emptied-realm");
        server.api("POST", "/api/realms/" + id + "/restore", null).expect(200);
        server.api("GET", "/api/clients/emptied-realm", null).expect(200);

        server.api("DELETE", "/api/realms/emptied", null).expect(204);
        clock.advance(Duration.ofDays(31));
        server.emptyBins();
        assertThat(binned()).doesNotContain("emptied-realm");
        var told = content(server.api("GET", "/api/realms/master/audit?type=client.purged", null)
                .expect(200));
        assertThat(told).isNotEmpty();
    }

    private List<Object> binned() {
        return content(server.api("GET", "/api/clients?realm=master&deleted=true&size=100", null)
                        .expect(200))
                .stream()
                .map(each -> each.get("clientId"))
                .toList();
    }

    @Test
    @DisplayName("a realm whose client's name was taken in master while it lay in the bin stays there, and says why")
    void taken_meanwhile() {
        var id = server.api("POST", "/api/realms", Map.of("name", "late"))
                .expect(201)
                .text("id");
        server.api("DELETE", "/api/realms/late", null).expect(204);
        server.client("master", Map.of("clientId", "late-realm"));

        var refused = server.api("POST", "/api/realms/" + id + "/restore", null).expect(409);
        assertThat(refused.text("detail")).contains("late-realm");
        server.api("GET", "/api/realms/late", null).expect(404);
    }

    @Test
    @DisplayName("a realm whose client's name is taken in master is refused, and says why")
    void taken() {
        server.client("master", Map.of("clientId", "busy-realm"));

        var refused = server.api("POST", "/api/realms", Map.of("name", "busy")).expect(409);
        assertThat(refused.text("detail")).contains("busy-realm");
        server.api("GET", "/api/realms/busy", null).expect(404);
    }

    @Test
    @DisplayName("realms from before there were such clients get them when a server starts")
    void older_realms() {
        var realm = server.realm("older");
        server.realm("odd");
        var residents = Residents.of(server);
        var binned = server.api("POST", "/api/realms", Map.of("name", "binned-before"))
                .expect(201)
                .text("id");
        for (var each : List.of("older", "odd", "binned-before")) residents.withoutManagement(each);
        server.client("odd", Map.of("clientId", WITHIN));
        server.api("DELETE", "/api/realms/binned-before", null).expect(204);

        residents.startAgain();
        residents.startAgain();

        assertThat(roles(realm, WITHIN)).hasSize(19);
        assertThat(roles("master", "older-realm")).hasSize(19);
        assertThat(roles("odd", WITHIN)).isEmpty();
        assertThat(roles("master", "odd-realm")).hasSize(19);
        server.api("POST", "/api/realms/" + binned + "/restore", null).expect(200);
        assertThat(roles("binned-before", WITHIN)).hasSize(19);
        assertThat(roles("master", "binned-before-realm")).hasSize(19);
    }
}
