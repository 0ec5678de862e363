package dev.chancery.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SQLite's one writer: waiting units run one after the other, each under its own savepoint, are committed once
/// together, and only then answered.
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int QUEUE = 4_096;
    private static final int BATCH = 256;
    private static final long LONGEST_BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int UNITS_BETWEEN_CHECKPOINTS = 1_000;

    private final ArrayBlockingQueue<WaitingUnit<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Connection connection;
    private final Jdbi jdbi;
    private final SqliteErrors errors;
    private final Duration patience;
    private final Statement control;
    private final Thread writer;
    private volatile boolean closed;
    private int unitsSinceCheckpoint;

    GroupCommit(Connection connection, SqliteErrors errors, Duration patience) throws SQLException {
        this.connection = connection;
        this.jdbi = Jdbi.create(new SoleConnection(connection)).installPlugin(new ColumnTypes());
        this.errors = errors;
        this.patience = patience;
        this.control = connection.createStatement();
        this.writer = Thread.ofPlatform().daemon().name("chancery-writer").unstarted(this::work);
    }

    GroupCommit start() {
        writer.start();
        return this;
    }

    <T> T run(Function<Handle, T> unit) {
        errors.refuseWhenBroken();
        if (closed) throw new StorageUnavailable("the database is closed", null);
        var waiting = new WaitingUnit<>(unit);
        waiting.enter(queue, patience);
        return waiting.answer(patience);
    }

    private void work() {
        var batch = new ArrayList<WaitingUnit<?>>();
        while (!closed || !queue.isEmpty()) {
            batch.clear();
            try {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                commit(batch);
                checkpointWhenDue();
            } catch (InterruptedException e) {
                closed = true;
            } catch (Throwable e) {
                errors.broken("the writer died", e);
                fail(batch, new StorageFault("the writer died", e));
            }
        }
    }

    /// Commits what ran, and goes on with what is left of the batch in another transaction when it took too long.
    private void commit(List<WaitingUnit<?>> batch) {
        var next = 0;
        while (next < batch.size()) {
            var done = new ArrayList<WaitingUnit<?>>();
            try {
                errors.refuseWhenBroken();
                control.execute("BEGIN IMMEDIATE");
                var after = runUnits(batch, next, done);
                errors.refuseWhenBroken();
                control.execute("COMMIT");
                next = after;
            } catch (SQLException | RuntimeException e) {
                rollback();
                fail(batch.subList(next, batch.size()), errors.translate(e));
                return;
            }
            done.forEach(WaitingUnit::acknowledge);
            unitsSinceCheckpoint += done.size();
        }
    }

    private int runUnits(List<WaitingUnit<?>> batch, int from, List<WaitingUnit<?>> done) throws SQLException {
        var until = System.nanoTime() + LONGEST_BATCH_NANOS;
        var next = from;
        do {
            var unit = batch.get(next++);
            if (!unit.claim()) continue;
            done.add(unit);
            control.execute("SAVEPOINT unit");
            try (var handle = jdbi.open()) {
                unit.run(handle);
            } catch (RuntimeException | Error e) {
                var why = e instanceof RuntimeException runtime ? errors.translate(runtime) : e;
                unit.fails(why);
                undo(why);
            }
            control.execute("RELEASE unit");
        } while (next < batch.size() && System.nanoTime() < until);
        return next;
    }

    /// When SQLite has rolled back the whole transaction by itself (a full disk), the savepoint is gone and the batch
    /// with it.
    private void undo(Throwable why) throws SQLException {
        try {
            control.execute("ROLLBACK TO unit");
        } catch (SQLException e) {
            if (why instanceof RuntimeException runtime) throw runtime;
            throw e;
        }
    }

    private static void fail(List<WaitingUnit<?>> batch, RuntimeException why) {
        batch.forEach(unit -> {
            unit.fails(why);
            unit.acknowledge();
        });
    }

    /// SQLite's own checkpoint at commit ignores a failed `fsync`; this one doesn't.
    private void checkpointWhenDue() {
        if (unitsSinceCheckpoint < UNITS_BETWEEN_CHECKPOINTS) return;
        unitsSinceCheckpoint = 0;
        try {
            SqliteFile.pragma(connection, "wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            LOG.warn("checkpoint: {}", errors.translate(e).getMessage());
        }
    }

    private void rollback() {
        try {
            control.execute("ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("SQLite has rolled back by itself already", e);
        }
    }

    /// What was accepted is still committed and answered.
    @Override
    public void close() {
        var last = new WaitingUnit<>(_ -> true);
        closed = true;
        last.enter(queue, patience);
        try {
            writer.join(patience.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fail(List.copyOf(queue), new StorageUnavailable("the database is closed", null));
    }

    private record SoleConnection(Connection connection) implements ConnectionFactory {
        @Override
        public Connection openConnection() {
            return connection;
        }

        @Override
        public void closeConnection(Connection connection) {}
    }
}
