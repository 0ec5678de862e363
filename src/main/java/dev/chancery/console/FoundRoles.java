package dev.chancery.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One search over the roles of the realm and of its clients.
final class FoundRoles {
    private static final int SHOWN = 50;

    private FoundRoles() {}

    /// The first few whose name has this in it; of all when it is empty.
    static List<Thing> by(Visit visit, String search) {
        var query = Map.of("everywhere", "true", "search", search, "size", Integer.toString(SHOWN));
        var part = visit.get("/api/rbac/roles", query);
        var found = new ArrayList<>(part.things("content"));
        while (part.has("next") && found.size() < SHOWN) {
            var further = new LinkedHashMap<>(query);
            further.put("after", part.text("next"));
            part = visit.get("/api/rbac/roles", further);
            found.addAll(part.things("content"));
        }
        return found.stream().limit(SHOWN).toList();
    }
}
