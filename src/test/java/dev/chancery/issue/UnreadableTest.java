package dev.chancery.issue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.AtOnce;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Somebody whose row in the database is broken")
class UnreadableTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("harms nobody else who is asked about at the same time")
    void alone() {
        var realm = server.realm("unreadable");
        var client = SignedIn.client(server, realm, Map.of());
        var broken = SignedIn.at(server, client);
        var sound = SignedIn.at(server, client);
        var ofBroken = broken.tokens().text("access_token");
        var ofSound = sound.tokens().text("access_token");
        breaks(broken);

        var answers = AtOnce.of(40, each -> introspected(client, each % 2 == 0 ? ofBroken : ofSound));

        for (var each = 0; each < answers.size(); each++)
            if (each % 2 == 0) answers.get(each).expect(500);
            else assertThat(answers.get(each).expect(200).get("active")).isEqualTo(true);
    }

    @Test
    @DisplayName("harms nobody else who refreshes at the same time")
    void refreshed() {
        var client = SignedIn.client(server, server.realm("unreadable-refresh"), Map.of());
        var broken = SignedIn.at(server, client);
        var sound = SignedIn.at(server, client);
        var ofBroken = broken.tokens();
        var ofSound = sound.tokens();
        breaks(broken);

        var answers = AtOnce.of(40, each -> each % 2 == 0 ? broken.refresh(ofBroken) : sound.refresh(ofSound));

        for (var each = 0; each < answers.size(); each++) answers.get(each).expect(each % 2 == 0 ? 500 : 200);
    }

    private void breaks(SignedIn one) {
        Residents.of(server)
                .database()
                .writes(tx -> tx.createUpdate("UPDATE person SET attributes = '{' WHERE id = :id")
                        .bind("id", one.user().id())
                        .execute());
    }

    private Answer introspected(TestClient client, String token) {
        return server.form(
                "/realms/%s/protocol/openid-connect/token/introspect".formatted(client.realm()),
                Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token));
    }
}
