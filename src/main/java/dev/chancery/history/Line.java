package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.event.AuditEntry;
import dev.chancery.event.Event;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A line of the audit trail with what it tells.
///
/// @param payload empty once erased
public record Line(AuditEntry entry, ObjectNode payload) {
    private static final String STAYS_REVOKED = "Tokens that notBefore has revoked stay so.";

    public static Line of(AuditEntry entry) {
        var payload = entry.payload();
        return new Line(
                entry, payload == null ? JsonText.emptyObject() : (ObjectNode) JsonText.MAPPER.readTree(payload));
    }

    /// What the line changed, member by member.
    public List<Difference.Member> changes() {
        return Difference.between(payload.path("before"), payload.path("after"));
    }

    /// The same without what stays as it is: nothing gives life again to tokens that were revoked.
    List<Difference.Member> changesToUndo(Undoing undoing) {
        var changes = changes().stream().filter(change -> !revokes(change)).toList();
        if (changes.isEmpty()) throw Refused.conflict(null, STAYS_REVOKED);
        if (changes.size() < changes().size()) undoing.leave(STAYS_REVOKED);
        return changes;
    }

    private static boolean revokes(Difference.Member change) {
        return change.member().equals("/notBefore")
                && change.before() != null
                && change.after() != null
                && change.before().asLong() < change.after().asLong();
    }

    /// The number of the first line that was written at once with it.
    long start() {
        return Long.parseLong(payload.path("with").asString(Long.toString(entry.number())));
    }

    Event event() {
        return Stream.of(Event.values())
                .filter(event -> event.type.equals(entry.type()))
                .findFirst()
                .orElseThrow(this::untold);
    }

    String subject() {
        return entry.subject();
    }

    /// The number of the line that it took back, if it tells of an undo.
    Optional<Long> undoes() {
        return payload.path("undoes").asStringOpt().map(Long::valueOf);
    }

    boolean isErased() {
        return entry.payload() == null;
    }

    ObjectNode before() {
        return told("before");
    }

    ObjectNode after() {
        return told("after");
    }

    /// A member of what the line tells as it was written down.
    <T> T read(JsonNode told, Class<T> type) {
        if (!told.isObject()) throw untold();
        try {
            return JsonText.MAPPER.treeToValue(told, type);
        } catch (JacksonException older) {
            throw untold();
        }
    }

    private ObjectNode told(String member) {
        if (payload.get(member) instanceof ObjectNode told) return told;
        throw untold();
    }

    Refused untold() {
        return Refused.conflict(
                null, "Another version wrote the line %d, and not all that an undo needs.".formatted(entry.number()));
    }
}
