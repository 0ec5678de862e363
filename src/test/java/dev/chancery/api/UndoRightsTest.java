package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("Undo: whoever undoes needs what it takes to do so by hand")
class UndoRightsTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("to see events is not enough, nor to manage without seeing them; another realm's lines do not exist")
    void who_may() {
        var realm = server.realm("may");
        var undo = new Undo(server, realm);
        var client = server.client(realm);
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("name", "changed"))
                .expect(200);
        var line = undo.last("client.updated");
        var auditor = Callers.administrator(server, realm, "auditor", "view-events");
        var clerk = Callers.administrator(server, realm, "clerk", "manage-clients");
        var both = Callers.administrator(server, realm, "both", "manage-clients", "view-events");
        var stranger = Callers.administrator(server, server.realm("may-not"), "boss", "admin");

        undo.of(auditor, line).expect(403);
        undo.of(clerk, line).expect(403);
        undo.of(stranger, line).expect(404);
        new Undo(server, "may-not").of(stranger, line).expect(404);
        new Undo(server, "master").of(line).expect(404);
        var path = "/api/realms/may/audit/" + line;
        assertThat(server.api(auditor, "GET", path, null)
                        .expect(200)
                        .get("undo")
                        .toString())
                .contains("possible=false", "MANAGE_CLIENTS");
        assertThat(server.api(both, "GET", path, null).expect(200).get("undo").toString())
                .contains("possible=true");
        assertThat(server.api("GET", "/api/clients/" + client.id(), null).text("name"))
                .isEqualTo("changed");
        undo.of(both, line).expect(200);
    }

    @Test
    @DisplayName(
            "AD-05 nobody gets back for others what they do not hold: granted, through a group, a role or a person")
    void holding() {
        var realm = server.realm("hold");
        var undo = new Undo(server, realm);
        var clerk = Callers.administrator(server, realm, "clerk", "manage-users", "view-events");
        var ada = Callers.person(server, realm, "ada");
        var mapping = Callers.grant(server, realm, ada, "admin").expect(201);
        server.api("DELETE", mapping.header("Location"), null).expect(204);
        var withdrawn = undo.last();
        undo.of(clerk, withdrawn).expect(403);

        var group = server.api("POST", "/api/groups", Map.of("realmName", realm, "name", "admins"))
                .expect(201)
                .text("id");
        Callers.grant(server, realm, group, "manage-clients").expect(201);
        server.api("PUT", "/api/groups/" + group + "/members/" + ada, null).expect(204);
        server.api("DELETE", "/api/groups/" + group + "/members/" + ada, null).expect(204);
        undo.of(clerk, undo.last()).expect(403);
        server.api("DELETE", "/api/groups/" + group, null).expect(204);
        undo.of(clerk, undo.last()).expect(403);

        undo.of(withdrawn).expect(200);
        server.api("DELETE", "/api/users/" + ada, null).expect(204);
        var rows = Residents.of(server).rows();
        undo.of(clerk, undo.last()).expect(403);
        assertThat(Residents.of(server).rows()).isEqualTo(rows);
        undo.of(undo.last()).expect(200);
    }

    @Test
    @DisplayName("AD-11 the last administrator stays, and master is not deleted by undoing that it was made")
    void last_administrator() {
        var undo = new Undo(server, "master");

        for (var type : List.of("role_mapping.created", "user.created", "realm.created")) {
            var first = undo.first(type);
            assertThat(undo.of(first).status()).as(type).isEqualTo(409);
        }
        assertThat(server.verifyAudit().faults()).isEmpty();
    }
}
