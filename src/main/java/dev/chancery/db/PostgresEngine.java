package dev.chancery.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The shared database: a pool of connections, ordinary transactions at READ COMMITTED, run again when they lose a
/// race.
final class PostgresEngine implements Engine {

    private static final int OLDEST = 14;
    private static final int ATTEMPTS = 8;

    private final PostgresSource source;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Duration patience;

    private PostgresEngine(PostgresSource source, HikariDataSource pool, Duration patience) {
        this.source = source;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new ColumnTypes());
        this.patience = patience;
    }

    static PostgresEngine open(DatabaseSettings settings) {
        var url = PostgresUrl.of(settings);
        try (var connection = DriverManager.getConnection(url.jdbc(), bounded(url, settings.patience(), false))) {
            refuseUnfit(connection, url);
            Migrations.of(Dialect.POSTGRES).run(connection, url.jdbc(), url.login());
        } catch (SQLException e) {
            throw refusal(url, e);
        }
        var source = new PostgresSource(url.jdbc(), bounded(url, settings.patience(), true));
        return new PostgresEngine(source, new HikariDataSource(pooled(source, settings)), settings.patience());
    }

    private static void refuseUnfit(Connection connection, PostgresUrl url) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST)
            throw new StartRefusal(
                    "%s is PostgreSQL %d: Chancery needs %d or newer.".formatted(url.shown(), version, OLDEST));
        var encoding = shown(connection, "server_encoding");
        if (!encoding.equals("UTF8"))
            throw new StartRefusal(
                    "%s keeps text as %s: create the database with ENCODING 'UTF8'.".formatted(url.shown(), encoding));
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static StartRefusal refusal(PostgresUrl url, SQLException e) {
        var state = PostgresErrors.state(e);
        var why = switch (state) {
            case "28P01", "28000", "08004" -> "refuses this user or password: check both, and pg_hba.conf";
            case "3D000" -> "has no such database: create it with ENCODING 'UTF8'";
            case "42501" -> "lets this user create no tables: make it the owner of its database";
            case "08001", "08006" -> "cannot be reached: check that it runs and that host and port are right";
            default -> "answers with an error (SQLSTATE " + state + "): its log has the cause";
        };
        return new StartRefusal("%s %s.".formatted(url.shown(), why));
    }

    private static Properties bounded(PostgresUrl url, Duration patience, boolean statements) {
        var properties = new Properties();
        properties.putAll(url.login());
        var seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        // the pool tries again at once, and the operator's first connection is waited for
        properties.setProperty("connectTimeout", statements ? "1" : seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "chancery");
        properties.setProperty("logServerErrorDetail", "false");
        if (statements) properties.setProperty("socketTimeout", seconds);
        return properties;
    }

    private static HikariConfig pooled(PostgresSource source, DatabaseSettings settings) {
        var config = new HikariConfig();
        var millis = settings.patience().toMillis();
        config.setPoolName("chancery");
        config.setDataSource(source);
        config.setMaximumPoolSize(settings.connections());
        config.setConnectionTimeout(Math.max(250, millis / 2));
        config.setValidationTimeout(Math.max(250, millis / 2));
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setInitializationFailTimeout(-1);
        // nothing acknowledged may be lost, whatever the server's default; and what is estimated to cost much, as the
        // beginning of a long list is, is not worth compiling
        config.setConnectionInitSql("""
                SELECT set_config('statement_timeout', '%d', false), set_config('jit', 'off', false),
                       set_config('synchronous_commit',
                                  CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
                                       ELSE current_setting('synchronous_commit') END, false)""".formatted(millis));
        return config;
    }

    @Override
    public <T> T read(Function<Handle, T> query) {
        return attempted(attempt -> {
            try (var handle = jdbi.open()) {
                return query.apply(handle);
            }
        });
    }

    @Override
    public <T> T snapshot(Function<Handle, T> query) {
        return attempted(attempt -> {
            try (var handle = jdbi.open()) {
                return handle.inTransaction(tx -> {
                    tx.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                    return query.apply(tx);
                });
            }
        });
    }

    @Override
    public <T> Unit.Outcome<T> write(Function<Handle, Unit.Outcome<T>> unit) {
        return attempted(attempt -> {
            try (var handle = jdbi.open()) {
                return handle.inTransaction(tx -> {
                    var outcome = unit.apply(tx);
                    attempt.committing = true;
                    outcome.rest().commit(tx);
                    return outcome;
                });
            }
        });
    }

    @Override
    public <T> T writeAlone(Function<Handle, T> statement) {
        return attempted(attempt -> {
            try (var handle = jdbi.open()) {
                attempt.committing = true;
                attempt.repeatable = true;
                return statement.apply(handle);
            }
        });
    }

    private static final class Attempt {
        private boolean committing;
        private boolean repeatable;
    }

    private <T> T attempted(Function<Attempt, T> work) {
        if (source.away() && pool.getHikariPoolMXBean().getTotalConnections() == 0)
            throw new StorageUnavailable("PostgreSQL is away", null);
        var end = System.nanoTime() + patience.toNanos();
        for (var number = 1; ; number++) {
            var attempt = new Attempt();
            try {
                return work.apply(attempt);
            } catch (ConnectionException e) {
                if (pool.getHikariPoolMXBean().getIdleConnections() > 0) replaceConnections();
                throw new StorageUnavailable("PostgreSQL can't be reached", e);
            } catch (RuntimeException e) {
                if (PostgresErrors.disconnected(e)) replaceConnections();
                if (number == ATTEMPTS || System.nanoTime() > end || !mayRunAgain(e, attempt))
                    throw PostgresErrors.translate(e, attempt.committing);
                pause(number);
            }
        }
    }

    /// One that was cut or is mute is seldom alone: to try each of the others would take a timeout each.
    private void replaceConnections() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    private static boolean mayRunAgain(RuntimeException e, Attempt attempt) {
        return PostgresErrors.lostRace(e)
                || (PostgresErrors.disconnected(e) && (!attempt.committing || attempt.repeatable));
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Math.min(100, 1L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("interrupted", e);
        }
    }

    @Override
    public Optional<String> fault() {
        return Optional.empty();
    }

    @Override
    public void backup(Path target) {
        throw new StartRefusal("Back up PostgreSQL with its own tools: pg_dump --format=custom --file=%s <database>"
                .formatted(target));
    }

    @Override
    public void close() {
        pool.close();
    }
}
