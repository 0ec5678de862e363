package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page of a line of Activity")
class AuditPagesTest {
    private static final String REALM = "/console/realms/alpha";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha");
        Residents.of(SERVER).user("alpha", "ada", "admin");
        ada = Desk.of(SERVER, "alpha", "ada");
    }

    private static void leadsOn(String type, String subject, boolean leads) {
        var query = "type=%s&subject=%s".formatted(type, subject);
        var line = (Map<?, ?>) ((List<?>) SERVER.api("GET", "/api/realms/alpha/audit?" + query, null)
                        .expect(200)
                        .get("content"))
                .getFirst();
        var link = "<a href=\"%s/clients/%s\">shop</a>".formatted(REALM, subject);
        var page = ada.open(REALM + "/audit/" + line.get("eventId")).shows("shop");
        assertThat(page.body().contains(link)).as(type).isEqualTo(leads);
        if (leads) ada.open(REALM + "/clients/" + subject).answer().expect(200);
    }

    @Test
    @DisplayName("leads to what it is about as long as that is there, whatever the line tells")
    void leads() {
        var client = SERVER.client("alpha", Map.of("clientId", "shop")).id();
        leadsOn("client.created", client, true);

        SERVER.api("DELETE", "/api/clients/" + client, null).expect(204);
        leadsOn("client.created", client, false);
        leadsOn("client.deleted", client, false);

        SERVER.api("POST", "/api/clients/" + client + "/restore?realm=alpha", null)
                .expect(200);
        leadsOn("client.deleted", client, true);
    }
}
