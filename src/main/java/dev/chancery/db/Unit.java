package dev.chancery.db;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// One unit of writing under way: what runs inside it joins it, and what it announced is applied once it is committed.
final class Unit {

    private static final String PARTIAL = "a part of this unit failed, so none of it may be committed";
    static final ScopedValue<Unit> CURRENT = ScopedValue.newInstance();

    /// `rest` is to be committed with it.
    record Outcome<T>(T value, List<Changes.Change> announced, Together rest) {}

    /// The end of a unit that is to leave nothing behind.
    static final class Rehearsed extends RuntimeException {
        private final transient @Nullable Object value;

        private Rehearsed(@Nullable Object value) {
            super(null, null, false, false);
            this.value = value;
        }

        @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // it came out of this very work
        <T> T valueOf(Supplier<T> work) {
            return (T) value;
        }
    }

    private final Database database;
    private final Handle handle;
    private final Together together = new Together();
    private final List<Changes.Change> announced = new ArrayList<>();
    private boolean doomed;
    private boolean rehearsal;

    private Unit(Database database, Handle handle) {
        this.database = database;
        this.handle = handle;
    }

    static <T> Outcome<T> run(Database database, Handle handle, Function<Handle, T> work) {
        var unit = new Unit(database, handle);
        var value = ScopedValue.where(CURRENT, unit).call(() -> work.apply(handle));
        if (unit.doomed) throw new IllegalStateException(PARTIAL);
        return new Outcome<>(value, unit.announced, unit.together);
    }

    static Unit current() {
        if (!CURRENT.isBound()) throw new IllegalStateException("a change is announced in the unit that makes it");
        return CURRENT.get();
    }

    static boolean isOpen() {
        return CURRENT.isBound();
    }

    /// A part that fails takes the whole unit with it, on SQLite as on PostgreSQL.
    <T> T join(Database asked, Function<Handle, T> part) {
        if (asked != database) throw new IllegalStateException("a unit belongs to one database");
        return part(() -> {
            together.run(handle);
            return part.apply(handle);
        });
    }

    private <T> T part(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            doomed = true;
            throw e;
        }
    }

    /// Nothing is gained by waiting where there is no way to go.
    void later(String statement, List<? extends @Nullable Object> values) {
        together.add(statement, values);
        if (dialect() == Dialect.SQLITE)
            part(() -> {
                together.run(handle);
                return true;
            });
    }

    /// The answer of a statement without values; what waits goes behind it, but for what belongs to an earlier change.
    <T> T ask(String statement, RowMapper<T> answer) {
        return part(() -> {
            if (!announced.isEmpty()) together.run(handle);
            return together.runBehind(handle, statement, answer);
        });
    }

    void rehearse() {
        rehearsal = true;
    }

    boolean isRehearsal() {
        return rehearsal;
    }

    /// Also what would have gone with the commit is tried.
    Rehearsed rehearsed(@Nullable Object value) {
        part(() -> {
            together.run(handle);
            return true;
        });
        if (doomed) throw new IllegalStateException(PARTIAL);
        return new Rehearsed(value);
    }

    /// The number of what it announced first.
    OptionalLong first() {
        return announced.stream().mapToLong(Changes.Change::number).findFirst();
    }

    void announced(Changes.Change change) {
        announced.add(change);
    }

    List<Changes.Change> announced() {
        return List.copyOf(announced);
    }

    Dialect dialect() {
        return database.dialect();
    }
}
