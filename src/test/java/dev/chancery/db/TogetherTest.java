package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Several writes together")
class TogetherTest {
    private static final String PUT = "INSERT INTO instance (name, value) VALUES ('a', :first)";
    private static final String CHANGE = "UPDATE instance SET value = :second WHERE name = 'a' AND value = :first";
    private static final String REFUSED = "UPDATE change_head SET chain_hash = NULL";
    private static final Map<String, String> VALUES = Map.of("first", "1", "second", "2");

    @BothDatabases
    @DisplayName("are done in their order, each with its own values, on PostgreSQL in one trip")
    void in_order(Database db) {
        var trips = new ArrayList<String>();
        db.writes(tx -> {
            tx.configure(
                    SqlStatements.class,
                    statements -> statements.setSqlLogger(new SqlLogger() {
                        @Override
                        public void logBeforeExecution(StatementContext statement) {
                            trips.add(statement.getRenderedSql());
                        }
                    }));
            Together.run(tx, List.of(PUT, CHANGE), VALUES);
        });

        assertThat(DatabaseTest.value(db, "a")).isEqualTo("2");
        assertThat(trips).hasSize(db.dialect() == Dialect.POSTGRES ? 1 : 2);
    }

    @BothDatabases
    @DisplayName("are none of them done when one is refused, wherever it stands, and the refusal names its table")
    void all_or_none(Database db) {
        for (var writes :
                List.of(List.of(REFUSED, PUT, CHANGE), List.of(PUT, REFUSED, CHANGE), List.of(PUT, CHANGE, REFUSED))) {
            assertThatThrownBy(() -> db.writes(tx -> Together.run(tx, writes, VALUES)))
                    .rootCause()
                    .hasMessageContaining("change_head")
                    .hasMessageNotContaining("instance");

            assertThat(DatabaseTest.count(db)).isEqualTo(1);
        }
    }
}
