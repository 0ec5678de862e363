package dev.chancery.api;

import static dev.chancery.api.Callers.content;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Undoing over the API, and what the database then holds.
///
/// @param realm by its name; by its id, once it was deleted
record Undo(TestServer server, String realm) {
    private static final List<String> THINGS = List.of(
            "realm",
            "client",
            "client_scope",
            "role",
            "role_composite",
            "role_mapping",
            "people_group",
            "group_member",
            "person");

    /// The rows of all that can be taken back, but for those in the bin and what tells that one was made again.
    List<String> things() {
        var things = new ArrayList<String>();
        Residents.of(server).rows().forEach((table, rows) -> {
            for (var row : rows)
                if (THINGS.contains(table) && !row.matches(".*\\bdeleted_at=\\d.*"))
                    things.add(table + row(table, row));
        });
        Collections.sort(things);
        return things;
    }

    private static String row(String table, String row) {
        var lasting = row.replaceAll("\\b(version|created_at)=\\d+", "");
        return table.equals("role_mapping") ? lasting.replaceFirst("\\bid=[^,]+", "") : lasting;
    }

    /// The newest lines first.
    List<Map<String, Object>> lines() {
        return content(server.api("GET", path() + "?size=100", null).expect(200));
    }

    Set<String> typesSince(long number) {
        var types = new HashSet<String>();
        var path = path() + "?size=100";
        for (var after = ""; true; ) {
            var page = server.api("GET", path + after, null).expect(200);
            for (var line : content(page)) {
                if (((Number) line.get("number")).longValue() <= number) return types;
                types.add(line.get("eventType").toString());
            }
            after = "&after=" + page.text("next");
        }
    }

    String last() {
        return lines().getFirst().get("eventId").toString();
    }

    /// The newest line of this type.
    String last(String type) {
        return content(server.api("GET", path() + "?size=1&type=" + type, null).expect(200))
                .getFirst()
                .get("eventId")
                .toString();
    }

    /// The oldest of the last hundred lines of this type.
    String first(String type) {
        return content(server.api("GET", path() + "?size=100&type=" + type, null)
                        .expect(200))
                .getLast()
                .get("eventId")
                .toString();
    }

    Answer of(String eventId) {
        return server.api("POST", path() + "/" + eventId + "/undo", null);
    }

    Answer of(String token, String eventId) {
        return server.api(token, "POST", path() + "/" + eventId + "/undo", null);
    }

    /// What the first line tells that an undo wrote.
    static String by(Answer undone) {
        return ((List<?>) undone.expect(200).get("eventIds")).getFirst().toString();
    }

    Answer shown(String eventId) {
        return server.api("GET", path() + "/" + eventId, null);
    }

    private String path() {
        return "/api/realms/" + realm + "/audit";
    }
}
