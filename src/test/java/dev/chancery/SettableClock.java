package dev.chancery;

import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// A clock that stands still until it is moved.
public final class SettableClock implements InstantSource {
    private static final StackWalker STACK = StackWalker.getInstance();

    private final AtomicReference<Meanwhile> meanwhile = new AtomicReference<>();
    private volatile Instant now;

    public SettableClock(String now) {
        this.now = Instant.parse(now);
    }

    /// @param looks how often they look before `work` is done
    private record Meanwhile(Predicate<List<String>> who, int looks, Runnable work) {}

    @Override
    public Instant instant() {
        var waits = meanwhile.get();
        if (waits != null && waits.who().test(callers())) {
            var next = waits.looks() > 0 ? new Meanwhile(waits.who(), waits.looks() - 1, waits.work()) : null;
            if (meanwhile.compareAndSet(waits, next) && next == null)
                waits.work().run();
        }
        return now;
    }

    private static List<String> callers() {
        return STACK.walk(frames ->
                frames.skip(2).map(StackFrame::getClassName).distinct().toList());
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    /// Once, in the middle of things: when somebody looks who is called by such classes, the nearest first, and after
    /// so many have.
    public void meanwhile(Predicate<List<String>> who, int looks, Runnable work) {
        meanwhile.set(new Meanwhile(who, looks, work));
    }

    /// Whether that has come to pass; it won't any more.
    public boolean passed() {
        return meanwhile.getAndSet(null) == null;
    }
}
