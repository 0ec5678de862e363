package dev.chancery.api;

import dev.chancery.db.Database;
import dev.chancery.db.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/// How the database reads what it is asked.
public final class Plans {
    /// Every row of a table.
    public static final String WALKED = "(?m)Seq Scan|^SCAN (?!counted|wish|allowed|CONSTANT ROW|.* USING .*INDEX)";

    private final Database db;
    private final List<String> disliked;

    /// @param disliked what PostgreSQL shall do only where it has no choice, such as `seqscan`
    public Plans(Database db, String... disliked) {
        this.db = db;
        this.disliked = List.of(disliked);
    }

    public record Plan(String sql, String text) {}

    private record Value(String name, Argument argument) {}

    private record Asked(String sql, List<Value> values) {}

    public List<Plan> of(Runnable questions) {
        return db.write(tx -> {
            if (db.dialect() == Dialect.POSTGRES)
                for (var each : disliked) tx.execute("SET LOCAL enable_%s = off".formatted(each));
            var asked = new ArrayList<Asked>();
            tx.configure(SqlStatements.class, statements -> statements.setSqlLogger(noting(asked)));
            questions.run();
            tx.configure(SqlStatements.class, statements -> statements.setSqlLogger(SqlLogger.NOP_SQL_LOGGER));
            return asked.stream()
                    .map(each -> new Plan(each.sql(), plan(tx, each)))
                    .toList();
        });
    }

    @SuppressWarnings("removal") // nothing else tells the values
    private static SqlLogger noting(List<Asked> asked) {
        return new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext statement) {
                var values = statement.getBinding().getNames().stream()
                        .map(name -> new Value(
                                name,
                                statement
                                        .getBinding()
                                        .findForName(name, statement)
                                        .orElseThrow()))
                        .toList();
                asked.add(new Asked(Objects.requireNonNull(statement.getRenderedSql()), values));
            }
        };
    }

    private String plan(Handle tx, Asked asked) {
        var sqlite = db.dialect() == Dialect.SQLITE;
        var question = tx.createQuery((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + asked.sql());
        for (var value : asked.values()) question.bind(value.name(), value.argument());
        return question.map((row, _) -> row.getString(sqlite ? 4 : 1)).collect(Collectors.joining("\n"));
    }
}
