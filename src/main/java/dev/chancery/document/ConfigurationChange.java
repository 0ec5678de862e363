package dev.chancery.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a document has changed, or would change, about one thing. Nothing in it is secret.
///
/// @param kind realm, scope, role, client, group or user
/// @param id absent for what is built in
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfigurationChange(
        String kind, String name, @Nullable String id, Action action, Map<String, Difference> members) {

    public enum Action {
        CREATE,
        UPDATE,
        DELETE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            @Nullable JsonNode before, @Nullable JsonNode after) {}

    static Map<String, Difference> between(ObjectNode before, ObjectNode after) {
        var members = new TreeMap<String, Difference>();
        for (var member : after.properties())
            if (!member.getValue().equals(before.get(member.getKey())))
                members.put(member.getKey(), new Difference(before.get(member.getKey()), member.getValue()));
        for (var member : before.properties())
            if (!after.has(member.getKey())) members.put(member.getKey(), new Difference(member.getValue(), null));
        return members;
    }
}
