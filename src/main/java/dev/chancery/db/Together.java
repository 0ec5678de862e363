package dev.chancery.db;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Statements of one unit whose counts nobody asks for: they go to PostgreSQL in one trip, with the next statement that
/// has an answer, or with the commit.
final class Together {
    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    void add(String statement, List<? extends @Nullable Object> itsValues) {
        statements.add(statement);
        values.addAll(itsValues);
    }

    void run(Handle tx) {
        if (statements.isEmpty()) return;
        try {
            bound(tx.createUpdate(String.join(";\n", statements))).execute();
        } finally {
            clear();
        }
    }

    /// With the commit behind them, in the same trip; without any, the commit is left to the caller.
    void commit(Handle tx) {
        if (statements.isEmpty()) return;
        statements.add("COMMIT");
        run(tx);
    }

    /// The answer of a statement without values, behind which the others go.
    <T> T runBehind(Handle tx, String first, RowMapper<T> answer) {
        statements.addFirst(first);
        try {
            return bound(tx.createQuery(String.join(";\n", statements)))
                    .map(answer)
                    .one();
        } finally {
            clear();
        }
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
        for (var i = 0; i < values.size(); i++) statement.bind(i, values.get(i));
        return statement;
    }

    private void clear() {
        statements.clear();
        values.clear();
    }
}
