package dev.chancery.db;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The one door to what is remembered, on SQLite or PostgreSQL; [StorageUnavailable] or [StorageFault] when it can't
/// serve.
public final class Database implements AutoCloseable {

    private final Dialect dialect;
    private final Engine engine;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable String distrust;
    private final List<Consumer<List<Changes.Change>>> afterAnnouncing = new CopyOnWriteArrayList<>();

    private Database(Dialect dialect, Engine engine) {
        this.dialect = dialect;
        this.engine = engine;
    }

    /// Opens, checks and migrates; [StartRefusal] says in one line what stands in the way.
    public static Database open(DatabaseSettings settings) {
        var engine = settings.dialect() == Dialect.SQLITE ? SqliteEngine.open(settings) : PostgresEngine.open(settings);
        return new Database(settings.dialect(), engine);
    }

    /// What is committed; inside a unit, also what the unit wrote so far.
    public <T> T read(Function<Handle, T> query) {
        if (Unit.isOpen()) return Unit.CURRENT.get().join(this, query);
        refuseDistrusted();
        return look(query);
    }

    /// What is read inside is as it stood at one moment, and on PostgreSQL comes in portions where a fetch size says
    /// so.
    public <T> T snapshot(Supplier<T> reading) {
        refuseDistrusted();
        return Away.during(() -> engine.snapshot(
                handle -> Unit.run(this, handle, _ -> reading.get()).value()));
    }

    /// Also while the database isn't trusted: for the feed, which tells whether it is.
    <T> T look(Function<Handle, T> query) {
        return Away.during(() -> engine.read(query));
    }

    /// Returns once the unit is committed for good, and this node's caches have dropped what it announced.
    public <T> T write(Function<Handle, T> unit) {
        if (Unit.isOpen()) return Unit.CURRENT.get().join(this, unit);
        refuseDistrusted();
        var outcome = Away.during(() -> engine.write(handle -> Unit.run(this, handle, unit)));
        if (!outcome.announced().isEmpty()) afterAnnouncing.forEach(feed -> feed.accept(outcome.announced()));
        return outcome.value();
    }

    /// One statement that announces nothing, and does nothing more when it is run again because its answer was lost:
    /// one trip to PostgreSQL, not two.
    public <T> T writeAlone(Function<Handle, T> statement) {
        if (Unit.isOpen()) return write(statement);
        refuseDistrusted();
        return Away.during(() -> engine.writeAlone(statement));
    }

    public void writes(Consumer<Handle> unit) {
        write(tx -> {
            unit.accept(tx);
            return true;
        });
    }

    /// Everything that stores write inside is committed together, or not at all.
    public <T> T unit(Supplier<T> work) {
        return write(_ -> work.get());
    }

    public void unit(Runnable work) {
        writes(_ -> work.run());
    }

    /// What the work answers; all that it did is taken back, and nobody else has seen any of it.
    public <T> T rehearse(Supplier<T> work) {
        if (Unit.isOpen()) throw new IllegalStateException("what a unit did so far can't be taken back");
        try {
            return write(_ -> {
                Unit.current().rehearse();
                var value = work.get();
                throw Unit.current().rehearsed(value);
            });
        } catch (Unit.Rehearsed over) {
            return over.valueOf(work);
        } catch (StorageUnavailable late) {
            // whatever becomes of it, nothing of it stays
            throw new StorageUnavailable(String.valueOf(late.getMessage()), late);
        }
    }

    /// Whether all that is done now will be taken back.
    public boolean isRehearsing() {
        return Unit.isOpen() && Unit.current().isRehearsal();
    }

    /// Inside a unit: runs before whatever the unit reads or writes next, but may come after the taking of a change's
    /// number, with which it shares the trip to PostgreSQL, as with the commit. Each `?` is one of the values.
    public void later(String statement, @Nullable Object... values) {
        Unit.current().later(statement, Arrays.asList(values));
    }

    public Dialect dialect() {
        return dialect;
    }

    /// The database's own clock, by which nodes compare theirs.
    public Instant clock() {
        return read(tx -> Epoch.clock(tx, dialect));
    }

    /// For the operator, after the database was brought back from a copy. `record` joins the unit, and is its last.
    public void beginEpoch(Consumer<Epoch> record) {
        Epoch.awaitFullSecond(clock());
        writes(tx -> record.accept(Epoch.begin(tx, dialect, 0)));
    }

    /// Why what this database holds is not used at the moment: a node has seen a later state of it.
    public Optional<String> distrust() {
        return Optional.ofNullable(distrust);
    }

    void trust(@Nullable String whyNot) {
        distrust = whyNot;
    }

    private void refuseDistrusted() {
        var why = distrust;
        if (why != null) throw new StorageUnavailable(why, null);
    }

    /// Why this node writes no more, once a [StorageFault] has happened.
    public Optional<String> fault() {
        return engine.fault();
    }

    /// Writes a copy while the server runs, readable by the owner only; refuses to overwrite.
    public void backup(Path target) {
        engine.backup(target);
    }

    void afterAnnouncing(Consumer<List<Changes.Change>> feed) {
        afterAnnouncing.add(feed);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) engine.close();
    }

    @Override
    public String toString() {
        return dialect.toString();
    }
}
