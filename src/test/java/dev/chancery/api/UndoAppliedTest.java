package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.JsonNode;

@OnBothDatabases
@DisplayName("Undo: a document that was applied")
class UndoAppliedTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private JsonNode exported() {
        var path = ConfigurationTest.path("applied", "users=true");
        return JsonText.MAPPER.readTree(
                server.api("GET", path, null).expect(200).body());
    }

    @Test
    @DisplayName("whatever a document changed, made and pruned is as it was, and undoing that applies it again")
    void whole() {
        Things.in(server, "applied");
        var undo = new Undo(server, "applied");
        var before = exported();
        var document = Map.of(
                "realm",
                Map.of("displayName", "Applied"),
                "scopes",
                List.of(Map.of("name", "invoices", "description", "Made by a document")),
                "roles",
                List.of(
                        Map.of("name", "clerk", "composites", Map.of("realm", List.of("part"))),
                        Map.of("name", "part")),
                "groups",
                List.of(Map.of("path", "/visitors")));
        ConfigurationTest.apply(server, "applied", document, "prune=true").expect(200);
        var after = exported();
        assertThat(after).isNotEqualTo(before);

        var undone = Undo.by(undo.of(undo.last()));

        assertThat(exported()).isEqualTo(before);
        undo.of(undone).expect(200);
        assertThat(exported()).isEqualTo(after);
        assertThat(server.verifyAudit().faults()).isEmpty();
    }
}
