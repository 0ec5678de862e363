package dev.chancery.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one set of claims says other than another, claim by claim.
public record ClaimsDiff(Map<String, JsonNode> added, Map<String, JsonNode> removed, Map<String, Changed> changed) {

    public record Changed(JsonNode before, JsonNode after) {}

    public static ClaimsDiff between(ObjectNode before, ObjectNode after) {
        var diff = new ClaimsDiff(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var claim : before.properties()) {
            var now = after.get(claim.getKey());
            if (now == null) diff.removed.put(claim.getKey(), claim.getValue());
            else if (!now.equals(claim.getValue()))
                diff.changed.put(claim.getKey(), new Changed(claim.getValue(), now));
        }
        for (var claim : after.properties())
            if (!before.has(claim.getKey())) diff.added.put(claim.getKey(), claim.getValue());
        return diff;
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
}
