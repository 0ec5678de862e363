package dev.chancery.db;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/// Several writes of one unit in one trip to the database.
public final class Together {
    private Together() {}

    /// Runs the statements in order; `values` are those of all their `:names`.
    public static void run(Handle tx, List<String> statements, Map<String, ?> values) {
        var trips = Unit.current().dialect() == Dialect.POSTGRES ? List.of(String.join(";\n", statements)) : statements;
        for (var trip : trips)
            tx.createUpdate(trip)
                    .configure(SqlStatements.class, allowing -> allowing.setUnusedBindingAllowed(true))
                    .bindMap(values)
                    .execute();
    }
}
