package dev.chancery.db;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// One unit of writing under way: what runs inside it joins it, and what it announced is applied once it is committed.
final class Unit {

    static final ScopedValue<Unit> CURRENT = ScopedValue.newInstance();

    record Outcome<T>(T value, long announced) {}

    private final Database database;
    private final Handle handle;
    private long announced;
    private boolean doomed;

    private Unit(Database database, Handle handle) {
        this.database = database;
        this.handle = handle;
    }

    static <T> Outcome<T> run(Database database, Handle handle, Function<Handle, T> work) {
        var unit = new Unit(database, handle);
        var value = ScopedValue.where(CURRENT, unit).call(() -> work.apply(handle));
        if (unit.doomed) throw new IllegalStateException("a part of this unit failed, so none of it may be committed");
        return new Outcome<>(value, unit.announced);
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
        try {
            return part.apply(handle);
        } catch (RuntimeException e) {
            doomed = true;
            throw e;
        }
    }

    void announced(long number) {
        announced = number;
    }

    Dialect dialect() {
        return database.dialect();
    }
}
