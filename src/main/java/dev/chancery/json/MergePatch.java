package dev.chancery.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON merge patch: RFC 7396.
public final class MergePatch {

    private MergePatch() {}

    /// §2: objects are merged member by member, anything else takes the place of what was there.
    public static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) return patch;
        var merged = target instanceof ObjectNode known ? known.deepCopy() : JsonText.emptyObject();
        for (var member : members.properties()) {
            if (member.getValue().isNull()) merged.remove(member.getKey());
            else merged.set(member.getKey(), merged(merged.path(member.getKey()), member.getValue()));
        }
        return merged;
    }
}
