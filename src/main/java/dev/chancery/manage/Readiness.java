package dev.chancery.manage;

import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.http.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether this node may be sent requests, and why not.
public final class Readiness {
    private static final Duration MOST_APART = Duration.ofSeconds(5);

    private final Database db;
    private final Changes changes;
    private final InstantSource clock;
    private volatile boolean stopping;

    public Readiness(Database db, Changes changes, InstantSource clock) {
        this.db = db;
        this.changes = changes;
        this.clock = clock;
    }

    /// From now on this node is not ready; what was sent to it is still answered.
    public void stopping() {
        stopping = true;
    }

    Response answer() {
        var reasons = reasons();
        if (reasons.isEmpty()) return Response.json(200, Map.of("status", "UP"));
        return Response.json(503, Map.of("status", "DOWN", "reasons", reasons));
    }

    private List<String> reasons() {
        var reasons = new ArrayList<String>();
        if (stopping) reasons.add("the node is stopping");
        if (db.fault().isPresent()) reasons.add("the storage is at fault: the node writes no more");
        if (!changes.fresh()) reasons.add("the change feed has not been read for more than a second");
        if (db.distrust().isPresent()) {
            reasons.add(db.distrust().get());
            return reasons;
        }
        try {
            var apart = Duration.between(db.clock(), clock.instant()).abs();
            if (apart.compareTo(MOST_APART) > 0)
                reasons.add("the node's clock is %d s off the database's".formatted(apart.toSeconds()));
        } catch (RuntimeException unavailable) {
            reasons.add("the database does not answer");
        }
        return reasons;
    }
}
