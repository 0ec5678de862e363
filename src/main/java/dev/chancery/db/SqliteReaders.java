package dev.chancery.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.ConnectionFactory;

/// A few connections that can only read, opened when first needed and used again.
final class SqliteReaders implements ConnectionFactory, AutoCloseable {

    private final SqliteFile file;
    private final Duration patience;
    private final ArrayBlockingQueue<Connection> idle;
    private final AtomicInteger unopened;

    SqliteReaders(SqliteFile file, int size, Duration patience) {
        this.file = file;
        this.patience = patience;
        this.idle = new ArrayBlockingQueue<>(size);
        this.unopened = new AtomicInteger(size);
    }

    @Override
    public Connection openConnection() throws SQLException {
        var connection = idle.poll();
        if (connection != null) return connection;
        if (unopened.getAndUpdate(n -> Math.max(0, n - 1)) > 0) return opened();
        try {
            connection = idle.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("interrupted before the read began", e);
        }
        if (connection == null) throw new StorageUnavailable("too many reads are waiting", null);
        return connection;
    }

    private Connection opened() throws SQLException {
        try {
            return file.connectForReading();
        } catch (SQLException | RuntimeException e) {
            unopened.incrementAndGet();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        if (!idle.offer(connection)) connection.close();
    }

    @Override
    public void close() throws SQLException {
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) connection.close();
    }
}
