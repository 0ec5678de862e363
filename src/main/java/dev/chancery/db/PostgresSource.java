package dev.chancery.db;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Connections for the pool. While PostgreSQL is away it tries again every 100 ms (the pool itself would pause for
/// up to 5 s), and says so, that callers needn't wait for nothing.
final class PostgresSource implements DataSource {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(PostgresSource.class);
    private static final long PAUSE_MILLIS = 100;

    private final String url;
    private final Properties properties;
    private volatile boolean away;

    PostgresSource(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    boolean away() {
        return away;
    }

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                var connection = DriverManager.getConnection(url, properties);
                if (away) LOG.info("PostgreSQL is back");
                away = false;
                return connection;
            } catch (SQLException e) {
                if (!PostgresErrors.disconnected(e)) throw e;
                if (!away) LOG.warn("PostgreSQL is away (SQLSTATE {})", PostgresErrors.state(e));
                away = true;
            }
            pause();
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("the pool is closing", e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    /// In seconds; as long the pool, when it is closed, waits for a connection that is being made.
    @Override
    public int getLoginTimeout() {
        return Integer.parseInt(properties.getProperty("loginTimeout"));
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
