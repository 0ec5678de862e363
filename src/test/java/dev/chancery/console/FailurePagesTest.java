package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page of a failure")
class FailurePagesTest {
    private static final String REALM = "/console/realms/alpha";
    private static final String MENDED = "To the client’s page";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;
    private static Desk looker;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha");
        var residents = Residents.of(SERVER);
        residents.user("alpha", "ada", "admin");
        var vic = residents.user("alpha", "vic");
        residents.grant("alpha", vic.id(), "realm-management", "view-events");
        ada = Desk.of(SERVER, "alpha", "ada");
        looker = Desk.of(SERVER, "alpha", "vic");
    }

    private static TestClient client(String clientId, Map<String, Object> change) {
        var made = SERVER.client("alpha", Map.of("clientId", clientId));
        if (!change.isEmpty())
            SERVER.api("PATCH", "/api/clients/" + made.id(), change).expect(200);
        return made;
    }

    private static Answer withSecret(TestClient client, String secret) {
        return SERVER.token(client, Map.of("client_secret", secret)).expect(401);
    }

    private static View page(Desk desk, Answer refused) {
        return desk.open(REALM + "/failures?reference=" + refused.text("reference"));
    }

    private static void leadsTo(String tab, Answer refused) {
        page(ada, refused).shows(MENDED, "href=\"" + REALM + "/clients/" + tab + "\"");
    }

    private static void leadsNowhere(View page) {
        page.answer().expect(200);
        assertThat(page.body()).contains("<h2 id=\"why\">").doesNotContain(MENDED);
    }

    @Test
    @DisplayName("leads on to the client's credentials where the secret was at fault")
    void secret() {
        leadsTo("secretive/credentials", withSecret(client("secretive", Map.of()), "wrong"));
    }

    @Test
    @DisplayName("leads on to the client's settings where it is public, switched off, or lacks the grant type")
    void settings() {
        leadsTo("open-one", withSecret(client("open-one", Map.of("publicClient", true, "grantTypes", List.of())), "x"));
        var off = client("off", Map.of("enabled", false));
        leadsTo("off", withSecret(off, off.secret()));
        var lacking = client("lacking", Map.of("grantTypes", List.of("password")));
        leadsTo("lacking", SERVER.token(lacking).expect(400));
    }

    @Test
    @DisplayName("leads on to the client's scopes where it asked for one that it does not have")
    void scopes() {
        var asking = client("asking", Map.of());
        for (var scope : List.of("phone", "no-such-scope"))
            leadsTo(
                    "asking/client-scopes",
                    SERVER.token(asking, Map.of("scope", scope)).expect(400));
    }

    @Test
    @DisplayName("leads nowhere where the client is gone, or hidden from whoever looks")
    void gone() {
        var refused = withSecret(client("going", Map.of()), "wrong");
        leadsNowhere(page(looker, refused));
        SERVER.api("DELETE", "/api/clients/going?realm=alpha", null).expect(204);

        leadsNowhere(page(ada, refused));
    }

    @Test
    @DisplayName("leads to no client where a person was refused who is called like one")
    void person() {
        var asking = client("namesake", Map.of("grantTypes", List.of("password")));
        var typed = Map.of("grant_type", "password", "username", "namesake", "password", "wrong");

        leadsNowhere(page(ada, SERVER.token(asking, typed).expect(400)));
    }
}
