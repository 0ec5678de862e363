package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Several writes together")
class TogetherTest {
    private static final String PUT = "INSERT INTO instance (name, value) VALUES ('a', ?)";
    private static final String CHANGE = "UPDATE instance SET value = ? WHERE name = 'a' AND value = ?";
    private static final String REFUSED = "UPDATE change_head SET chain_hash = NULL";

    @BothDatabases
    @DisplayName("are done in their order, each with its own values, on PostgreSQL in one trip")
    void in_order(Database db) {
        var trips = new ArrayList<String>();
        db.writes(tx -> {
            log(tx, trips);
            db.later(PUT, "1");
            db.later(CHANGE, "2", "1");
        });

        assertThat(DatabaseTest.value(db, "a")).isEqualTo("2");
        assertThat(trips).hasSize(db.dialect() == Dialect.POSTGRES ? 1 : 2);
    }

    @BothDatabases
    @DisplayName("are done before what their unit asks next, and a change's number is asked for in the same trip")
    void before_the_next_answer(Database db) {
        var trips = new ArrayList<String>();
        db.writes(tx -> {
            log(tx, trips);
            db.later(PUT, "1");
            assertThat(DatabaseTest.value(db, "a")).isEqualTo("1");
            trips.clear();
            db.later(CHANGE, "2", "1");
            Changes.announce("r", "client", "one");
        });

        assertThat(DatabaseTest.value(db, "a")).isEqualTo("2");
        assertThat(trips).hasSize(db.dialect() == Dialect.POSTGRES ? 2 : 3);
    }

    @BothDatabases
    @DisplayName("are none of them done when one is refused, wherever it stands, and the refusal names its table")
    void all_or_none(Database db) {
        for (var refused = 0; refused < 3; refused++) {
            var place = refused;
            assertThatThrownBy(() -> db.unit(() -> {
                        if (place == 0) db.later(REFUSED);
                        db.later(PUT, "1");
                        if (place == 1) db.later(REFUSED);
                        db.later(CHANGE, "2", "1");
                        if (place == 2) db.later(REFUSED);
                    }))
                    .rootCause()
                    .hasMessageContaining("change_head")
                    .hasMessageNotContaining("instance");

            assertThat(DatabaseTest.count(db)).isEqualTo(1);
        }
    }

    @BothDatabases
    @DisplayName("take their unit with them when one is refused, also where somebody holds the refusal back")
    void held_back(Database db) {
        assertThatThrownBy(() -> db.unit(() -> {
                    db.later(PUT, "1");
                    try {
                        db.later(REFUSED);
                        Changes.announce("r", "client", "one");
                    } catch (RuntimeException held) {
                        assertThat(held).isNotNull();
                    }
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(DatabaseTest.count(db)).isEqualTo(1);
    }

    private static void log(Handle tx, List<String> trips) {
        tx.configure(
                SqlStatements.class,
                statements -> statements.setSqlLogger(new SqlLogger() {
                    @Override
                    public void logBeforeExecution(StatementContext statement) {
                        trips.add(statement.getRenderedSql());
                    }
                }));
    }
}
