package dev.chancery.db;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// What the two databases do differently.
sealed interface Engine extends AutoCloseable permits SqliteEngine, PostgresEngine {

    <T> T read(Function<Handle, T> query);

    /// One transaction that only reads: everything as it stood at one moment.
    <T> T snapshot(Function<Handle, T> query);

    <T> Unit.Outcome<T> write(Function<Handle, Unit.Outcome<T>> unit);

    /// One statement, which is a transaction by itself, and may be run again when its answer was lost.
    <T> T writeAlone(Function<Handle, T> statement);

    Optional<String> fault();

    void backup(Path target);

    @Override
    void close();
}
