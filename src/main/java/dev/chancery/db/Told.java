package dev.chancery.db;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// When this node was last told of a change to a thing, by a count of its own. Things share slots, so that all of them
/// fit into 64 kB: at worst something is taken to have changed that has not.
final class Told {
    private static final int SLOTS = 1 << 13;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLongArray last = new AtomicLongArray(SLOTS);
    private volatile long everything;

    /// By which to ask later whether something has changed since.
    long now() {
        return count.get();
    }

    void tell(Changes.Change change) {
        var now = count.incrementAndGet();
        if (change.everything()) everything = now;
        last.set(slot(new Thing(change.realm(), change.kind(), change.subject())), now);
        last.set(slot(Thing.anyOf(change.realm(), change.kind())), now);
    }

    boolean nothingSince(long then, List<Thing> things) {
        if (everything > then) return false;
        for (var thing : things) if (last.get(slot(thing)) > then) return false;
        return true;
    }

    private static int slot(Thing thing) {
        var hash = thing.hashCode();
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }
}
