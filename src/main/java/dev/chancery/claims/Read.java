package dev.chancery.claims;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is read when it is first needed, once. Two are equal when what they read is.
public final class Read<T> {
    private final Supplier<T> from;
    private @Nullable T value;

    private Read(Supplier<T> from) {
        this.from = from;
    }

    public static <T> Read<T> of(T known) {
        return new Read<>(() -> known);
    }

    public static <T> Read<T> from(Supplier<T> from) {
        return new Read<>(from);
    }

    public T get() {
        var known = value;
        if (known == null) value = known = from.get();
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Read<?> that && get().equals(that.get());
    }

    @Override
    public int hashCode() {
        return get().hashCode();
    }

    @Override
    public String toString() {
        return "Read[" + (value == null ? "…" : value) + "]";
    }
}
