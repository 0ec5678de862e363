package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/// What those who use a PostgreSQL database at the same time wait for.
public record Contention(String url) {

    /// Holds what the statement locks until so many others wait, for it or for each other; ends as they say.
    public void meanwhile(String statement, int waiting, Callable<String> others) throws Exception {
        try (var connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            run(connection, statement);
            var end = others.call();
            await("%", waiting);
            run(connection, end);
        }
    }

    /// Until so many wait in such a statement.
    public void await(String statement, int waiting) {
        try {
            for (var i = 0; i < 1_000 && waiting(statement) < waiting; i++) Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(waiting(statement)).isGreaterThanOrEqualTo(waiting);
    }

    private long waiting(String statement) {
        return Long.parseLong(text(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
                        + " AND query LIKE '" + statement + "'"));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String text(String question) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
