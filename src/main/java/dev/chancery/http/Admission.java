package dev.chancery.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// First come, first served: so many are let in at once, so many more wait in line, the rest is turned away.
final class Admission {
    enum Verdict {
        IN,
        WAIT,
        FULL
    }

    private record Waiting(Runnable entry, Runnable turnedAway, long since) {}

    private final int most;
    private final int longest;
    private final Deque<Waiting> line = new ArrayDeque<>();
    private int inside;

    Admission(int most, int longest) {
        this.most = most;
        this.longest = longest;
    }

    /// Who is told to wait is called back by one of the two: let in, or turned away.
    synchronized Verdict enter(Runnable entry, Runnable turnedAway) {
        if (inside < most) {
            inside++;
            return Verdict.IN;
        }
        if (line.size() >= longest) return Verdict.FULL;
        line.add(new Waiting(entry, turnedAway, System.nanoTime()));
        return Verdict.WAIT;
    }

    /// Who takes the place that became free, to be run by the caller.
    synchronized @Nullable Runnable leave() {
        var next = line.poll();
        if (next != null) return next.entry;
        inside--;
        return null;
    }

    /// Who has waited longer than that, to be turned away by the caller.
    synchronized List<Runnable> impatient(long nanos) {
        var leaving = new ArrayList<Runnable>();
        var now = System.nanoTime();
        for (var first = line.peek(); first != null && now - first.since > nanos; first = line.peek()) {
            leaving.add(first.turnedAway);
            line.remove();
        }
        return leaving;
    }
}
