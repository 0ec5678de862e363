package dev.chancery.console;

import java.util.List;
import java.util.Map;

/// One search over the roles of the realm and of its clients.
final class FoundRoles {
    private static final int SHOWN = 50;

    private FoundRoles() {}

    /// The first few whose name has this in it; of all when it is empty.
    static List<Thing> by(Visit visit, String search) {
        var query = Map.of("everywhere", "true", "search", search, "size", Integer.toString(SHOWN));
        return visit.get("/api/rbac/roles", query).things("content");
    }
}
